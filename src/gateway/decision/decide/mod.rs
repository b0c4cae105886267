//! One call, decided by the book: a plain evaluator of the document.
//!
//! Written from the format's description alone; knows nothing of policies or of how documents are
//! compiled, so that the two can be held against each other.

mod counters;
mod equal;
mod holds;
mod text;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use counters::Counter;

use super::Document;
use super::model::{Condition, Entry, ToolRules};
use super::pointer::Pointer;
use crate::json::Value;
use crate::policy::Decision;

pub(in crate::gateway) use equal::equal;
pub(crate) use holds::Compiled;
#[cfg(test)]
pub(in crate::gateway) use holds::Conditions;
#[cfg(not(test))]
use holds::Conditions;

/// What a verdict names where the tool is hidden.
pub(crate) const HIDDEN: &str = "(hidden)";

/// What a verdict names where the tool isn't listed and the default refuses it.
pub(crate) const DEFAULT_DENY: &str = "(default deny)";

/// One call of a tool.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    /// The tool's name.
    pub name: String,
    /// The arguments. In anything but an object every argument is missing.
    pub arguments: Value,
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
}

/// What the gateway answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Allowed or refused.
    pub decision: Decision,
    /// What refused: a JSON pointer into the document (`/tools/create_charge/deny_if/0`),
    /// [`HIDDEN`] or [`DEFAULT_DENY`]. `None` when allowed.
    pub rule: Option<String>,
    /// What the agent is told, where the rule has a message.
    pub message: Option<String>,
}

impl Verdict {
    /// A pointer to the part of the document that refused a call of this tool; `None` when it was
    /// allowed.
    pub(crate) fn pointer(&self, document: &Document, tool: &str) -> Option<String> {
        match self.rule.as_deref()? {
            HIDDEN => {
                let hides = |name: &String| name == "*" || name == tool;
                let index = document.hide.iter().position(hides)?;
                Some(Pointer::Hide(index).to_string())
            }
            DEFAULT_DENY => Some(Pointer::Default.to_string()),
            pointer => Some(pointer.to_owned()),
        }
    }
}

/// A gateway with one document attached and its counters.
#[derive(Debug)]
pub(crate) struct Gateway<'d> {
    document: &'d Document,
    conditions: Conditions,
    all_tools: Vec<Counter>,
    tools: BTreeMap<&'d str, Vec<Counter>>,
}

/// Why a call is refused.
struct Refusal {
    rule: String,
    message: Option<String>,
}

impl<'d> Gateway<'d> {
    /// A gateway that has seen no call yet.
    pub(crate) fn new(document: &'d Document) -> Self {
        Self::with(document, Compiled::default())
    }

    /// The same with the patterns that another one has compiled.
    pub(crate) fn with(document: &'d Document, compiled: Compiled) -> Self {
        Self {
            document,
            conditions: Conditions::with(document.semantics, compiled),
            all_tools: counters::fresh(&document.all_tools.limits),
            tools: BTreeMap::new(),
        }
    }

    /// The patterns that it has compiled.
    pub(crate) fn into_compiled(self) -> Compiled {
        self.conditions.compiled
    }

    /// What it decides from.
    pub(in crate::gateway) fn document(&self) -> &'d Document {
        self.document
    }

    /// The first condition of an entry that doesn't hold for these arguments.
    pub(in crate::gateway) fn failing<'e>(
        &mut self,
        entry: &'e Entry,
        arguments: &Value,
    ) -> Option<&'e Condition> {
        entry.conditions.iter().find(|condition| !self.conditions.hold(condition, arguments))
    }

    /// Decides one call and counts it. Calls come in the order of their times.
    pub(crate) fn decide(&mut self, call: &Call) -> Verdict {
        match self.refusal(call) {
            None => Verdict { decision: Decision::Allow, rule: None, message: None },
            Some(Refusal { rule, message }) => {
                Verdict { decision: Decision::Deny, rule: Some(rule), message }
            }
        }
    }

    /// Decides the same call so many times at once: how many are allowed, before all others are
    /// refused. As often as [`Gateway::decide`] allows it, but its arguments are looked at once.
    pub(crate) fn repeat(&mut self, call: &Call, times: u64) -> u64 {
        if times == 0 || self.refusal(call).is_some() {
            return 0;
        }
        let listed = self.listed(&call.name);
        (1..times).find(|_| self.limit(listed, call).is_some()).unwrap_or(times)
    }

    /// The tool's name and rules, as the document has them.
    fn listed(&self, tool: &str) -> Option<(&'d str, &'d ToolRules)> {
        let (name, rules) = self.document.tools.get_key_value(tool)?;
        Some((name.as_str(), rules))
    }

    fn refusal(&mut self, call: &Call) -> Option<Refusal> {
        if self.document.hide.iter().any(|name| name == "*" || *name == call.name) {
            return Some(Refusal::silent(HIDDEN));
        }
        let listed = self.listed(&call.name);
        if listed.is_none() && self.document.default == Decision::Deny {
            return Some(Refusal::silent(DEFAULT_DENY));
        }
        listed
            .and_then(|(tool, rules)| self.entry(tool, rules, &call.arguments))
            .or_else(|| self.limit(listed, call))
    }

    /// The first entry that refuses: `require` before `deny_if`.
    fn entry(&mut self, tool: &str, rules: &'d ToolRules, arguments: &Value) -> Option<Refusal> {
        for (index, entry) in rules.require.iter().enumerate() {
            if !self.all_hold(entry, arguments) {
                return Some(Refusal::by(Pointer::Require(tool, index), entry));
            }
        }
        for (index, entry) in rules.deny_if.iter().enumerate() {
            if self.all_hold(entry, arguments) {
                return Some(Refusal::by(Pointer::DenyIf(tool, index), entry));
            }
        }
        None
    }

    fn all_hold(&mut self, entry: &'d Entry, arguments: &Value) -> bool {
        entry.conditions.iter().all(|condition| self.conditions.hold(condition, arguments))
    }

    /// The first limit without room: those of all tools are asked before the tool's own.
    fn limit(&mut self, listed: Option<(&'d str, &'d ToolRules)>, call: &Call) -> Option<Refusal> {
        let shared = &self.document.all_tools.limits;
        let windows = self.document.semantics.windows;
        if let Some(index) = counters::reserve(&mut self.all_tools, windows, shared, call) {
            return Some(Refusal::silent(Pointer::AllToolsLimit(index)));
        }
        let (tool, rules) = listed?;
        let own = self.tools.entry(tool).or_insert_with(|| counters::fresh(&rules.limits));
        let index = counters::reserve(own, windows, &rules.limits, call)?;
        counters::take_back(&mut self.all_tools, shared, call);
        Some(Refusal::silent(Pointer::Limit(tool, index)))
    }
}

impl Refusal {
    /// A refusal without a message of its own.
    fn silent(rule: impl ToString) -> Self {
        Self { rule: rule.to_string(), message: None }
    }

    fn by(rule: Pointer<'_>, entry: &Entry) -> Self {
        Self { rule: rule.to_string(), message: entry.on_deny.clone() }
    }
}
