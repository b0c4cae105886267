//! Calls as evidence.

use std::fmt;
use std::ops::Not;

use serde::Serialize;

use super::escape;
use crate::json::Value;

/// A call of a tool that shows something. There is none that wasn't replayed: [`Call::confirmed`]
/// is the only way to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Call {
    name: String,
    arguments: Value,
    /// Whether the tool's own schema refuses it, for certain: the policy lets it through, and the
    /// server may not.
    #[serde(rename = "refused_by_schema", skip_serializing_if = "Not::not")]
    is_refused_by_schema: bool,
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
        let name = tool.to_owned();
        is_confirmed.then_some(Self { name, arguments, is_refused_by_schema: false })
    }

    /// The call, known to be refused by its tool's own schema or not.
    pub(crate) fn refused_by_schema(self, is_refused_by_schema: bool) -> Self {
        Self { is_refused_by_schema, ..self }
    }

    /// Whether its tool's own schema refuses it.
    pub(crate) fn is_refused_by_schema(&self) -> bool {
        self.is_refused_by_schema
    }

    /// What is said beside it.
    pub(crate) fn note(&self) -> &'static str {
        note(self.is_refused_by_schema)
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

/// What is said before a call that is allowed, at this server where it is one of several.
pub(crate) fn label(server: Option<&str>) -> String {
    match server {
        Some(server) => format!("allowed call at {}:", escape::tick(server)),
        None => "allowed call:".to_owned(),
    }
}

/// What is said beside a call that its tool's own schema refuses.
pub(crate) fn note(is_refused_by_schema: bool) -> &'static str {
    if is_refused_by_schema { " (the server's schema refuses it)" } else { "" }
}

/// As in `create_refund {"amount_in_cents":101}`, escaped.
impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments = self.arguments.to_string();
        let (name, arguments) = (escape::inline(&self.name), escape::inline(&arguments));
        write!(formatter, "{name} {arguments}{}", self.note())
    }
}
