//! Whether two schemas differ in more than what is compared argument by argument: keywords that types
//! don't keep, and what holds of one branch alone.
//!
//! Both are walked through side by side. Where only one has an argument, that is told; where both
//! have it, what isn't known to be compared counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::json::Value;

/// Keywords that are compared where they stand in an argument's own schema.
const COMPARED: &[&str] = &[
    "const",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "pattern",
    "required",
    "type",
];

/// Keywords whose members are arguments.
const MEMBERS: &[&str] = &["patternProperties", "properties"];

/// Keywords that hold the schema of others, or say that there are none.
const OTHERS: &[&str] = &["additionalProperties", "items"];

/// How many values a list may have that is compared.
const MAX_VALUES: usize = 1_000;

/// Keywords of one schema.
type Keywords<'s> = BTreeMap<&'s str, &'s Value>;

/// Whether two schemas, with definitions in the place of references, differ in more than what is
/// compared.
pub(super) fn differ(old: &Value, new: &Value) -> bool {
    if old == new {
        return false;
    }
    let both = |of: fn(&Value) -> Option<Keywords<'_>>| Some((of(old)?, of(new)?));
    let Some((old, new)) = both(of_branches) else { return own_differ(old, new) };
    keywords_differ(&old, &new)
}

fn own_differ(old: &Value, new: &Value) -> bool {
    match (own(old), own(new)) {
        (Some(old), Some(new)) => keywords_differ(&old, &new),
        _ => true,
    }
}

fn keywords_differ(old: &Keywords<'_>, new: &Keywords<'_>) -> bool {
    let keys: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    keys.into_iter().any(|key| match (old.get(key), new.get(key)) {
        (Some(old), Some(new)) if MEMBERS.contains(&key) => members_differ(old, new),
        (Some(old), Some(new)) if OTHERS.contains(&key) => differ(old, new),
        (old, new) => {
            let is_told = MEMBERS.contains(&key) || OTHERS.contains(&key);
            !is_told && old != new
        }
    })
}

/// Whether members that both have do.
fn members_differ(old: &Value, new: &Value) -> bool {
    let (Value::Object(old), Value::Object(new)) = (old, new) else { return true };
    old.iter().any(|(key, old)| new.get(key).is_some_and(|new| differ(old, new)))
}

/// What a schema says beside what is compared; nothing where it is no schema.
fn own(schema: &Value) -> Option<Keywords<'_>> {
    match schema {
        Value::Bool(_) => Some(Keywords::new()),
        Value::Object(members) => {
            let is_kept = |(key, value): &(&String, &Value)| {
                !COMPARED.contains(&key.as_str()) || is_long(value)
            };
            Some(members.iter().filter(is_kept).map(|(key, it)| (key.as_str(), it)).collect())
        }
        _ => None,
    }
}

fn is_long(value: &Value) -> bool {
    matches!(value, Value::Array(items) if items.len() > MAX_VALUES)
}

/// What all branches of a schema say; nothing where it says more than them, or where a value may be
/// in two of them, or objects or lists in two: what holds of one of these alone isn't compared.
fn of_branches(schema: &Value) -> Option<Keywords<'_>> {
    let Value::Object(members) = schema else { return own(schema) };
    let union = ["anyOf", "oneOf"].into_iter().find_map(|key| members.get(key));
    let Some(Value::Array(branches)) = union else { return own(schema) };
    if members.len() > 1 || !are_apart(branches) {
        return None;
    }
    let mut all = Keywords::new();
    for (key, value) in branches.iter().map(own).collect::<Option<Vec<_>>>()?.into_iter().flatten()
    {
        if all.insert(key, value).is_some() {
            return None;
        }
    }
    Some(all)
}

/// Whether each branch has kinds or values that no other one has.
fn are_apart(branches: &[Value]) -> bool {
    let mut kinds = BTreeSet::new();
    branches.iter().all(|branch| {
        let Value::Object(members) = branch else { return false };
        let values = members.get("const").or_else(|| members.get("enum"));
        let kind = match (values, members.get("type")) {
            (Some(values), _) => values.to_string(),
            (None, Some(Value::String(kind))) if kind == "integer" => "number".to_owned(),
            (None, Some(Value::String(kind))) => kind.clone(),
            _ => return false,
        };
        kinds.insert(kind)
    })
}
