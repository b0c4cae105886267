//! JSON values whose numbers keep the spelling they were written with.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::value::RawValue;

use super::error::JsonError;
use super::tape::Tape;
use crate::source::Source;

/// A JSON value. Objects are in the order of their keys; no key stands twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string, escapes resolved.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object.
    Object(BTreeMap<String, Value>),
}

/// A number as it is spelled; `1000000` and `1e6` are different spellings of one number.
///
/// The spelling is JSON's and its value fits a 64-bit float.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Number {
    spelling: Box<str>,
    /// The bits of the nearest 64-bit float, which follow from the spelling.
    bits: u64,
}

impl Number {
    /// The number that `spelling` spells; `None` when it isn't JSON's or is too large for a 64-bit
    /// float.
    pub(crate) fn new(spelling: &str) -> Option<Self> {
        let float: f64 = is_number(spelling).then(|| spelling.parse().ok())??;
        float.is_finite().then(|| Self { spelling: spelling.into(), bits: float.to_bits() })
    }

    /// As written.
    pub(crate) fn spelling(&self) -> &str {
        &self.spelling
    }

    /// The nearest 64-bit float.
    pub(crate) fn as_f64(&self) -> f64 {
        f64::from_bits(self.bits)
    }

    /// The whole number that is spelled without point or exponent and fits 63 bits and a sign.
    pub(crate) fn as_i64(&self) -> Option<i64> {
        self.spelling.parse().ok()
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self { spelling: number.to_string().into(), bits: (number as f64).to_bits() }
    }
}

/// JSON's grammar of numbers: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

impl Value {
    /// The value that a whole text is.
    ///
    /// # Errors
    /// Where the text isn't JSON, and as [`Node::value`](super::Node::value).
    pub(crate) fn read(source: &Source) -> Result<Self, JsonError> {
        Tape::read(source)?.root().value()
    }

    /// What kind of value it is, in a reader's words.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

/// Compact JSON, as in one line of a report.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        formatter.write_str(&text)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Most numbers are whole and spelled as they are printed anyway.
        if let Some(whole) = self.as_i64().filter(|_| &*self.spelling != "-0") {
            return serializer.serialize_i64(whole);
        }
        RawValue::from_string(self.spelling.to_string())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                for (key, member) in members {
                    object.serialize_entry(key, member)?;
                }
                object.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_spelling() {
        for spelling in ["0", "-0", "5.0", "1e6", "1000000", "-1.5E-3", "9007199254740993"] {
            let number = Number::new(spelling).unwrap();
            assert_eq!(serde_json::to_string(&number).unwrap(), spelling);
        }
        for wrong in ["", "-", "01", "1.", ".5", "+1", "1e", "0x1", "1e309", "NaN", "inf"] {
            assert!(Number::new(wrong).is_none(), "{wrong}");
        }
    }
}
