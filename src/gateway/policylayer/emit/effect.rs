//! Statements that say nothing in the document: what is written is enforced, or reported.
//!
//! Included statements aren't reported, since a baseline serves many policies; nor is a statement
//! whose class or group matches no tool today.

use super::error::{Cause, EmitError};

use crate::policy::standing::{Standing, Standings, names};
use crate::policy::{Effect, Policy, Statement};
use crate::source::Span;

/// Every own statement none of whose tools gains anything.
pub(super) fn without(policy: &Policy, standings: &Standings<'_>) -> Vec<EmitError> {
    let own = policy.statements.iter().filter(|statement| statement.own);
    own.filter_map(|statement| no_effect(statement, standings)).collect()
}

fn no_effect(statement: &Statement, standings: &Standings<'_>) -> Option<EmitError> {
    let mut tools = names(statement).iter().map(|(tool, _)| standings.of_tool(tool));
    let cause = overruling(statement, tools.next()?, standings)?;
    let all = tools.all(|standing| overruling(statement, standing, standings).is_some());
    let keyword = keyword(&statement.effect);
    all.then_some(EmitError::NoEffect { span: statement.span, keyword, cause })
}

/// Why a statement says nothing about a tool; `None` where it says something.
fn overruling(
    statement: &Statement,
    standing: Standing<'_>,
    standings: &Standings<'_>,
) -> Option<Cause> {
    match (standing, &statement.effect) {
        (Standing::Hidden(_), Effect::Hide) if !standings.hides_everything() => None,
        (Standing::Hidden(by), _) => Some(overruled(by.span, "hidden")),
        (Standing::Approved(by), Effect::Approve(message))
        | (Standing::Denied(by), Effect::Deny(message))
            if is_said(by, message) =>
        {
            None
        }
        (Standing::Approved(by), _) => Some(overruled(by.span, "sent to approval")),
        (Standing::Denied(by), _) => Some(overruled(by.span, "denied")),
        (Standing::Open, _) => None,
        (Standing::Unlisted, _) => Some(Cause::NotAllowed),
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
