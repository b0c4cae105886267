//! What a policy means: which calls it allows, by the words of the language alone.
//!
//! A second reading beside the compiler and the gateway's evaluator, sharing nothing with either,
//! so that the two can be held against each other. It stands on the resolved policy and must never
//! know a target's document.
//!
//! | reading | where |
//! |---|---|
//! | statements only add up | here |
//! | one test over JSON's types | `holds` |
//! | the text of a value | `text` |
//! | which quotas are one | `quotas` |
//! | windows, sums and what a refused call uses | `meter` |

mod holds;
mod meter;
mod quotas;
mod text;

pub use meter::Meter;
pub use quotas::{Budget, quotas};

use super::condition::Path;
use super::{Decision, Effect, Policy, RuleKind, Statement, Tools};
use crate::json::Value;
use holds::Patterns;

/// Whether one call passes everything but quotas. `arguments` is an object.
pub fn decide(policy: &Policy, tool: &str, arguments: &Value) -> Decision {
    Meaning::new(policy).decide(tool, arguments)
}

/// A policy being asked about calls, quotas aside. Keeps the patterns that it has read.
#[derive(Debug)]
pub struct Meaning<'p> {
    policy: &'p Policy,
    patterns: Patterns,
}

impl<'p> Meaning<'p> {
    /// Nothing is read before it is asked for.
    pub fn new(policy: &'p Policy) -> Self {
        Self { policy, patterns: Patterns::default() }
    }

    /// Whether one call passes everything but quotas. `arguments` is an object.
    pub fn decide(&mut self, tool: &str, arguments: &Value) -> Decision {
        let allowed = self.is_allowed(tool)
            && rules(self.policy, tool).all(|rule| self.passes(rule, arguments));
        if allowed { Decision::Allow } else { Decision::Deny }
    }

    /// Whether a statement, or else the default, allows the tool, and none refuses its every call.
    fn is_allowed(&self, tool: &str) -> bool {
        let named = about(self.policy, tool).any(|effect| matches!(effect, Effect::Allow(_)));
        let refused = about(self.policy, tool).any(|effect| match effect {
            Effect::Deny(_) | Effect::Approve(_) | Effect::Hide => true,
            Effect::Allow(_) | Effect::Restrict(_) => false,
        });
        (named || self.policy.default.decision == Decision::Allow) && !refused
    }

    fn passes(&mut self, rule: &RuleKind, arguments: &Value) -> bool {
        match rule {
            RuleKind::Require { condition, .. } => self.patterns.holds(condition, arguments),
            RuleKind::Refuse { condition, .. } => !self.patterns.holds(condition, arguments),
            RuleKind::Limit(_) => true,
        }
    }
}

/// What each statement about the tool does to it.
fn about<'p>(policy: &'p Policy, tool: &str) -> impl Iterator<Item = &'p Effect> {
    let names = move |statement: &&Statement| match &statement.tools {
        Tools::Every => true,
        Tools::Named(names) => names.iter().any(|(name, _)| **name == *tool),
    };
    policy.statements.iter().filter(names).map(|statement| &statement.effect)
}

/// Every rule about the tool.
fn rules<'p>(policy: &'p Policy, tool: &str) -> impl Iterator<Item = &'p RuleKind> {
    about(policy, tool).flat_map(Effect::rules).map(|rule| &rule.kind)
}

/// The value at a path; `None` where a key is missing or its parent is no object.
fn find<'v>(arguments: &'v Value, path: &Path) -> Option<&'v Value> {
    path.iter().try_fold(arguments, |value, key| match value {
        Value::Object(members) => members.get(key),
        _ => None,
    })
}
