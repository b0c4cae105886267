//! Calls and what becomes of them.

use crate::finding;
use crate::gateway;
use crate::json::Value;
use crate::policy::Decision;
use crate::source::Sources;

/// A call of a tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The tool's name.
    pub tool: String,
    /// The arguments, as JSON; an object wherever mcpol shows a call.
    pub arguments: String,
    /// When it is made, in seconds since 1970-01-01 UTC; 0 where it doesn't matter.
    pub at: i64,
}

/// What the gateway answers to a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the call passes.
    pub is_allowed: bool,
    /// The part of the document that refused it, as a JSON pointer, or a word for what refuses
    /// without one (`(hidden)`, `(default deny)`).
    pub rule: Option<String>,
    /// What the agent is told.
    pub message: Option<String>,
}

impl Call {
    /// A call at second 0.
    pub fn new(tool: impl Into<String>, arguments: impl Into<String>) -> Self {
        Self { tool: tool.into(), arguments: arguments.into(), at: 0 }
    }

    pub(super) fn shown(call: &finding::Call) -> Self {
        Self::new(call.name(), call.arguments().to_string())
    }

    /// The call as the evaluator takes it; `None` where the arguments aren't JSON.
    pub(super) fn parsed(&self) -> Option<gateway::Call> {
        let source = Sources::default().add("arguments", self.arguments.as_str())?;
        let arguments = Value::read(&source).ok()?;
        Some(gateway::Call { name: self.tool.clone(), arguments, at: self.at })
    }
}

impl Verdict {
    pub(super) fn answered(verdict: gateway::Verdict) -> Self {
        Self {
            is_allowed: verdict.decision == Decision::Allow,
            rule: verdict.rule,
            message: verdict.message,
        }
    }

    /// The answer to arguments that no gateway can read.
    pub(super) fn unreadable() -> Self {
        let message = Some("the arguments aren't JSON".to_owned());
        Self { is_allowed: false, rule: None, message }
    }
}
