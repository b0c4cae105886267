//! Tools that an `allow` names and that another statement refuses.

use std::sync::Arc;

use super::removal;
use crate::finding::{Finding, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::policy::standing::{Standing, Standings, names};
use crate::policy::{Effect, Statement};
use crate::source::Span;
use crate::syntax::ast::TermKind;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "allowed-and-hidden",
    weight: Weight::Warn,
    summary: "a tool is allowed by name and refused by another statement",
    check: Check::Policy(check),
};

/// A tool that stays refused.
struct Refused<'p> {
    tool: &'p Arc<str>,
    term: Span,
    by: Span,
    how: &'static str,
}

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let standings = Standings::of(subject.policy);
    let allows = subject.policy.statements.iter().filter(|it| it.own && is_allow(it));
    let refused = allows.flat_map(|statement| refused(subject, &standings, statement));
    refused.map(|refused| concern(subject, &refused)).collect()
}

fn is_allow(statement: &Statement) -> bool {
    matches!(statement.effect, Effect::Allow(_))
}

/// The tools that a statement allows by name and in vain. Where it does so for all of its tools,
/// the compiler says that it has no effect.
fn refused<'p>(
    subject: &Subject<'p>,
    standings: &Standings<'p>,
    statement: &'p Statement,
) -> Vec<Refused<'p>> {
    let tools = names(statement);
    let is_open = |tool: &str| matches!(standings.of_tool(tool), Standing::Open);
    if !tools.iter().any(|(tool, _)| is_open(tool)) {
        return Vec::new();
    }
    let named = tools.iter().filter(|(_, term)| is_name(subject, *term));
    let refused = named.filter_map(|(tool, term)| {
        let (by, how) = refusal(standings.of_tool(tool))?;
        Some(Refused { tool, term: *term, by, how })
    });
    refused.collect()
}

fn is_name(subject: &Subject<'_>, term: Span) -> bool {
    subject.term(term).is_some_and(|term| matches!(term.node, TermKind::Name { .. }))
}

fn refusal(standing: Standing<'_>) -> Option<(Span, &'static str)> {
    match standing {
        Standing::Hidden(by) => Some((by.span, "hidden")),
        Standing::Approved(by) => Some((by.span, "sent to approval")),
        Standing::Denied(by) => Some((by.span, "denied")),
        Standing::Open | Standing::Unlisted => None,
    }
}

fn concern<'s>(subject: &Subject<'_>, refused: &Refused<'_>) -> Concern<'s> {
    let Refused { tool, term, by, how } = refused;
    let fix = subject.own().and_then(|own| removal::of_listed(*term, own.source.text()));
    let finding = Finding::warn(LINT.name, *term, format!("{} is {how}, not allowed", tick(tool)))
        .label(*by, format!("{how} here"))
        .help("remove the name here, or the other statement")
        .fix(fix);
    Concern::of_tools(vec![Arc::clone(tool)], move |_| finding.clone())
}
