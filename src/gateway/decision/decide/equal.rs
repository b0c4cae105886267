//! Whether a value of a call and one of a document are equal.

use super::text::{Side, is_text, text};
use crate::analysis::Equality;
use crate::json::Value;

/// Whether they are, as an engine compares.
pub(in crate::gateway) fn equal(equality: Equality, found: &Value, value: &Value) -> bool {
    match (equality, found, value) {
        (_, Value::Number(found), Value::Number(value)) => found.as_f64() == value.as_f64(),
        (Equality::Textual, _, Value::String(value)) => is_text(found, Side::Call, value),
        (Equality::Textual, ..) => text(found, Side::Call) == text(value, Side::Policy),
        (Equality::Typed, Value::Array(found), Value::Array(value)) => {
            found.len() == value.len()
                && found.iter().zip(value).all(|(found, value)| equal(equality, found, value))
        }
        (Equality::Typed, Value::Object(found), Value::Object(value)) => {
            let same =
                |(key, value)| found.get(key).is_some_and(|found| equal(equality, found, value));
            found.len() == value.len() && value.iter().all(same)
        }
        (Equality::Typed, ..) => found == value,
    }
}
