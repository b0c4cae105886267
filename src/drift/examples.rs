//! Arguments that the new side's schema accepts and the old one's doesn't, put together from one value
//! of each branch: what no condition can name is shown by them.

use crate::catalog::{Argument, Tool, sample};
use crate::json::Value;

/// How many arguments are held against the schemas.
const MAX_TRIED: usize = 200;

/// How many of them are shown to the policy.
const MAX_FOUND: usize = 8;

/// How deep objects and lists inside each other are gone into.
const MAX_DEPTH: usize = 4;

/// Some that differ in one argument at the top, or in any.
pub(super) fn newly_accepted(old: &Tool, new: &Tool, top: Option<&str>) -> Vec<Value> {
    let is_new = |arguments: &Value| {
        old.accepts(arguments) == Some(false) && new.accepts(arguments) == Some(true)
    };
    tried(new, top).take(MAX_TRIED).filter(is_new).take(MAX_FOUND).collect()
}

/// Those that must be there, without the argument, and with each of its values.
fn tried<'t>(tool: &'t Tool, top: Option<&'t str>) -> impl Iterator<Item = Value> + 't {
    let all = tool.arguments().all();
    let least = sample::arguments(tool);
    let keys: Vec<&str> = match top {
        Some(key) => vec![key],
        None => all.keys().into_iter().collect(),
    };
    let without = keys.first().filter(|_| top.is_some()).map(|key| without(&least, key));
    let with_each = keys.into_iter().flat_map({
        let least = least.clone();
        move |key| {
            let argument = all.member(key);
            let values = argument.map(|it| values(&it, MAX_DEPTH)).unwrap_or_default();
            let least = least.clone();
            values.into_iter().map(move |value| with(&least, key, value)).collect::<Vec<_>>()
        }
    });
    [least].into_iter().chain(without).chain(with_each)
}

/// A value of each alternative, then those with one more member or element.
fn values(argument: &Argument<'_>, depth: usize) -> Vec<Value> {
    let mut values = sample::of_alternatives(argument);
    let Some(depth) = depth.checked_sub(1) else { return values };
    if let Some(elements) = argument.elements() {
        values.extend(self::values(&elements, depth).into_iter().map(|it| Value::Array(vec![it])));
        values.truncate(MAX_TRIED);
    }
    let objects: Vec<Value> =
        values.iter().filter(|it| matches!(it, Value::Object(_))).cloned().collect();
    for key in argument.keys() {
        let member = argument.member(key).map(|it| self::values(&it, depth)).unwrap_or_default();
        for value in member {
            if values.len() >= MAX_TRIED {
                return values;
            }
            values.extend(objects.iter().map(|object| with(object, key, value.clone())));
        }
    }
    values
}

fn with(object: &Value, key: &str, value: Value) -> Value {
    let Value::Object(members) = object else { return object.clone() };
    let mut members = members.clone();
    members.insert(key.to_owned(), value);
    Value::Object(members)
}

fn without(object: &Value, key: &str) -> Value {
    let Value::Object(members) = object else { return object.clone() };
    let mut members = members.clone();
    members.remove(key);
    Value::Object(members)
}
