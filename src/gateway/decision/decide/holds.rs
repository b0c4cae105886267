//! Whether one condition of a document holds for a call's arguments.

use std::collections::BTreeMap;

use super::text::{NULL, Side, text};
use crate::gateway::decision::{Condition, Operator};
use crate::json::Value;
use crate::re2::Pattern;

/// The patterns of a document, each compiled when it is first needed.
#[derive(Debug, Default)]
pub(in crate::gateway) struct Patterns<'d> {
    compiled: BTreeMap<&'d str, Option<Pattern>>,
}

impl<'d> Patterns<'d> {
    /// Whether a condition holds. One that the gateway would refuse to load (a pattern that isn't
    /// RE2's, an order between other things than numbers) never holds; [`fn@crate::gateway::read`]
    /// reports it.
    pub(in crate::gateway) fn hold(&mut self, condition: &'d Condition, arguments: &Value) -> bool {
        let found = resolve(arguments, &condition.path);
        if condition.op == Operator::Exists {
            let exists = found.is_some_and(|value| *value != Value::Null);
            return condition.value == Value::Bool(exists);
        }
        found.is_some_and(|value| self.compare(value, condition.op, &condition.value))
    }

    fn compare(&mut self, found: &Value, op: Operator, value: &'d Value) -> bool {
        match op {
            Operator::Exists => false,
            Operator::Eq => equal(found, value),
            Operator::Neq => !equal(found, value),
            Operator::In => elements(value).iter().any(|element| equal(found, element)),
            Operator::NotIn => !elements(value).iter().any(|element| equal(found, element)),
            Operator::Lt => ordered(found, value, |found, value| found < value),
            Operator::Lte => ordered(found, value, |found, value| found <= value),
            Operator::Gt => ordered(found, value, |found, value| found > value),
            Operator::Gte => ordered(found, value, |found, value| found >= value),
            Operator::Regex => self.matches(found, value),
            Operator::Contains => contains(found, value),
        }
    }

    fn matches(&mut self, found: &Value, value: &'d Value) -> bool {
        let (Value::String(text), Value::String(pattern)) = (found, value) else { return false };
        let compiled =
            self.compiled.entry(pattern).or_insert_with(|| Pattern::new(pattern).ok()).as_ref();
        compiled.is_some_and(|compiled| compiled.is_match(text))
    }
}

/// What a path leads to: `args.` and keys joined by dots, through objects only.
pub(super) fn resolve<'v>(arguments: &'v Value, path: &str) -> Option<&'v Value> {
    path.strip_prefix("args.")?.split('.').try_fold(arguments, |value, key| match value {
        Value::Object(members) => members.get(key),
        _ => None,
    })
}

/// Whether a policy's value is equal to null: the one value that is present and doesn't exist.
pub(in crate::gateway) fn equals_null(value: &Value) -> bool {
    text(value, Side::Policy) == NULL
}

fn equal(found: &Value, value: &Value) -> bool {
    match (found, value) {
        (Value::Number(found), Value::Number(value)) => found.as_f64() == value.as_f64(),
        _ => text(found, Side::Call) == text(value, Side::Policy),
    }
}

fn elements(value: &Value) -> &[Value] {
    match value {
        Value::Array(elements) => elements,
        _ => &[],
    }
}

fn ordered(found: &Value, value: &Value, order: impl Fn(f64, f64) -> bool) -> bool {
    match (found, value) {
        (Value::Number(found), Value::Number(value)) => order(found.as_f64(), value.as_f64()),
        _ => false,
    }
}

fn contains(found: &Value, value: &Value) -> bool {
    match (found, value) {
        (Value::String(found), Value::String(value)) => found.contains(value.as_str()),
        (Value::Array(items), _) => items.iter().any(|item| equal(item, value)),
        _ => false,
    }
}
