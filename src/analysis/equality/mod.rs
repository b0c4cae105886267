//! When two values are equal: what the search for calls has to know of it.
//!
//! Engines compare differently, and each comparison is one row here. The search asks no more of it
//! than which values of calls are equal to one that a test names.
//!
//! | equality | where |
//! |---|---|
//! | by the texts of values | `textual`, `text`, `spelled` |
//! | by kinds and values | `typed` |

mod spelled;
pub(crate) mod text;
mod textual;
mod typed;

use super::answer::Reason;
use super::numbers;
use crate::json::Value;

/// How many values are tried that are equal to one.
const MAX_VALUES: usize = 2_000;

/// When a value of a call is equal to one that a test names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Equality {
    /// Two numbers are equal as 64-bit floats; any other two values when their texts are, so that
    /// `5` is equal to `"5"`.
    Textual,
    /// Values of one kind only, as JSON Schema compares: numbers as 64-bit floats, lists element by
    /// element, objects member by member.
    Typed,
}

/// The numbers of calls that are equal to a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum EqualNumbers {
    /// This one; zero with either sign.
    Float(f64),
    /// This one alone, its sign included.
    Exactly(f64),
}

/// Values of calls that are equal to one, and whether these are all but for the spelling of
/// numbers.
pub(super) struct EqualValues {
    pub(super) values: Vec<Value>,
    pub(super) complete: bool,
}

impl Equality {
    /// Whether a value of a call is equal to one that a test names.
    pub(super) fn equal(self, found: &Value, value: &Value) -> bool {
        match self {
            Self::Textual => textual::equal(found, value),
            Self::Typed => typed::equal(found, value),
        }
    }

    /// The numbers that are equal to a value; `None` where no number is.
    pub(super) fn equal_numbers(self, value: &Value) -> Option<EqualNumbers> {
        match (self, value) {
            (_, Value::Number(number)) => Some(EqualNumbers::Float(number.as_f64())),
            (Self::Textual, value) => textual::number(value).map(EqualNumbers::Exactly),
            (Self::Typed, _) => None,
        }
    }

    /// The one string that is equal to a value.
    pub(super) fn equal_string(self, value: &Value) -> Option<String> {
        match (self, value) {
            (_, Value::String(text)) => Some(text.clone()),
            (Self::Textual, value) => Some(text::of_policy(value)),
            (Self::Typed, _) => None,
        }
    }

    /// Null, the booleans, the numbers and the string that are equal to a value.
    pub(super) fn equal_scalars(self, value: &Value) -> Vec<Value> {
        let numbers = self.equal_numbers(value).map(EqualNumbers::each).unwrap_or_default();
        let words = [Value::Null, Value::Bool(true), Value::Bool(false)];
        let words = words.into_iter().filter(|word| self.equal(word, value));
        let string = self.equal_string(value).map(Value::String);
        numbers.into_iter().filter_map(numbers::value).chain(words).chain(string).collect()
    }

    /// Whether lists or objects may be equal to a value.
    pub(super) fn has_equal_containers(self, value: &Value) -> bool {
        match self {
            Self::Textual => textual::has_containers(value),
            Self::Typed => matches!(value, Value::Array(_) | Value::Object(_)),
        }
    }

    /// The lists and objects that are equal to a value.
    pub(super) fn equal_containers(self, value: &Value) -> EqualValues {
        match self {
            _ if !self.has_equal_containers(value) => EqualValues::NONE,
            Self::Textual => textual::containers(value),
            Self::Typed => typed::containers(value),
        }
    }
}

impl EqualNumbers {
    /// One of these.
    pub(super) fn first(self) -> f64 {
        match self {
            Self::Float(number) | Self::Exactly(number) => number,
        }
    }

    fn each(self) -> Vec<f64> {
        match self {
            Self::Float(0.0) => vec![0.0, -0.0],
            Self::Float(number) | Self::Exactly(number) => vec![number],
        }
    }
}

impl EqualValues {
    const NONE: Self = Self { values: Vec::new(), complete: true };

    /// The first of these that is wanted.
    ///
    /// # Errors
    /// There are too many to try them all.
    pub(super) fn find(
        self,
        is_wanted: impl FnMut(&Value) -> bool,
    ) -> Result<Option<Value>, Reason> {
        match self.values.into_iter().find(is_wanted) {
            None if !self.complete => Err(Reason::TooManySpellings),
            found => Ok(found),
        }
    }
}
