//! What can be asked of a list in the place of a test that makes no sense for one.

use std::collections::BTreeSet;

use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::json::{Number, Value};

/// What the elements of a list can be.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) struct Elements {
    kinds: BTreeSet<Kind>,
}

impl Elements {
    /// The elements of an argument that is a list and no text.
    pub(in crate::policy::resolve) fn of(argument: &Argument<'_>) -> Option<Self> {
        let is_list = argument.may_be(Kind::Array) && !argument.may_be(Kind::String);
        let kinds = argument.elements().map(|elements| elements.kinds());
        kinds.filter(|_| is_list).map(|kinds| Self { kinds })
    }

    /// What to write where a value is compared with the list, or looked for in it.
    pub(super) fn help_for(&self, value: &Value) -> String {
        match self.contained(value) {
            Some(value) => format!("write `contains {value}` for a list that has it"),
            None => self.help().to_owned(),
        }
    }

    /// What to write of the whole list.
    pub(super) fn help(&self) -> &'static str {
        let has = |kind: Kind| self.kinds.contains(&kind);
        if has(Kind::String) {
            "test the whole list: `contains \"…\"`, `exists` or `missing`"
        } else if has(Kind::Number) || has(Kind::Boolean) {
            "test the whole list: `contains …`, `exists` or `missing`"
        } else {
            "what its elements hold can't be tested: write `exists` or `missing`, or refuse the tool"
        }
    }

    /// The value as an element can be.
    fn contained(&self, value: &Value) -> Option<Value> {
        let has = |kind: Kind| self.kinds.contains(&kind);
        let is_scalar = !matches!(value, Value::Array(_) | Value::Object(_) | Value::Null);
        if is_scalar && has(Kind::of(value)) {
            return Some(value.clone());
        }
        match value {
            Value::String(text) if has(Kind::Number) => Number::new(text).map(Value::Number),
            Value::String(text) if has(Kind::Boolean) => text.parse().ok().map(Value::Bool),
            Value::Number(number) if has(Kind::String) => {
                Some(Value::String(number.spelling().to_owned()))
            }
            _ => None,
        }
    }
}
