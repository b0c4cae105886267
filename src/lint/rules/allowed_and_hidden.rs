//! A tool that one statement allows by its name and another refuses by its name.

use std::sync::Arc;

use super::edits;
use crate::finding::{Fix, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::policy::disposition::{self, Disposition, Dispositions};
use crate::policy::{Effect, Statement};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::ast::TermKind;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "allowed-and-hidden",
    weight: Weight::Warn,
    summary: "a tool is allowed by its name and hidden, denied or sent to approval by its name",
    check: Check::Issues(check),
};

/// A name in an `allow` that another statement overrules.
struct Clash<'a> {
    tool: &'a Arc<str>,
    term: Span,
    by: Span,
    how: &'static str,
}

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let dispositions = Dispositions::of(context.policy);
    let own = context.policy.statements.iter().filter(|statement| statement.own);
    let allows = own.filter(|statement| matches!(statement.effect, Effect::Allow(_)));
    allows
        .filter(|statement| does_something(statement, &dispositions))
        .flat_map(|statement| clashes(context, statement, &dispositions))
        .map(|clash| issue(context, &clash))
        .collect()
}

/// A statement that allows nothing at all is reported by `no-effect`.
fn does_something(statement: &Statement, dispositions: &Dispositions<'_>) -> bool {
    let tools = disposition::names(statement);
    tools.iter().any(|(tool, _)| matches!(dispositions.of_tool(tool), Disposition::Open))
}

fn clashes<'a>(
    context: &LintContext<'_>,
    statement: &'a Statement,
    dispositions: &Dispositions<'_>,
) -> Vec<Clash<'a>> {
    let is_name =
        |span| context.term(span).is_some_and(|term| matches!(term.node, TermKind::Name { .. }));
    let named = disposition::names(statement).iter().filter(|(_, term)| is_name(*term));
    named
        .filter_map(|(tool, term)| {
            let (by, how) = refusing(dispositions.of_tool(tool))?;
            let by = disposition::names(by).iter().find(|(name, _)| name == tool)?.1;
            is_name(by).then_some(Clash { tool, term: *term, by, how })
        })
        .collect()
}

fn refusing(disposition: Disposition<'_>) -> Option<(&Statement, &'static str)> {
    match disposition {
        Disposition::Hidden(by) => Some((by, "hidden")),
        Disposition::Approved(by) => Some((by, "sent to approval")),
        Disposition::Denied(by) => Some((by, "denied")),
        Disposition::Open | Disposition::Unlisted => None,
    }
}

fn issue<'s>(context: &LintContext<'_>, clash: &Clash<'_>) -> Issue<'s> {
    let tool = tick(clash.tool);
    let draft = Draft::new(clash.term, format!("{tool} is allowed and {}", clash.how))
        .label(clash.by, format!("{} here, which overrules the `allow`", clash.how))
        .help("take it out of one of the two")
        .fix(fix(context, clash.term));
    Issue::of_tools(vec![Arc::clone(clash.tool)], move |_| draft.clone())
}

/// Without the name here the tool is refused as before.
fn fix(context: &LintContext<'_>, term: Span) -> Option<Fix> {
    let edits = edits::take_term(context, term)?;
    Some(Fix { safety: Safety::Safe, title: "take it out of the `allow`".to_owned(), edits })
}
