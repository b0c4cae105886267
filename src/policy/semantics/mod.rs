//! What a policy means: which calls it allows, by the words of the language alone.
//!
//! A second reading beside the compiler and the gateway's evaluator, sharing nothing with either,
//! so that the two can be held against each other. It stands on the resolved policy and must never
//! know a target's document.
//!
//! | reading | where |
//! |---|---|
//! | statements only add up | here |
//! | what a condition says | `formula` |
//! | one call, tried | [`Patterns`] |
//! | which limits are one | `limits` |
//! | windows, sums and what a refused call uses | `reference_evaluator` |

mod formula;
mod limits;
mod reference_evaluator;

use std::collections::BTreeMap;

pub use formula::{compares_all, of_condition, of_forbidden, of_rule, of_test, patterned};
pub use limits::{MergedLimit, limits_of_tool, own_limits, shared_limits};
pub use reference_evaluator::ReferenceEvaluator;

use super::{Decision, Effect, Policy, RuleKind, Statement, Tools};
use crate::analysis::{Formula, Patterns};
use crate::json::Value;

/// Whether one call passes everything but limits. `arguments` is an object.
pub fn decide(policy: &Policy, tool: &str, arguments: &Value) -> Decision {
    PolicySemantics::new(policy).decide(tool, arguments)
}

/// A policy being asked about calls, limits aside. Keeps the patterns that it has read.
#[derive(Debug)]
pub struct PolicySemantics<'p> {
    policy: &'p Policy,
    every: Vec<&'p Statement>,
    named: BTreeMap<&'p str, Vec<&'p Statement>>,
    allowed: BTreeMap<String, Formula>,
    patterns: Patterns,
}

impl<'p> PolicySemantics<'p> {
    /// Finds the statements about each tool.
    pub fn new(policy: &'p Policy) -> Self {
        let mut every = Vec::new();
        let mut named: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
        for statement in &policy.statements {
            match &statement.tools {
                Tools::Every => every.push(statement),
                Tools::Named(names) => {
                    names
                        .iter()
                        .for_each(|(name, _)| named.entry(name).or_default().push(statement));
                }
            }
        }
        let (allowed, patterns) = (BTreeMap::new(), Patterns::default());
        Self { policy, every, named, allowed, patterns }
    }

    /// Whether one call passes everything but limits. `arguments` is an object.
    pub fn decide(&mut self, tool: &str, arguments: &Value) -> Decision {
        if !self.allowed.contains_key(tool) {
            self.allowed.insert(tool.to_owned(), self.allows(tool));
        }
        let allowed = self.allowed.get(tool);
        match allowed.is_some_and(|allowed| self.patterns.hold(allowed, arguments)) {
            true => Decision::Allow,
            false => Decision::Deny,
        }
    }

    /// The calls of a tool that pass everything but limits.
    pub fn allows(&self, tool: &str) -> Formula {
        if !self.is_allowed(tool) {
            return Formula::NEVER;
        }
        let rules = self.about(tool).flat_map(Effect::rules);
        Formula::All(rules.map(|rule| of_rule(&rule.kind)).collect())
    }

    /// Whether a tool is taken out of the tool list.
    pub fn hides(&self, tool: &str) -> bool {
        self.about(tool).any(|effect| matches!(effect, Effect::Hide))
    }

    /// What a call of the tool counts in: [`limits_of_tool`].
    pub fn limits(&self, tool: &str) -> Vec<MergedLimit<'p>> {
        limits::merged_limits(
            self.policy,
            self.about(tool).flat_map(Effect::rules).map(|rule| &rule.kind),
        )
    }

    /// The tools that statements name, sorted.
    pub fn tools(&self) -> impl Iterator<Item = &'p str> + use<'p, '_> {
        self.named.keys().copied()
    }

    /// Whether a statement, or else the default, allows the tool, and none refuses its every call.
    fn is_allowed(&self, tool: &str) -> bool {
        let named = self.about(tool).any(|effect| matches!(effect, Effect::Allow(_)));
        let refused = self.about(tool).any(|effect| match effect {
            Effect::Deny(_) | Effect::Approve(_) | Effect::Hide => true,
            Effect::Allow(_) | Effect::Restrict(_) => false,
        });
        (named || self.policy.default.decision == Decision::Allow) && !refused
    }

    /// What each statement about the tool does to it.
    fn about(&self, tool: &str) -> impl Iterator<Item = &'p Effect> + use<'p, '_> {
        let named = self.named.get(tool).into_iter().flatten();
        self.every.iter().chain(named).map(|statement| &statement.effect)
    }
}

/// Every rule about the tool.
fn rules<'p>(policy: &'p Policy, tool: &str) -> impl Iterator<Item = &'p RuleKind> {
    let names = move |statement: &&Statement| match &statement.tools {
        Tools::Every => true,
        Tools::Named(names) => names.binary_search_by(|(name, _)| (**name).cmp(tool)).is_ok(),
    };
    let effects = policy.statements.iter().filter(names).map(|statement| &statement.effect);
    effects.flat_map(Effect::rules).map(|rule| &rule.kind)
}

#[cfg(test)]
mod tests;
