//! A pattern that allows more than reading.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::words::{all, who};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::subject::pattern;
use crate::lint::{Concern, Subject};
use crate::policy::glob;
use crate::risk::Class;
use crate::source::Span;
use crate::syntax::ast::{Term, TermKind};
use crate::witness::{Callable, example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "broad-allow",
    weight: Weight::Deny,
    summary: "a `*` or glob allows tools that change things",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let mut taken: BTreeMap<Span, Vec<Arc<str>>> = BTreeMap::new();
    for tool in subject.callable().filter(|tool| tool.is_at_least(Class::Write)) {
        if let Some(span) = pattern_of(subject, tool) {
            taken.entry(span).or_default().push(Arc::clone(tool.name));
        }
    }
    let concern = |(span, tools)| {
        Concern::of_tools(tools, move |tools| {
            let change = if tools.len() == 1 { "which changes" } else { "which change" };
            let message = format!("this pattern allows {}, {change} things", who(tools));
            Finding::warn(LINT.name, span, message)
                .note("and those of the kind that the server adds later")
                .help(format!("write names, or `read tools`{}", all(tools)))
                .call(example_call(&subject.finder, subject.callable_among(tools)))
        })
    };
    taken.into_iter().map(concern).collect()
}

/// The pattern that allows a tool, in the statement itself or in the group that it names.
fn pattern_of(subject: &Subject<'_>, tool: &Callable<'_>) -> Option<Span> {
    let (_, span) = tool.allowed?;
    let term = subject.term(span)?;
    within(subject, term, tool.name, MAX_GROUPS)
}

/// Groups inside groups are followed this far.
const MAX_GROUPS: usize = 32;

fn within(subject: &Subject<'_>, term: &Term, tool: &str, depth: usize) -> Option<Span> {
    if let Some(pattern) = pattern(term) {
        return glob::matches(pattern, tool).then_some(term.span);
    }
    let TermKind::Set(group) = &term.node else { return None };
    let deeper = depth.checked_sub(1)?;
    let terms = &subject.group(&group.node)?.terms;
    let named = |term: &&Term| matches!(&term.node, TermKind::Name { name, .. } if name == tool);
    if terms.iter().any(|term| named(&term)) {
        return None;
    }
    terms.iter().find_map(|term| within(subject, term, tool, deeper))
}
