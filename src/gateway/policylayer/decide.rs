//! One call, decided by the book: a plain evaluator of the document.

use super::Document;
use crate::json::Value;
use crate::policy::Decision;

/// One call of a tool.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The tool's name.
    pub name: String,
    /// The arguments, an object.
    pub arguments: Value,
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
}

/// What the gateway answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Allowed or refused.
    pub decision: Decision,
    /// What refused: a JSON pointer into the document (`/tools/create_charge/deny_if/0`),
    /// `(hidden)` or `(default deny)`. `None` when allowed.
    pub rule: Option<String>,
    /// What the agent is told, where the rule has a message.
    pub message: Option<String>,
}

/// A gateway with one document attached and its counters.
#[derive(Debug)]
pub struct Gateway<'d> {
    document: &'d Document,
}

impl<'d> Gateway<'d> {
    /// A gateway that has seen no call yet.
    pub fn new(document: &'d Document) -> Self {
        Self { document }
    }

    /// Decides one call and counts it. Calls come in the order of their times.
    pub fn decide(&mut self, _call: &Call) -> Verdict {
        Verdict { decision: self.document.default, rule: None, message: None }
    }
}
