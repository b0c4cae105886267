//! A waiver for more tools than have the finding.

use std::sync::Arc;

use super::words::listed;
use crate::finding::{Finding, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::waivers::Entry;
use crate::policy::Tools;
use crate::source::Span;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "broad-accept",
    weight: Weight::Warn,
    summary: "a waiver covers more tools than have the finding",
    check: Check::Waivers,
};

pub(in crate::lint) fn finding(entry: &Entry<'_>) -> Option<Finding> {
    match &entry.waiver.tools {
        None if entry.tools.is_empty() => None,
        None => Some(for_all(entry)),
        Some((Tools::Every, _)) => None,
        Some((Tools::Named(names), _)) => idle(entry, names).map(|span| for_none(entry, span)),
    }
}

/// Without `for`, tools that come later are waived as well.
fn for_all(entry: &Entry<'_>) -> Finding {
    let tools: Vec<_> = entry.tools.iter().cloned().collect();
    let lint = tick(&entry.waiver.lint.node);
    Finding::warn(LINT.name, entry.waiver.lint.span, format!("this waives {lint} for every tool"))
        .note("also for those that the policy allows later")
        .help(format!("name the tools that have the finding: `for` {}", listed(&tools)))
}

/// A term none of whose tools has the finding.
fn for_none(entry: &Entry<'_>, span: Span) -> Finding {
    let lint = tick(&entry.waiver.lint.node);
    Finding::warn(LINT.name, span, format!("there is no finding of {lint} to waive here"))
        .help("take this out of the waiver")
}

fn idle(entry: &Entry<'_>, names: &[(Arc<str>, Span)]) -> Option<Span> {
    names.iter().map(|(_, term)| *term).find(|term| !entry.terms.contains(term))
}
