//! Equality by text: any two values that aren't both numbers are equal when they are written alike.

use super::text::{of_call, of_policy};
use super::{EqualValues, spelled};
use crate::analysis::numbers;
use crate::json::Value;

/// Whether a value of a call is equal to one of a policy.
pub(super) fn equal(found: &Value, value: &Value) -> bool {
    match (found, value) {
        (Value::Number(found), Value::Number(number)) => found.as_f64() == number.as_f64(),
        (Value::String(found), Value::String(text)) => found == text,
        (Value::String(text), Value::Number(_)) | (Value::Number(_), Value::String(text))
            if !begins_like_number(text) =>
        {
            false
        }
        (found, Value::Bool(_) | Value::Null) if !matches!(found, Value::String(_)) => {
            found == value
        }
        _ => of_call(found) == of_policy(value),
    }
}

/// Whether a text may be that of a number: most aren't, and needn't be written to be told apart.
fn begins_like_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}

/// The one number of a call that has the text of a value.
pub(super) fn number(value: &Value) -> Option<f64> {
    with_text(&of_policy(value))
}

/// Whether lists or objects may have the text of a value.
pub(super) fn has_containers(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
        Value::String(text) => spelled::is_container(text),
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// The lists and objects that have the text of a value.
pub(super) fn containers(value: &Value) -> EqualValues {
    spelled::containers(&of_policy(value))
}

/// The one number of a call that has this text.
pub(super) fn with_text(wanted: &str) -> Option<f64> {
    let number: f64 = wanted.parse().ok()?;
    (number.is_finite() && of_call(&numbers::value(number)?) == wanted).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_numbers_lead_back_to_them() {
        for (text, number) in [("5", Some(5.0)), ("1e+06", Some(1e6)), ("1000000", None)] {
            assert_eq!(with_text(text), number, "{text}");
        }
        for text in ["05", "5.0", "inf", "NaN", "", "+5", "1e6", " 5"] {
            assert_eq!(with_text(text), None, "{text}");
        }
        assert_eq!(with_text("-0").unwrap().to_bits(), (-0.0f64).to_bits());
    }
}
