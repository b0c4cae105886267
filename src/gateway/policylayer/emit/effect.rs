//! Statements that say nothing in the document: what is written is enforced, or reported.
//!
//! Included statements aren't reported, since a baseline serves many policies; nor is a statement
//! whose class or group matches no tool today.

use super::error::{Cause, EmitError};

use crate::policy::disposition::{Disposition, Dispositions, names};
use crate::policy::{Effect, Policy, Statement};
use crate::source::Span;

/// Every own statement none of whose tools gains anything.
pub(super) fn without(policy: &Policy, dispositions: &Dispositions<'_>) -> Vec<EmitError> {
    let own = policy.statements.iter().filter(|statement| statement.own);
    own.filter_map(|statement| no_effect(statement, dispositions)).collect()
}

fn no_effect(statement: &Statement, dispositions: &Dispositions<'_>) -> Option<EmitError> {
    let mut tools = names(statement).iter().map(|(tool, _)| dispositions.of_tool(tool));
    let cause = overruling(statement, tools.next()?, dispositions)?;
    let all = tools.all(|disposition| overruling(statement, disposition, dispositions).is_some());
    let keyword = keyword(&statement.effect);
    all.then_some(EmitError::NoEffect { span: statement.span, keyword, cause })
}

/// Why a statement says nothing about a tool; `None` where it says something.
fn overruling(
    statement: &Statement,
    disposition: Disposition<'_>,
    dispositions: &Dispositions<'_>,
) -> Option<Cause> {
    match (disposition, &statement.effect) {
        (Disposition::Hidden(_), Effect::Hide) if !dispositions.hides_everything() => None,
        (Disposition::Hidden(by), _) => Some(overruled(by.span, "hidden")),
        (Disposition::Approved(by), Effect::Approve(message))
        | (Disposition::Denied(by), Effect::Deny(message))
            if is_said(by, message) =>
        {
            None
        }
        (Disposition::Approved(by), _) => Some(overruled(by.span, "sent to approval")),
        (Disposition::Denied(by), _) => Some(overruled(by.span, "denied")),
        (Disposition::Open, _) => None,
        (Disposition::Unlisted, _) => Some(Cause::NotAllowed),
    }
}

/// Whether a refusal has this message, from whichever statement.
fn is_said(by: &Statement, message: &str) -> bool {
    matches!(&by.effect, Effect::Approve(said) | Effect::Deny(said) if said == message)
}

fn overruled(by: Span, how: &'static str) -> Cause {
    Cause::Overruled { by, how }
}

fn keyword(effect: &Effect) -> &'static str {
    match effect {
        Effect::Allow(_) => "allow",
        Effect::Restrict(_) => "restrict",
        Effect::Deny(_) => "deny",
        Effect::Approve(_) => "approve",
        Effect::Hide => "hide",
    }
}
