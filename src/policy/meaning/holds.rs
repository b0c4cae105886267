//! Whether a condition holds for a call: each operator over each of JSON's types.

use std::collections::BTreeMap;

use super::{find, text};
use crate::json::{Number, Value};
use crate::policy::condition::{Condition, Operator};
use crate::policy::text::pattern;
use crate::re2::Pattern;

/// The patterns read so far; `None` for those that can't be read, which are found nowhere.
#[derive(Debug, Default)]
pub(super) struct Patterns(BTreeMap<String, Option<Pattern>>);

impl Patterns {
    /// Whether the condition holds for these arguments.
    pub(super) fn holds(&mut self, condition: &Condition, arguments: &Value) -> bool {
        match condition {
            Condition::And(parts) => parts.iter().all(|part| self.holds(part, arguments)),
            Condition::Or(parts) => parts.iter().any(|part| self.holds(part, arguments)),
            Condition::Test(test) => match find(arguments, &test.path) {
                Some(found) => self.holds_for(&test.operator, found),
                None => test.operator == Operator::Missing,
            },
        }
    }

    fn holds_for(&mut self, operator: &Operator, found: &Value) -> bool {
        match operator {
            Operator::Exists => *found != Value::Null,
            Operator::Missing => *found == Value::Null,
            Operator::Equal(value) => equal(found, value),
            Operator::NotEqual(value) => !equal(found, value),
            Operator::In(values) => values.iter().any(|value| equal(found, value)),
            Operator::NotIn(values) => !values.iter().any(|value| equal(found, value)),
            Operator::Less(bound) => compare(found, bound, |found, bound| found < bound),
            Operator::AtMost(bound) => compare(found, bound, |found, bound| found <= bound),
            Operator::Greater(bound) => compare(found, bound, |found, bound| found > bound),
            Operator::AtLeast(bound) => compare(found, bound, |found, bound| found >= bound),
            Operator::Contains(value) => contains(found, value),
            Operator::Matches(regex) => self.found_in(regex, found),
            Operator::Text(operator) => self.found_in(&pattern(operator), found),
        }
    }

    /// Only strings are searched.
    fn found_in(&mut self, regex: &str, found: &Value) -> bool {
        let Value::String(text) = found else { return false };
        if !self.0.contains_key(regex) {
            self.0.insert(regex.to_owned(), Pattern::new(regex).ok());
        }
        self.0.get(regex).and_then(Option::as_ref).is_some_and(|pattern| pattern.is_match(text))
    }
}

/// Two numbers are equal as 64-bit floats; any other two values when their texts are.
fn equal(found: &Value, value: &Value) -> bool {
    match (found, value) {
        (Value::Number(found), Value::Number(number)) => {
            compare_numbers(found, number, |found, number| found == number)
        }
        _ => text::of_call(found) == text::of_policy(value),
    }
}

/// Only numbers compare.
fn compare(found: &Value, bound: &Number, by: fn(&f64, &f64) -> bool) -> bool {
    matches!(found, Value::Number(number) if compare_numbers(number, bound, by))
}

fn compare_numbers(left: &Number, right: &Number, by: fn(&f64, &f64) -> bool) -> bool {
    by(&left.as_f64(), &right.as_f64())
}

/// A string contains a string, a list an equal element.
fn contains(found: &Value, value: &Value) -> bool {
    match (found, value) {
        (Value::String(text), Value::String(part)) => text.contains(part),
        (Value::Array(items), _) => items.iter().any(|item| equal(item, value)),
        _ => false,
    }
}
