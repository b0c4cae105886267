//! A waiver for more tools than have the finding.

use std::collections::BTreeSet;

use super::edits;
use super::tool_names::list_tools;
use crate::finding::{Edit, Fix, Safety};
use crate::lint::context::pattern;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::waivers::Entry;
use crate::lint::{Draft, LintContext};
use crate::policy::Tools;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::name_text;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "broad-accept",
    weight: Weight::Warn,
    summary: "a waiver covers more tools than have the finding",
    check: Check::Waivers,
};

/// So many names can be read in one waiver; no fix writes more.
const MAX_NAMES: usize = 12;

pub(in crate::lint) fn drafts(entry: &Entry<'_>, context: &LintContext<'_>) -> Vec<Draft> {
    match &entry.waiver.tools {
        None if entry.tools.is_empty() => Vec::new(),
        None => vec![without_for(entry)],
        Some((Tools::Every, span)) => vec![for_all(entry, *span)],
        Some((Tools::Named(names), _)) => {
            let terms: BTreeSet<Span> = names.iter().map(|(_, term)| *term).collect();
            terms.into_iter().filter_map(|term| of_term(entry, context, term)).collect()
        }
    }
}

/// What is wrong with one term of the waiver's selector.
fn of_term(entry: &Entry<'_>, context: &LintContext<'_>, term: Span) -> Option<Draft> {
    if !entry.terms.contains(&term) {
        return Some(for_none(entry, context, term));
    }
    let every = context.term(term).is_some_and(|term| pattern(term) == Some("*"));
    every.then(|| for_all(entry, term))
}

/// Without `for`, tools that come later are waived as well.
fn without_for(entry: &Entry<'_>) -> Draft {
    let lint = entry.waiver.lint.span;
    let after = Span { start: lint.end, ..lint };
    draft_for_every_tool(entry, lint)
        .fix(names(entry, Edit { span: after, text: " for ".to_owned() }))
}

/// `*` says the same.
fn for_all(entry: &Entry<'_>, term: Span) -> Draft {
    draft_for_every_tool(entry, term).fix(names(entry, Edit { span: term, text: String::new() }))
}

fn draft_for_every_tool(entry: &Entry<'_>, span: Span) -> Draft {
    let tools: Vec<_> = entry.tools.iter().cloned().collect();
    let lint = tick(&entry.waiver.lint.node);
    Draft::new(span, format!("this waives {lint} for every tool"))
        .note("including tools that the policy allows later")
        .help(format!("write `for` and the tools that have the finding: {}", list_tools(&tools)))
}

/// Writes the names of the tools that have the finding behind what the edit writes.
fn names(entry: &Entry<'_>, edit: Edit) -> Option<Fix> {
    let names: Vec<_> = entry.tools.iter().map(|tool| name_text(tool)).collect();
    let edits = vec![Edit { text: edit.text + &names.join(", "), ..edit }];
    let title = "name the tools that have the finding".to_owned();
    (names.len() <= MAX_NAMES).then_some(Fix { safety: Safety::Safe, title, edits })
}

/// A term none of whose tools has the finding.
fn for_none(entry: &Entry<'_>, context: &LintContext<'_>, term: Span) -> Draft {
    let lint = tick(&entry.waiver.lint.node);
    let fix = edits::take_term(context, term).map(|edits| Fix {
        safety: Safety::Safe,
        title: "take this out of the waiver".to_owned(),
        edits,
    });
    Draft::new(term, format!("there is no finding of {lint} to waive here"))
        .help("take this out of the waiver")
        .fix(fix)
}
