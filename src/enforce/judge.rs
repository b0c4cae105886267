//! What a policy makes of a call, limits aside.
//!
//! Written from the language's words alone. Unlike the gateway's document, where an `approve`
//! stands alone, everything that refuses holds beside it, `never` as well; and `require` means its
//! condition, with nothing let through that a target can't say.

use crate::analysis::Patterns;
use crate::catalog::Catalog;
use crate::json::Value;
use crate::policy::condition::Condition;
use crate::policy::semantics::{of_condition, of_invariant};
use crate::policy::{Decision, Effect, Invariant, Policy, Refusal, Rule, RuleKind, Statement};
use crate::source::Span;

/// A policy that calls are judged by.
#[derive(Debug)]
pub(super) struct Judge<'p> {
    policy: &'p Policy,
    catalog: Option<&'p Catalog>,
    patterns: Patterns,
}

/// What becomes of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Judgement {
    /// It runs.
    Allow,
    /// It runs if a person says so.
    Ask(Ruling),
    /// It doesn't run.
    Deny(Ruling),
}

/// What refuses a call, or asks about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ruling {
    /// The kind of rule.
    pub(super) rule: RuleName,
    /// What is said.
    pub(super) message: String,
    /// Where the rule is written, if it is.
    pub(super) span: Option<Span>,
}

/// The kinds of rules, as records name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleName {
    /// The tool is hidden.
    Hide,
    /// No statement allows the tool.
    Default,
    /// A condition doesn't hold that must.
    Require,
    /// The tool or the call is denied.
    Deny,
    /// The tool or the call needs approval.
    Approve,
    /// The call is one that must never pass.
    Never,
    /// A limit has no room.
    Limit,
    /// No policy is configured for the server.
    Unlisted,
    /// The call can't be judged.
    Fault,
}

impl RuleName {
    /// The word in records.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Default => "default",
            Self::Require => "require",
            Self::Deny => "deny",
            Self::Approve => "approve",
            Self::Never => "never",
            Self::Limit => "limit",
            Self::Unlisted => "unlisted",
            Self::Fault => "fault",
        }
    }
}

impl<'p> Judge<'p> {
    pub(super) fn new(policy: &'p Policy, catalog: Option<&'p Catalog>) -> Self {
        Self { policy, catalog, patterns: Patterns::default() }
    }

    /// What becomes of a call of a tool; the arguments are an object. The first refusal counts, in
    /// this order, and only a call that nothing refuses is asked about.
    pub(super) fn judge(&mut self, tool: &str, arguments: &Value) -> Judgement {
        let about: Vec<_> = self.policy.statements.iter().filter(|it| it.is_about(tool)).collect();
        let refusal = self
            .unlisted(&about)
            .or_else(|| denied(&about))
            .or_else(|| self.rules(&about, arguments))
            .or_else(|| self.never(tool, arguments));
        match refusal {
            Some(ruling) => Judgement::Deny(ruling),
            None => self.approval(&about, arguments).map_or(Judgement::Allow, Judgement::Ask),
        }
    }

    /// That a tool is hidden, or that nothing lists it.
    fn unlisted(&self, about: &[&Statement]) -> Option<Ruling> {
        if let Some(hide) = about.iter().find(|it| matches!(it.effect, Effect::Hide)) {
            let message = "The policy hides this tool.".to_owned();
            return Some(Ruling { rule: RuleName::Hide, message, span: Some(hide.span) });
        }
        let lists = |it: &&Statement| matches!(it.effect, Effect::Allow(_) | Effect::Approve(_));
        let default = self.policy.default;
        let is_listed = default.decision == Decision::Allow || about.iter().any(lists);
        (!is_listed).then(|| {
            let message = "The policy doesn't allow this tool.".to_owned();
            Ruling { rule: RuleName::Default, message, span: default.span }
        })
    }

    /// The first rule of any statement that refuses.
    fn rules(&mut self, about: &[&Statement], arguments: &Value) -> Option<Ruling> {
        let mut rules = about.iter().flat_map(|it| it.effect.rules());
        rules.find_map(|rule| self.refused_by(rule, arguments))
    }

    fn refused_by(&mut self, rule: &Rule, arguments: &Value) -> Option<Ruling> {
        let (name, message, is_refused) = match &rule.kind {
            RuleKind::Require { condition, message } => {
                (RuleName::Require, message, !self.holds(condition, arguments))
            }
            RuleKind::Refuse { refusal: Refusal::Denied, condition, message } => {
                (RuleName::Deny, message, self.holds(condition, arguments))
            }
            RuleKind::Refuse { refusal: Refusal::NeedsApproval, .. } | RuleKind::Limit(_) => {
                return None;
            }
        };
        let span = Some(rule.span);
        is_refused.then(|| Ruling { rule: name, message: message.clone(), span })
    }

    /// The first `never` that forbids a call.
    fn never(&mut self, tool: &str, arguments: &Value) -> Option<Ruling> {
        let definition = self.catalog.and_then(|catalog| catalog.tool(tool));
        let is_about = |it: &&Invariant| it.tools.iter().any(|(name, _)| **name == *tool);
        let mut about = self.policy.invariants.iter().filter(is_about);
        let broken =
            about.find(|it| self.patterns.hold(&of_invariant(it, definition), arguments))?;
        let message = "The policy says that this call must never pass.".to_owned();
        Some(Ruling { rule: RuleName::Never, message, span: Some(broken.span) })
    }

    /// The first that sends the call to a person.
    fn approval(&mut self, about: &[&Statement], arguments: &Value) -> Option<Ruling> {
        about.iter().find_map(|statement| match &statement.effect {
            Effect::Approve(message) => Some(approval(message, statement.span)),
            effect => effect.rules().iter().find_map(|rule| match &rule.kind {
                RuleKind::Refuse { refusal: Refusal::NeedsApproval, condition, message } => {
                    self.holds(condition, arguments).then(|| approval(message, rule.span))
                }
                _ => None,
            }),
        })
    }

    fn holds(&mut self, condition: &Condition, arguments: &Value) -> bool {
        self.patterns.hold(&of_condition(condition), arguments)
    }
}

/// That every call of a tool is denied.
fn denied(about: &[&Statement]) -> Option<Ruling> {
    about.iter().find_map(|statement| match &statement.effect {
        Effect::Deny(message) => {
            let (message, span) = (message.clone(), Some(statement.span));
            Some(Ruling { rule: RuleName::Deny, message, span })
        }
        _ => None,
    })
}

fn approval(message: &str, span: Span) -> Ruling {
    Ruling { rule: RuleName::Approve, message: message.to_owned(), span: Some(span) }
}
