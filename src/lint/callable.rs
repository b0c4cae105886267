//! A tool that some call may reach, with all that the policy says about it.

use std::cell::OnceCell;
use std::sync::Arc;

use super::prove::Doubt;
use crate::analysis::Formula;
use crate::catalog::Tool;
use crate::policy::condition::{Condition, Path, Test};
use crate::policy::{Effect, Quota, Rule, RuleKind, Statement};
use crate::risk::{Class, Classification, Profile};
use crate::source::Span;

/// A tool that isn't hidden, denied or sent to approval, and that an `allow` or the default lists.
#[derive(Debug)]
pub struct Callable<'a> {
    /// Its name.
    pub name: &'a Arc<str>,
    /// Its definition; none without a catalog.
    pub tool: Option<&'a Tool>,
    /// The first `allow` that names it and the term there; none where only the default lists it.
    pub allowed: Option<(&'a Statement, Span)>,
    /// Every rule that holds for it, in the order of the text.
    pub rules: Vec<&'a Rule>,
    pub(super) given: Option<Class>,
    pub(super) profile: OnceCell<Option<Profile<'a>>>,
    /// [`super::Prover::passes`]
    pub(super) passes: OnceCell<Formula>,
    /// [`super::Prover::dead_end`]
    pub(super) dead_end: OnceCell<Result<Option<Vec<usize>>, Doubt>>,
    pub(super) has_defaults: OnceCell<bool>,
}

impl<'a> Callable<'a> {
    /// Its class: the policy's own word, else what its definition says; none where nothing tells.
    pub fn class(&self) -> Option<Class> {
        self.given.or_else(|| self.classification()?.class)
    }

    /// Whether it is of this class or a more severe one.
    pub fn is_at_least(&self, class: Class) -> bool {
        self.class().is_some_and(|own| own >= class)
    }

    /// What its definition says of its class; none without a catalog.
    pub fn classification(&self) -> Option<&Classification> {
        self.profile().map(|profile| &profile.classification)
    }

    /// What its definition says of it; none without a catalog.
    pub fn profile(&self) -> Option<&Profile<'a>> {
        self.profile.get_or_init(|| self.tool.map(Profile::of)).as_ref()
    }

    /// Whether its schema says of some argument what is taken where it is left out.
    pub fn has_defaults(&self) -> bool {
        let says_so = |tool: &Tool| tool.schema().is_some_and(|it| it.contains("\"default\""));
        *self.has_defaults.get_or_init(|| self.tool.is_some_and(says_so))
    }

    /// The conditions on its arguments.
    pub fn conditions(&self) -> impl Iterator<Item = &'a Condition> + use<'a, '_> {
        self.rules.iter().filter_map(|rule| match &rule.kind {
            RuleKind::Require { condition, .. } | RuleKind::Refuse { condition, .. } => {
                Some(condition)
            }
            RuleKind::Limit(_) => None,
        })
    }

    /// Its own quotas.
    pub fn quotas(&self) -> impl Iterator<Item = &'a Quota> + use<'a, '_> {
        self.rules.iter().filter_map(|rule| match &rule.kind {
            RuleKind::Limit(quota) => Some(quota),
            RuleKind::Require { .. } | RuleKind::Refuse { .. } => None,
        })
    }

    /// Every test in its conditions.
    pub fn tests(&self) -> Vec<&'a Test> {
        self.conditions().flat_map(tests).collect()
    }

    /// Whether some condition tests the argument at this path or something inside it.
    pub fn constrains(&self, path: &[String]) -> bool {
        self.tests().iter().any(|test| test.path.starts_with(path))
    }

    /// The paths that its conditions test.
    pub fn constrained(&self) -> Vec<&'a Path> {
        self.tests().into_iter().map(|test| &test.path).collect()
    }
}

/// Every test of a condition, in the order of the text.
pub(super) fn tests(condition: &Condition) -> Vec<&Test> {
    match condition {
        Condition::Test(test) => vec![test],
        Condition::And(parts) | Condition::Or(parts) => parts.iter().flat_map(tests).collect(),
    }
}

/// The rules of a statement that takes part in what a tool may do.
pub(super) fn rules(statement: &Statement) -> &[Rule] {
    match &statement.effect {
        Effect::Allow(rules) | Effect::Restrict(rules) => rules,
        Effect::Deny(_) | Effect::Approve(_) | Effect::Hide => &[],
    }
}
