//! The document that an engine decides from. How it is spelled in a file is its target's business.

use std::collections::BTreeMap;

use super::semantics::Semantics;
use crate::json::Value;
use crate::policy::{Decision, Window};

/// A whole document. Compiled ones have their hidden names sorted, none twice.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Document {
    /// How the engine reads what follows.
    pub semantics: Semantics,
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
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct AllTools {
    /// Limits, none of them summing an argument.
    pub limits: Vec<Limit>,
}

/// The rules of one tool.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ToolRules {
    /// Refused unless every condition of every entry holds.
    pub require: Vec<Entry>,
    /// Refused where every condition of an entry holds.
    pub deny_if: Vec<Entry>,
    /// Limits.
    pub limits: Vec<Limit>,
}

/// Conditions and what the agent is told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// The conditions; they hold together, and an empty list always holds.
    pub conditions: Vec<Condition>,
    /// The refusal's message; compiled documents always have one.
    pub on_deny: Option<String>,
}

/// One test of one argument.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    /// `args.` and object keys joined by dots.
    pub path: String,
    /// The operator.
    pub op: Operator,
    /// What it compares with.
    pub value: Value,
}

/// What conditions test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Operator {
    /// Equal.
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
    pub(crate) const ALL: [Self; 11] = [
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
}

/// One limit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Limit {
    /// The limit's identity at the engine.
    pub counter: String,
    /// The window's length.
    pub window: Window,
    /// How many calls, or which sum.
    pub max: i64,
    /// The argument whose values are summed, as `args.PATH`; `None` counts calls.
    pub increment_from: Option<String>,
    /// Whose calls are counted.
    pub scope: Scope,
}

/// Whose calls a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Those of one grant.
    Grant,
}

impl Scope {
    /// Every scope.
    pub(crate) const ALL: [Self; 1] = [Self::Grant];
}
