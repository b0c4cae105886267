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
//! | what is enforced of `missing or` | `enforced` |
//! | which limits are one | `limits` |

mod enforced;
mod formula;
mod limits;

use std::collections::BTreeMap;

pub(crate) use enforced::{is_shape, shapes_pass};
pub(crate) use formula::{
    EQUALITY, compares_all, of_condition, of_invariant, of_rule, of_test, patterned,
};
pub(crate) use limits::{MergedLimit, own_limits, shared_limits};

use super::{Decision, Effect, Policy, Statement, Tools};
use crate::analysis::Formula;
use crate::policy::condition::Path;

/// What a policy says of each tool.
#[derive(Debug)]
pub(crate) struct PolicySemantics<'p> {
    policy: &'p Policy,
    every: Vec<Placed<'p>>,
    named: BTreeMap<&'p str, Vec<Placed<'p>>>,
}

/// A statement and how many stand before it.
type Placed<'p> = (usize, &'p Statement);

impl<'p> PolicySemantics<'p> {
    /// Finds the statements about each tool.
    pub(crate) fn new(policy: &'p Policy) -> Self {
        let mut every = Vec::new();
        let mut named: BTreeMap<&str, Vec<Placed<'_>>> = BTreeMap::new();
        for placed in policy.statements.iter().enumerate() {
            match &placed.1.tools {
                Tools::Every => every.push(placed),
                Tools::Named(names) => {
                    names.iter().for_each(|(name, _)| named.entry(name).or_default().push(placed));
                }
            }
        }
        Self { policy, every, named }
    }

    /// The calls of a tool that pass everything but limits.
    pub(crate) fn allows(&self, tool: &str) -> Formula {
        if !self.is_allowed(tool) {
            return Formula::NEVER;
        }
        let rules = self.about(tool).flat_map(Effect::rules);
        Formula::All(rules.map(|rule| of_rule(rule).clone()).collect())
    }

    /// The arguments at which lists and objects pass that the tool's rules themselves refuse.
    pub(crate) fn shapes(&self, tool: &str) -> Vec<&'p Path> {
        let rules = self.about(tool).flat_map(Effect::rules);
        let required = rules.filter_map(|rule| rule.kind.required());
        let mut paths: Vec<&Path> = required.flat_map(shapes_pass).map(|(path, _)| path).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// Whether a tool is taken out of the tool list.
    pub(crate) fn hides(&self, tool: &str) -> bool {
        self.about(tool).any(|effect| matches!(effect, Effect::Hide))
    }

    /// What a call of the tool counts in: the limits that all tools share, then the tool's own.
    pub(crate) fn limits(&self, tool: &str) -> Vec<MergedLimit<'p>> {
        limits::merged_limits(
            self.policy,
            self.about(tool).flat_map(Effect::rules).map(|rule| &rule.kind),
        )
    }

    /// The tools that statements name, sorted.
    pub(crate) fn tools(&self) -> impl Iterator<Item = &'p str> + use<'p, '_> {
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

    /// What each statement about the tool does to it, in the order of the text.
    fn about(&self, tool: &str) -> impl Iterator<Item = &'p Effect> + use<'p, '_> {
        let named = self.named.get(tool).into_iter().flatten();
        let mut about: Vec<_> = self.every.iter().chain(named).collect();
        about.sort_by_key(|(place, _)| *place);
        about.into_iter().map(|(_, statement)| &statement.effect)
    }
}

#[cfg(test)]
mod tests;
