//! A policy with one small change.

use std::fmt;

use super::tweak::{Tweak, tweaked};
use crate::policy::condition::{Condition, Test};
use crate::policy::{Decision, Effect, Policy, Rule, RuleKind};
use crate::source::Span;

/// One small change of a policy.
#[derive(Debug, Clone)]
pub(super) struct Mutant {
    /// The rule or statement that is changed.
    pub(super) span: Span,
    /// Which part of the policy it is.
    pub(super) place: Place,
    /// What is done to it.
    pub(super) edit: Edit,
}

/// A part of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The default.
    Default,
    /// A limit over all tools.
    Shared(usize),
    /// A statement.
    Statement(usize),
    /// A rule of a statement.
    Rule(usize, usize),
}

/// What is done to a part.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    /// It is left out.
    LeaveOut,
    /// `allow` becomes `deny`, or the contrary.
    Flip,
    /// A limit's maximum is one more.
    Raise,
    /// A part of the condition is left out: the way to it through `and` and `or`.
    WithoutPart(Vec<usize>),
    /// A test of the condition is another.
    Test(Vec<usize>, Tweak),
}

/// A change in words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// The rule or statement is left out.
    LeftOut,
    /// A part of its condition is left out.
    WithoutPart(Condition),
    /// A test is another.
    Test {
        /// As it is.
        from: Test,
        /// As it is changed.
        to: Test,
    },
    /// A limit's maximum.
    Max {
        /// As it is.
        from: i64,
        /// As it is changed.
        to: i64,
    },
    /// The default.
    Default {
        /// As it is changed.
        to: Decision,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeftOut => formatter.write_str("left out"),
            Self::WithoutPart(part) => write!(formatter, "without `{part}`"),
            Self::Test { from, to } => write!(formatter, "`{to}` instead of `{from}`"),
            Self::Max { from, to } => write!(formatter, "{to} instead of {from}"),
            Self::Default { to } => write!(formatter, "`default {}`", to.name()),
        }
    }
}

impl Mutant {
    /// The policy with the change, and the change in words; `None` where it can't be made.
    pub(super) fn of(&self, policy: &Policy) -> Option<(Policy, Change)> {
        let mut changed = policy.clone();
        let change = match self.place {
            Place::Default => flip(&mut changed.default.decision),
            Place::Shared(index) => match self.edit {
                Edit::LeaveOut => take(&mut changed.all_tools, index)?,
                _ => raise(&mut changed.all_tools.get_mut(index)?.max)?,
            },
            Place::Statement(index) => take(&mut changed.statements, index)?,
            Place::Rule(statement, index) => {
                let rules = rules(&mut changed.statements.get_mut(statement)?.effect)?;
                match &self.edit {
                    Edit::LeaveOut => take(rules, index)?,
                    edit => {
                        let rule = rules.get_mut(index)?;
                        let mut kind = rule.kind.clone();
                        let change = change_rule(&mut kind, edit)?;
                        *rule = Rule::new(rule.span, kind);
                        change
                    }
                }
            }
        };
        Some((changed, change))
    }
}

fn flip(decision: &mut Decision) -> Change {
    *decision = match decision {
        Decision::Allow => Decision::Deny,
        Decision::Deny => Decision::Allow,
    };
    Change::Default { to: *decision }
}

fn take<T>(parts: &mut Vec<T>, index: usize) -> Option<Change> {
    (index < parts.len()).then(|| parts.remove(index))?;
    Some(Change::LeftOut)
}

fn raise(max: &mut i64) -> Option<Change> {
    let from = *max;
    *max = from.checked_add(1)?;
    Some(Change::Max { from, to: *max })
}

fn rules(effect: &mut Effect) -> Option<&mut Vec<Rule>> {
    match effect {
        Effect::Allow(rules) | Effect::Restrict(rules) => Some(rules),
        Effect::Deny(_) | Effect::Approve(_) | Effect::Hide => None,
    }
}

fn change_rule(rule: &mut RuleKind, edit: &Edit) -> Option<Change> {
    match rule {
        RuleKind::Limit(limit) => raise(&mut limit.max),
        RuleKind::Require { condition, .. } | RuleKind::Refuse { condition, .. } => match edit {
            Edit::WithoutPart(way) => without_part(condition, way),
            Edit::Test(way, tweak) => change_test(part(condition, way)?, tweak),
            Edit::LeaveOut | Edit::Flip | Edit::Raise => None,
        },
    }
}

/// Takes a part out; of two the other stays alone.
fn without_part(condition: &mut Condition, way: &[usize]) -> Option<Change> {
    let (last, parents) = way.split_last()?;
    let chain = part(condition, parents)?;
    let (Condition::And(parts) | Condition::Or(parts)) = &mut *chain else { return None };
    let gone = (*last < parts.len()).then(|| parts.remove(*last))?;
    if parts.len() == 1 {
        *chain = parts.pop()?;
    }
    Some(Change::WithoutPart(gone))
}

fn change_test(condition: &mut Condition, tweak: &Tweak) -> Option<Change> {
    let Condition::Test(test) = condition else { return None };
    let to = tweaked(test, tweak)?;
    let from = std::mem::replace(test, to.clone());
    Some(Change::Test { from, to })
}

fn part<'c>(condition: &'c mut Condition, way: &[usize]) -> Option<&'c mut Condition> {
    way.iter().try_fold(condition, |condition, index| match condition {
        Condition::And(parts) | Condition::Or(parts) => parts.get_mut(*index),
        Condition::Test(_) => None,
    })
}
