//! Calls as evidence.

use std::fmt;

use serde::Serialize;

use super::escape;
use crate::json::Value;

/// A call of a tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    /// The tool.
    pub name: String,
    /// Its arguments, an object.
    pub arguments: Value,
}

/// As in `create_refund {"amount_in_cents":101}`, escaped.
impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments = self.arguments.to_string();
        write!(formatter, "{} {}", escape::inline(&self.name), escape::inline(&arguments))
    }
}
