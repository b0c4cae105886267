//! Values in lists, and in objects in lists: `argv[]`, `files[].path`; the same in objects whose
//! members may have any keys: `files.*.path`.
//!
//! No condition addresses what is in a list but `contains`. So the question is whether a list may
//! be given that holds an exemplar; the list is built from the schema.

use std::collections::BTreeMap;

use crate::analysis::value_at;
use crate::catalog::{Argument, sample};
use crate::json::Value;
use crate::risk::{LeafPath, Step};
use crate::witness::{Callable, object_with_only};

/// The value of the outermost list that holds this at the end of a path; `None` where the schema
/// has no such place.
pub(crate) fn holding(tool: &Callable<'_>, path: &LeafPath, value: &Value) -> Option<Value> {
    let (outer, inner) = path.at_list();
    let names: Vec<&str> = outer.iter().filter_map(Step::key).collect();
    let argument = tool.tool?.arguments().lookup(&names).ok()?;
    let own = if inner.is_empty() { None } else { built(&argument, inner, value) }?;
    let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let fitted = tool.tool?.fitted(object_with_only(&names, own.clone()), &|_| false);
    let fitted = value_at(&fitted, &names).filter(|fitted| has(fitted, value));
    Some(fitted.cloned().unwrap_or(own))
}

/// Whether a value is there, at whatever depth.
fn has(value: &Value, wanted: &Value) -> bool {
    let inside = match value {
        Value::Array(items) => items.iter().any(|item| has(item, wanted)),
        Value::Object(members) => members.values().any(|member| has(member, wanted)),
        _ => false,
    };
    inside || value == wanted
}

/// The same with several texts side by side, where they are the items themselves.
pub(super) fn of_words(path: &LeafPath, words: &[&str]) -> Option<Value> {
    let are_items = matches!(path.at_list(), (_, [Step::Item]));
    are_items.then(|| Value::Array(words.iter().map(|word| Value::from(*word)).collect()))
}

/// An object with one member, where its members may have any keys.
pub(super) fn of_member(path: &LeafPath, key: &str, text: &str) -> Option<Value> {
    let are_members = matches!(path.at_list(), (_, [Step::Other]));
    are_members.then(|| Value::Object([(key.to_owned(), Value::from(text))].into()))
}

/// A list that holds an object with one member.
pub(super) fn of_object(
    tool: &Callable<'_>,
    path: &LeafPath,
    key: &str,
    text: &str,
) -> Option<Value> {
    let object = Value::Object([(key.to_owned(), Value::from(text))].into());
    holding(tool, path, &object)
}

fn built(argument: &Argument<'_>, steps: &[Step], value: &Value) -> Option<Value> {
    let Some((step, rest)) = steps.split_first() else { return Some(value.clone()) };
    match step.key() {
        None => Some(Value::Array(vec![built(&argument.elements()?, rest, value)?])),
        Some(name) => {
            let mut members = match sample::of_argument(argument) {
                Value::Object(members) => members,
                _ => BTreeMap::new(),
            };
            members.insert(name.to_owned(), built(&argument.member(name)?, rest, value)?);
            Some(Value::Object(members))
        }
    }
}
