//! The document as the gateway reads it. `write` says how it is spelled in the compiled file.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::gateway::policylayer::write;
use crate::json::Value;
use crate::policy::{Decision, Window};

/// The only version that the gateway knows.
pub const VERSION: &str = "1";

/// A whole document. Compiled ones have their hidden names sorted, none twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What happens to a tool that `tools` doesn't list.
    pub default: Decision,
    /// Names taken out of the tool list; `*` hides everything.
    pub hide: Vec<String>,
    /// Limits over every call.
    pub all_tools: AllTools,
    /// The rules of single tools.
    pub tools: BTreeMap<String, ToolRules>,
}

/// What holds for every call.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct AllTools {
    /// Limits, none of them summing an argument.
    pub limits: Vec<Limit>,
}

/// The rules of one tool.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ToolRules {
    /// Refused unless every condition of every entry holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub require: Vec<Entry>,
    /// Refused where every condition of an entry holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deny_if: Vec<Entry>,
    /// Limits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
}

/// Conditions and what the agent is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The conditions; they hold together, and an empty list always holds.
    pub conditions: Vec<Condition>,
    /// The refusal's message; compiled documents always have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_deny: Option<String>,
}

/// One test of one argument.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Condition {
    /// `args.` and object keys joined by dots.
    pub path: String,
    /// The operator.
    pub op: Operator,
    /// What it compares with.
    pub value: Value,
}

/// The gateway's operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operator {
    /// Both numbers and equal, or equal texts.
    Eq,
    /// Present and not [`Operator::Eq`].
    Neq,
    /// Equal to some element.
    In,
    /// Present and equal to no element.
    NotIn,
    /// Less than.
    Lt,
    /// At most.
    Lte,
    /// Greater than.
    Gt,
    /// At least.
    Gte,
    /// A string in which RE2 finds the pattern.
    Regex,
    /// A string that contains a string, or an array with an equal element.
    Contains,
    /// Present and not null, or the contrary.
    Exists,
}

impl Operator {
    /// Every operator.
    pub const ALL: [Self; 11] = [
        Self::Eq,
        Self::Neq,
        Self::In,
        Self::NotIn,
        Self::Lt,
        Self::Lte,
        Self::Gt,
        Self::Gte,
        Self::Regex,
        Self::Contains,
        Self::Exists,
    ];

    /// The operator's name in the document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Neq => "neq",
            Self::In => "in",
            Self::NotIn => "not_in",
            Self::Lt => "lt",
            Self::Lte => "lte",
            Self::Gt => "gt",
            Self::Gte => "gte",
            Self::Regex => "regex",
            Self::Contains => "contains",
            Self::Exists => "exists",
        }
    }
}

/// One limit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Limit {
    /// The limit's identity at the gateway.
    pub counter: String,
    /// The calendar-aligned window.
    #[serde(serialize_with = "write::window")]
    pub window: Window,
    /// How many calls, or which sum.
    pub max: i64,
    /// The argument whose values are summed, as `args.PATH`; `None` counts calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub increment_from: Option<String>,
    /// Whose calls are counted.
    pub scope: Scope,
}

/// Whose calls a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those of one grant.
    Grant,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 1] = [Self::Grant];

    /// The scope's name in the document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Grant => "grant",
        }
    }
}
