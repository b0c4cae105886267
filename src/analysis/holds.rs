//! Whether a formula holds for one call.

use std::collections::BTreeMap;

use super::equality::Equality;
use super::formula::{Atom, Formula, Test};
use crate::catalog::types::Kind;
use crate::json::Value;
use crate::re2::Pattern;

/// Patterns read so far; `None` for those that RE2 refuses, which are found nowhere.
#[derive(Debug, Default)]
pub(crate) struct Patterns(BTreeMap<String, Option<Pattern>>);

impl Patterns {
    /// Whether these arguments, an object, meet the formula.
    pub(crate) fn hold(&mut self, formula: &Formula, arguments: &Value) -> bool {
        holds(formula, arguments, &mut |pattern, text| self.is_match(pattern, text))
    }

    /// Whether a pattern is found in a text.
    pub(super) fn is_match(&mut self, pattern: &str, text: &str) -> bool {
        if !self.0.contains_key(pattern) {
            self.0.insert(pattern.to_owned(), Pattern::new(pattern).ok());
        }
        self.0.get(pattern).and_then(Option::as_ref).is_some_and(|pattern| pattern.is_match(text))
    }
}

/// Whether these arguments, an object, meet a formula, where `is_match` says whether a pattern is
/// found in a text.
pub(super) fn holds(
    formula: &Formula,
    arguments: &Value,
    is_match: &mut impl FnMut(&str, &str) -> bool,
) -> bool {
    match formula {
        Formula::All(parts) => parts.iter().all(|part| holds(part, arguments, is_match)),
        Formula::Any(parts) => parts.iter().any(|part| holds(part, arguments, is_match)),
        Formula::Not(part) => !holds(part, arguments, is_match),
        Formula::Atom(atom) => {
            let Atom { path, test } = &**atom;
            value_at(arguments, path).is_some_and(|found| match (test, found) {
                (Test::Matches(pattern), Value::String(text)) => is_match(pattern, text),
                _ => test.holds(found),
            })
        }
    }
}

impl Test {
    /// Whether it holds for this value, if it is no pattern; a pattern is found nowhere.
    pub(super) fn holds(&self, found: &Value) -> bool {
        match (self, found) {
            (Self::Present, _) => true,
            (Self::Is(kind), _) => Kind::of(found) == *kind,
            (Self::Equal(equality, value), _) => equality.equal(found, value),
            (Self::Compare(order, bound), Value::Number(number)) => {
                order.holds(number.as_f64(), bound.as_f64())
            }
            (Self::Whole, Value::Number(number)) => number.as_f64().fract() == 0.0,
            (Self::LongerThan(length), Value::String(text)) => {
                text.chars().count() as u64 > *length
            }
            (Self::Contains(equality, value), _) => contains(found, *equality, value),
            (Self::Compare(..) | Self::Whole | Self::LongerThan(_) | Self::Matches(_), _) => false,
        }
    }
}

/// The value at the end of a path; `None` where a key is missing or its parent is no object.
pub(crate) fn value_at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Object(members) => members.get(key),
        _ => None,
    })
}

/// A string contains a string, a list an equal element.
fn contains(found: &Value, equality: Equality, value: &Value) -> bool {
    match (found, value) {
        (Value::String(text), Value::String(part)) => text.contains(part),
        (Value::Array(items), _) => items.iter().any(|item| equality.equal(item, value)),
        _ => false,
    }
}
