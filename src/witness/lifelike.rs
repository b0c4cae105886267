//! Calls with values that the schema gives as examples, and with items of the kind that it wants, so
//! that they look like real ones.

use crate::catalog::types::Kind;
use crate::catalog::{Argument, Tool, sample};
use crate::json::{Number, Value};

/// How many arguments get one.
const MAX_ARGUMENTS: usize = 32;

/// The arguments with examples of the tool's schema in the place of other values of the same kind,
/// one argument after the other, where `holds` still holds of the call.
pub(super) fn with_examples(
    tool: &Tool,
    mut arguments: Value,
    mut holds: impl FnMut(&Value) -> bool,
) -> Value {
    let mut paths = Vec::new();
    add_leaves(&arguments, &mut Vec::new(), &mut paths);
    for path in paths {
        let Ok(argument) = tool.arguments().lookup(&path) else { continue };
        let mut examples = tool.examples_of(&argument);
        examples.extend(as_true(&argument));
        let own = leaf(&mut arguments, &path).cloned();
        let Some(own) = own.filter(|own| !examples.contains(own)) else { continue };
        let of_kind = examples.into_iter().filter(|it| Kind::of(it) == Kind::of(&own));
        for example in of_kind {
            let mut changed = arguments.clone();
            if let Some(leaf) = leaf(&mut changed, &path) {
                *leaf = example;
            }
            if holds(&changed) {
                arguments = changed;
                break;
            }
        }
    }
    arguments
}

/// The number that servers read as `true`, for an argument that is a switch.
fn as_true(argument: &Argument<'_>) -> Option<Value> {
    let is_switch = argument.may_be(Kind::Boolean) && !argument.may_be(Kind::Number);
    (is_switch && !argument.is_anything()).then(|| Value::Number(Number::from(1)))
}

/// The arguments with plain items of the kind that the schema wants in the place of others, list
/// after list, where `holds` still holds of the call.
pub(super) fn with_fitting_items(
    tool: &Tool,
    mut arguments: Value,
    mut holds: impl FnMut(&Value) -> bool,
) -> Value {
    let mut paths = Vec::new();
    add_lists(&arguments, &mut Vec::new(), &mut paths);
    for path in paths {
        let item = tool.arguments().lookup(&path).ok().and_then(|argument| argument.elements());
        let mut changed = arguments.clone();
        let Some((item, Value::Array(items))) = item.zip(leaf(&mut changed, &path)) else {
            continue;
        };
        let mut others = items.iter_mut().filter(|own| !fits(own, &item)).peekable();
        if others.peek().is_none() {
            continue;
        }
        others.for_each(|own| *own = sample::of_argument(&item));
        if holds(&changed) {
            arguments = changed;
        }
    }
    arguments
}

fn fits(value: &Value, item: &Argument<'_>) -> bool {
    item.is_anything() || item.may_be(Kind::of(value))
}

/// Adds the paths of the lists in objects inside each other.
fn add_lists(value: &Value, path: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                path.push(key.clone());
                add_lists(member, path, paths);
                path.pop();
            }
        }
        Value::Array(_) if paths.len() < MAX_ARGUMENTS => paths.push(path.clone()),
        _ => {}
    }
}

/// Adds the paths of the strings and numbers of objects inside each other.
fn add_leaves(value: &Value, path: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                path.push(key.clone());
                add_leaves(member, path, paths);
                path.pop();
            }
        }
        Value::String(_) | Value::Number(_) if paths.len() < MAX_ARGUMENTS => {
            paths.push(path.clone());
        }
        _ => {}
    }
}

fn leaf<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Object(members) => members.get_mut(key),
        _ => None,
    })
}
