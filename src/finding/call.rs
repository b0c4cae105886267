//! Calls as evidence.

use std::fmt;

use serde::Serialize;

use super::escape;
use crate::json::Value;

/// A call of a tool that shows something. There is none that wasn't replayed: [`Call::confirmed`]
/// is the only way to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Call {
    name: String,
    arguments: Value,
}

/// What a call is claimed to show, and the evaluators at which it is replayed.
pub(crate) trait Claim {
    /// Whether a call, its arguments an object, comes out as it is claimed to.
    fn is_confirmed(&mut self, tool: &str, arguments: &Value) -> bool;
}

impl Call {
    /// The call, if its replay confirms the claim.
    pub(crate) fn confirmed(tool: &str, arguments: Value, claim: &mut impl Claim) -> Option<Self> {
        let is_confirmed = claim.is_confirmed(tool, &arguments);
        is_confirmed.then(|| Self { name: tool.to_owned(), arguments })
    }

    /// The tool.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its arguments, an object.
    pub(crate) fn arguments(&self) -> &Value {
        &self.arguments
    }
}

/// As in `create_refund {"amount_in_cents":101}`, escaped.
impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments = self.arguments.to_string();
        write!(formatter, "{} {}", escape::inline(&self.name), escape::inline(&arguments))
    }
}
