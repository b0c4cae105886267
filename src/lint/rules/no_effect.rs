//! Statements that say nothing about any of their tools: what is written is enforced, or reported.
//!
//! Included statements aren't reported, since a baseline serves many policies; nor is a statement
//! whose class or group matches no tool today.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::overruled_limit;
use super::tool_names::list_tools;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::disposition::{Disposition, Dispositions, names};
use crate::policy::{Decision, Effect, Policy, Statement};
use crate::source::Span;
use crate::strings::tick;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "no-effect",
    weight: Weight::Warn,
    summary: "other statements refuse all tools of a statement, or nothing allows them",
    check: Check::Issues(check),
};

/// How many overruling statements are pointed at.
const MAX_LABELS: usize = 3;

/// Why a statement says nothing about a tool.
#[derive(Debug, Clone, Copy)]
enum Cause {
    /// Another statement does more to the tool.
    Overruled {
        /// The other statement.
        by: Span,
        /// What it does.
        how: &'static str,
    },
    /// No `allow` names the tool.
    NotAllowed,
}

/// Tools by the statement that overrules, with what it does to them.
type Overruling = BTreeMap<Span, (&'static str, Vec<Arc<str>>)>;

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let dispositions = Dispositions::of(context.policy);
    let own = context.policy.statements.iter().filter(|statement| statement.own);
    let statements = own.filter_map(|statement| {
        let causes = causes(statement, &dispositions)?;
        Some(Issue::of_found(causes, move |tools| draft(context.policy, statement, tools)))
    });
    statements.chain(overruled_limit::issues(context)).collect()
}

/// Why each of a statement's tools gains nothing; `None` where one does.
fn causes(statement: &Statement, dispositions: &Dispositions<'_>) -> Option<Found<Cause>> {
    let tools = names(statement).iter().map(|(tool, _)| {
        let cause = cause(statement, dispositions.of_tool(tool), dispositions)?;
        Some((Arc::clone(tool), cause))
    });
    let causes: Found<Cause> = tools.collect::<Option<_>>()?;
    (!causes.is_empty()).then_some(causes)
}

/// Why a statement says nothing about a tool; `None` where it says something.
fn cause(
    statement: &Statement,
    disposition: Disposition<'_>,
    dispositions: &Dispositions<'_>,
) -> Option<Cause> {
    match (disposition, &statement.effect) {
        (Disposition::Hidden(_), Effect::Hide) if !dispositions.hides_everything() => None,
        (Disposition::Hidden(by), _) => Some(overruled(by, "hidden")),
        (Disposition::Approved(by), Effect::Approve(message))
        | (Disposition::Denied(by), Effect::Deny(message))
            if is_said(by, message) =>
        {
            None
        }
        (Disposition::Approved(by), _) => Some(overruled(by, "sent to approval")),
        (Disposition::Denied(by), _) => Some(overruled(by, "denied")),
        (Disposition::Open, _) => None,
        (Disposition::Unlisted, _) => Some(Cause::NotAllowed),
    }
}

/// Whether a refusal has this message, from whichever statement.
fn is_said(by: &Statement, message: &str) -> bool {
    matches!(&by.effect, Effect::Approve(said) | Effect::Deny(said) if said == message)
}

fn overruled(by: &Statement, how: &'static str) -> Cause {
    Cause::Overruled { by: by.span, how }
}

fn draft(policy: &Policy, statement: &Statement, tools: &Remaining<'_, Cause>) -> Draft {
    let keyword = tick(keyword(&statement.effect));
    let message = format!("this {keyword} has no effect on {}", list_tools(tools.names()));
    let (overruling, not_allowed) = by_cause(tools);
    let labelled = |draft: Draft, (by, (how, tools)): (&Span, &(&str, Vec<Arc<str>>))| {
        let verb = if tools.len() == 1 { "is" } else { "are" };
        draft.label(*by, format!("{} {verb} {how} here, which overrules it", list_tools(tools)))
    };
    let is_allow = matches!(statement.effect, Effect::Allow(_)) && not_allowed.is_empty();
    let help = match is_allow && overruling.keys().any(|by| denies_all(policy, *by)) {
        true => "remove the `deny`: what no `allow` names is refused anyway",
        false => help(overruling.len(), &not_allowed),
    };
    let draft = Draft::new(statement.span, message).help(help);
    let draft = overruling.iter().take(MAX_LABELS).fold(draft, labelled);
    match not_allowed.is_empty() {
        true => draft,
        false => draft.note(format!("no `allow` names {}", list_tools(&not_allowed))),
    }
}

/// The tools by what overrules the statement there, and those that nothing allows.
fn by_cause(tools: &Remaining<'_, Cause>) -> (Overruling, Vec<Arc<str>>) {
    let (mut overruling, mut not_allowed) = (Overruling::new(), Vec::new());
    for (tool, cause) in tools.iter() {
        let tools = match cause {
            Cause::Overruled { by, how } => {
                &mut overruling.entry(*by).or_insert((how, Vec::new())).1
            }
            Cause::NotAllowed => &mut not_allowed,
        };
        tools.push(Arc::clone(tool));
    }
    (overruling, not_allowed)
}

fn help(overruling: usize, not_allowed: &[Arc<str>]) -> &'static str {
    match (overruling, not_allowed) {
        (_, [_, ..]) => "`restrict` only adds rules; write `allow` to let the tools be called",
        (1, []) => "remove one of the two",
        (_, []) => "remove it, or take its tools out of the others",
    }
}

/// Whether the statement at a place denies all that is allowed, and more, as is done where everything
/// is allowed that isn't denied.
fn denies_all(policy: &Policy, by: Span) -> bool {
    let is_allow = |it: &&Statement| matches!(it.effect, Effect::Allow(_));
    let denying = policy.statements.iter().find(|it| it.span == by);
    let denied = denying.filter(|it| matches!(it.effect, Effect::Deny(_))).map(names);
    let denied: BTreeSet<_> = denied.unwrap_or_default().iter().map(|(tool, _)| tool).collect();
    let allowing = policy.statements.iter().filter(is_allow);
    let allowed: BTreeSet<_> = allowing.flat_map(names).map(|(tool, _)| tool).collect();
    policy.default.decision == Decision::Deny
        && denied.is_superset(&allowed)
        && denied.len() > allowed.len()
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
