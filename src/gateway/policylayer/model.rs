//! The document as the gateway reads it. Serialised, it is what stands in the compiled file.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::json::Value;
use crate::policy::{Decision, Window};

/// The only version that the gateway knows.
pub const VERSION: &str = "1";

/// A whole document. Tools and hidden names are sorted; what says nothing is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What happens to a tool that `tools` doesn't list.
    pub default: Decision,
    /// Names taken out of the tool list; `*` hides everything.
    pub hide: Vec<String>,
    /// Quotas over every call.
    pub all_tools: AllTools,
    /// The rules of single tools.
    pub tools: BTreeMap<String, ToolRules>,
}

/// What holds for every call.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AllTools {
    /// Quotas, none of them summing an argument.
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
    /// Quotas.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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

/// One quota.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Limit {
    /// The quota's identity at the gateway.
    pub counter: String,
    /// The calendar-aligned window.
    #[serde(serialize_with = "window")]
    pub window: Window,
    /// How many calls, or which sum.
    pub max: i64,
    /// The argument whose values are summed, as `args.PATH`; `None` counts calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub increment_from: Option<String>,
    /// Whose calls are counted.
    pub scope: Scope,
}

/// Whose calls a quota counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Those of one grant.
    Grant,
}

fn window<S: serde::Serializer>(window: &Window, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(window.name())
}
