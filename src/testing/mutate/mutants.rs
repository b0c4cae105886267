//! Which changes a policy is put to.

use super::mutant::{Edit, Mutant, Place};
use super::tweak::tweaks;
use crate::policy::condition::Condition;
use crate::policy::{Effect, Policy, RuleKind, Statement};
use crate::source::Span;

/// A change, and those that do less of the same.
#[derive(Debug)]
pub(super) struct Changes {
    /// The change.
    pub(super) whole: Mutant,
    /// Whether it lets more calls pass. Otherwise it refuses more.
    looser: bool,
    /// Changes that let no more pass, or refuse no more, than it does: where nothing catches it,
    /// nothing catches them.
    pub(super) lesser: Vec<Changes>,
}

/// Every change of a policy. `head` stands for a default that isn't written.
pub(super) fn changes(policy: &Policy, head: Span) -> Vec<Changes> {
    let default = Part { span: policy.default.span.unwrap_or(head), place: Place::Default };
    let mut all = vec![default.changed(Edit::Flip, true)];
    for (index, limit) in policy.all_tools.iter().enumerate() {
        all.extend(Part { span: limit.span, place: Place::Shared(index) }.of_limit());
    }
    for (index, statement) in policy.statements.iter().enumerate() {
        all.extend(of_statement(index, statement));
    }
    all
}

/// A `restrict` is its rules.
fn of_statement(index: usize, statement: &Statement) -> Vec<Changes> {
    let itself = Part { span: statement.span, place: Place::Statement(index) };
    let itself = match statement.effect {
        Effect::Restrict(_) => None,
        Effect::Allow(_) => Some(itself.changed(Edit::LeaveOut, false)),
        Effect::Deny(_) | Effect::Approve(_) | Effect::Hide => {
            Some(itself.changed(Edit::LeaveOut, true))
        }
    };
    let rules = statement.effect.rules().iter().enumerate().flat_map(|(at, rule)| {
        Part { span: rule.span, place: Place::Rule(index, at) }.of_rule(&rule.kind)
    });
    itself.into_iter().chain(rules).collect()
}

impl Changes {
    /// The change and those that do less of the same; then those that do the contrary.
    fn over(mut self, others: Vec<Self>) -> Vec<Self> {
        let (lesser, contrary) = others.into_iter().partition(|other| other.looser == self.looser);
        self.lesser = lesser;
        [self].into_iter().chain::<Vec<_>>(contrary).collect()
    }
}

/// A part of a policy that can be changed.
#[derive(Debug, Clone, Copy)]
struct Part {
    span: Span,
    place: Place,
}

impl Part {
    fn changed(self, edit: Edit, looser: bool) -> Changes {
        let Self { span, place } = self;
        Changes { whole: Mutant { span, place, edit }, looser, lesser: Vec::new() }
    }

    fn of_limit(self) -> Vec<Changes> {
        self.changed(Edit::LeaveOut, true).over(vec![self.changed(Edit::Raise, true)])
    }

    fn of_rule(self, rule: &RuleKind) -> Vec<Changes> {
        let (condition, refuses) = match rule {
            RuleKind::Limit(_) => return self.of_limit(),
            RuleKind::Require { condition, .. } => (condition, false),
            RuleKind::Refuse { condition, .. } => (condition, true),
        };
        let inside = self.of_condition(condition, refuses, &mut Vec::new());
        self.changed(Edit::LeaveOut, true).over(inside)
    }

    /// Changes each test; leaves out each part of an `and`, and of an `or` where that lets more
    /// calls pass.
    fn of_condition(
        self,
        condition: &Condition,
        refuses: bool,
        way: &mut Vec<usize>,
    ) -> Vec<Changes> {
        let (parts, is_and) = match condition {
            Condition::And(parts) => (parts, true),
            Condition::Or(parts) => (parts, false),
            Condition::Test(test) => {
                let tweaks = tweaks(test, refuses).into_iter();
                let changed =
                    |(tweak, wider)| self.changed(Edit::Test(way.clone(), tweak), wider != refuses);
                return tweaks.map(changed).collect();
            }
        };
        let mut all = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            way.push(index);
            let inside = self.of_condition(part, refuses, way);
            let without = self.changed(Edit::WithoutPart(way.clone()), is_and != refuses);
            all.extend(if is_and || refuses { without.over(inside) } else { inside });
            way.pop();
        }
        all
    }
}
