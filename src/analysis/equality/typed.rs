//! Equality by kind and value: what JSON calls the same value.

use std::collections::BTreeMap;

use super::{EqualValues, MAX_VALUES};
use crate::analysis::numbers;
use crate::json::Value;

/// Whether two values are of one kind and the same.
pub(super) fn equal(found: &Value, value: &Value) -> bool {
    match (found, value) {
        (Value::Number(found), Value::Number(number)) => found.as_f64() == number.as_f64(),
        (Value::Array(items), Value::Array(others)) => {
            items.len() == others.len()
                && items.iter().zip(others).all(|(item, other)| equal(item, other))
        }
        (Value::Object(members), Value::Object(others)) => {
            members.len() == others.len()
                && members
                    .iter()
                    .zip(others)
                    .all(|((key, member), (name, other))| key == name && equal(member, other))
        }
        _ => found == value,
    }
}

/// The lists and objects that are equal to one: itself, with each zero inside of either sign, which
/// other tests tell apart.
pub(super) fn containers(value: &Value) -> EqualValues {
    let mut signs = Signs { complete: true };
    let values = signs.variants(value);
    EqualValues { values, complete: signs.complete }
}

/// Puts values together until there are enough.
struct Signs {
    complete: bool,
}

impl Signs {
    fn variants(&mut self, value: &Value) -> Vec<Value> {
        match value {
            Value::Number(number) if number.as_f64() == 0.0 => {
                [0.0, -0.0].into_iter().filter_map(numbers::value).collect()
            }
            Value::Array(items) => {
                self.sequences(items.iter()).into_iter().map(Value::Array).collect()
            }
            Value::Object(members) => {
                let values = self.sequences(members.values());
                let object = |values: Vec<Value>| -> BTreeMap<String, Value> {
                    members.keys().cloned().zip(values).collect()
                };
                values.into_iter().map(object).map(Value::Object).collect()
            }
            other => vec![other.clone()],
        }
    }

    /// Every way to take a variant of each value.
    fn sequences<'v>(&mut self, values: impl Iterator<Item = &'v Value>) -> Vec<Vec<Value>> {
        let mut sequences = vec![Vec::new()];
        for value in values {
            let variants = self.variants(value);
            self.complete &= sequences.len() * variants.len() <= MAX_VALUES;
            let longer = sequences.iter().flat_map(|sequence| {
                variants.iter().map(|variant| [sequence, std::slice::from_ref(variant)].concat())
            });
            sequences = longer.take(MAX_VALUES).collect();
        }
        sequences
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn value(text: &str) -> Value {
        Value::read(&Sources::default().add("value", text).unwrap()).unwrap()
    }

    #[test]
    fn kinds_are_told_apart_and_spellings_of_numbers_are_not() {
        for (found, named, expected) in [
            ("5", "5.0", true),
            ("0", "-0", true),
            ("9007199254740992", "9007199254740993", true),
            ("5", "\"5\"", false),
            ("null", "\"<nil>\"", false),
            ("false", "0", false),
            ("[1, [0]]", "[1.0, [-0]]", true),
            ("[1]", "[1, 2]", false),
            ("[1]", "[\"1\"]", false),
            ("[1]", "1", false),
            (r#"{"a": 1}"#, r#"{"a": 1.0}"#, true),
            (r#"{"a": 1}"#, r#"{"b": 1}"#, false),
            (r#"{"a": 1}"#, r#"{"a": 1, "b": 1}"#, false),
            ("{}", "[]", false),
        ] {
            assert_eq!(equal(&value(found), &value(named)), expected, "{found} {named}");
            assert_eq!(equal(&value(named), &value(found)), expected, "{named} {found}");
        }
    }

    #[test]
    fn a_container_is_equal_to_itself_with_zeros_of_either_sign() {
        let texts = |text: &str| -> Vec<String> {
            let EqualValues { values, complete } = containers(&value(text));
            assert!(complete);
            values.iter().map(Value::to_string).collect()
        };
        assert_eq!(texts(r#"["a", 1.5]"#), [r#"["a",1.5]"#]);
        assert_eq!(texts("[0]"), ["[0]", "[-0]"]);
        assert_eq!(
            texts(r#"{"a": -0, "b": [0]}"#),
            [
                r#"{"a":0,"b":[0]}"#,
                r#"{"a":0,"b":[-0]}"#,
                r#"{"a":-0,"b":[0]}"#,
                r#"{"a":-0,"b":[-0]}"#
            ]
        );
        assert!(!containers(&value(&format!("[{}]", ["0"; 40].join(",")))).complete);
    }
}
