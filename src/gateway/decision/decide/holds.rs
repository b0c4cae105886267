//! Whether one condition of a document holds for a call's arguments.

use std::collections::BTreeMap;

use super::equal::equal;
use crate::analysis::Equality;
use crate::gateway::decision::{Condition, MissingArguments, Operator, Semantics};
use crate::json::Value;
use crate::re2::Pattern;

/// Patterns compiled so far; `None` for those that RE2 refuses.
#[derive(Debug, Default)]
pub(crate) struct Compiled(BTreeMap<String, Option<Pattern>>);

impl Compiled {
    fn get(&mut self, pattern: &str) -> Option<&Pattern> {
        if !self.0.contains_key(pattern) {
            self.0.insert(pattern.to_owned(), Pattern::new(pattern).ok());
        }
        self.0.get(pattern)?.as_ref()
    }
}

/// Decides conditions of a document. Its patterns are compiled when they are first needed.
#[derive(Debug)]
pub(in crate::gateway) struct Conditions {
    semantics: Semantics,
    pub(super) compiled: Compiled,
}

impl Conditions {
    /// Nothing is compiled yet.
    #[cfg(test)]
    pub(in crate::gateway) fn new(semantics: Semantics) -> Self {
        Self::with(semantics, Compiled::default())
    }

    /// With what others have compiled.
    pub(super) fn with(semantics: Semantics, compiled: Compiled) -> Self {
        Self { semantics, compiled }
    }

    /// Whether a condition holds. One that the gateway would refuse to load (a pattern that isn't
    /// RE2's, an order between other things than numbers) never holds; [`fn@crate::gateway::read`]
    /// reports it.
    pub(in crate::gateway) fn hold(&mut self, condition: &Condition, arguments: &Value) -> bool {
        let found = resolve(arguments, &condition.path);
        if condition.op == Operator::Exists {
            let exists = found.is_some_and(|value| *value != Value::Null);
            return condition.value == Value::Bool(exists);
        }
        match (found, self.semantics.missing) {
            (None, MissingArguments::FailConditions) => false,
            (Some(value), _) => self.compare(value, condition.op, &condition.value),
        }
    }

    fn compare(&mut self, found: &Value, op: Operator, value: &Value) -> bool {
        let equality = self.semantics.equality;
        let is_one_of = |values: &[Value]| values.iter().any(|one| equal(equality, found, one));
        match op {
            Operator::Exists => false,
            Operator::Eq => equal(equality, found, value),
            Operator::Neq => !equal(equality, found, value),
            Operator::In => is_one_of(elements(value)),
            Operator::NotIn => !is_one_of(elements(value)),
            Operator::Lt => ordered(found, value, |found, value| found < value),
            Operator::Lte => ordered(found, value, |found, value| found <= value),
            Operator::Gt => ordered(found, value, |found, value| found > value),
            Operator::Gte => ordered(found, value, |found, value| found >= value),
            Operator::Regex => self.matches(found, value),
            Operator::Contains => contains(equality, found, value),
        }
    }

    fn matches(&mut self, found: &Value, value: &Value) -> bool {
        let (Value::String(text), Value::String(pattern)) = (found, value) else { return false };
        self.compiled.get(pattern).is_some_and(|compiled| compiled.is_match(text))
    }
}

/// What a path leads to: `args.` and keys joined by dots, through objects only.
pub(super) fn resolve<'v>(arguments: &'v Value, path: &str) -> Option<&'v Value> {
    path.strip_prefix("args.")?.split('.').try_fold(arguments, |value, key| match value {
        Value::Object(members) => members.get(key),
        _ => None,
    })
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

fn contains(equality: Equality, found: &Value, value: &Value) -> bool {
    match (found, value) {
        (Value::String(found), Value::String(value)) => found.contains(value.as_str()),
        (Value::Array(items), _) => items.iter().any(|item| equal(equality, item, value)),
        _ => false,
    }
}
