//! Values in lists, and in objects in lists: `argv[]`, `files[].path`.
//!
//! No condition addresses what is in a list but `contains`. So the question is whether a list may
//! be given that holds an exemplar; the list is built from the schema.

use std::collections::BTreeMap;

use crate::catalog::{Argument, sample};
use crate::json::Value;
use crate::risk::Step;
use crate::witness::Callable;

/// The value of the outermost list that holds this at the end of the steps; `None` where the
/// schema has no such place.
pub(crate) fn holding(tool: &Callable<'_>, steps: &[Step], value: &Value) -> Option<Value> {
    let outer = steps.iter().position(|step| *step == Step::Item)?;
    let (outer, inner) = steps.split_at_checked(outer)?;
    let names: Vec<&str> = outer.iter().filter_map(name).collect();
    let argument = tool.tool?.arguments().lookup(&names).ok()?;
    built(&argument, inner, value)
}

/// The same with several texts side by side, where they are the items themselves.
pub(super) fn of_words(steps: &[Step], words: &[&str]) -> Option<Value> {
    let is_flat = steps.iter().filter(|step| **step == Step::Item).count() == 1;
    let ends = steps.last() == Some(&Step::Item);
    (is_flat && ends).then(|| Value::Array(words.iter().map(|word| Value::from(*word)).collect()))
}

fn name(step: &Step) -> Option<&str> {
    match step {
        Step::Member(name) => Some(name),
        Step::Item => None,
    }
}

fn built(argument: &Argument<'_>, steps: &[Step], value: &Value) -> Option<Value> {
    let Some((step, rest)) = steps.split_first() else { return Some(value.clone()) };
    match step {
        Step::Item => Some(Value::Array(vec![built(&argument.elements()?, rest, value)?])),
        Step::Member(name) => {
            let mut members = match sample::of_argument(argument) {
                Value::Object(members) => members,
                _ => BTreeMap::new(),
            };
            members.insert(name.clone(), built(&argument.member(name)?, rest, value)?);
            Some(Value::Object(members))
        }
    }
}
