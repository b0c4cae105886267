//! Terms that take in tools which the server adds later: patterns, classes, and what groups have of
//! them. Two selectors that name the same tools today may part tomorrow.

use std::collections::BTreeSet;

use super::Checks;
use crate::policy::glob;
use crate::syntax::ast::{Selector, Statement, Term, TermKind};

/// One of these terms.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OpenTerm {
    /// As it is written.
    text: String,
    /// The pattern, where it is one.
    pattern: Option<String>,
}

impl OpenTerm {
    /// Whether it takes in whatever another one does. A pattern that matches the letters of another
    /// matches all that the other does, as a star is matched by stars alone.
    fn covers(&self, other: &Self) -> bool {
        let by_pattern = match (&self.pattern, &other.pattern) {
            (Some(own), Some(other)) => glob::matches(own, other),
            (Some(own), None) => own == "*",
            (None, _) => false,
        };
        by_pattern || self == other
    }
}

/// The first open term of a selector on one side that none of some selectors on the other side
/// covers, as it is written. What they take out must be taken out by it too.
pub(super) fn lost(
    (side, selector): (Checks<'_>, &Selector),
    (other, selectors): (Checks<'_>, &[&Selector]),
) -> Option<String> {
    let excepted = terms(side, &selector.except);
    let is_kept = |term: &OpenTerm| {
        selectors.iter().any(|kept| {
            let excepts = terms(other, &kept.except);
            let takes_out_no_more =
                excepts.iter().all(|except| excepted.iter().any(|own| own.covers(except)));
            let covers = terms(other, &kept.terms).iter().any(|own| own.covers(term));
            covers && takes_out_no_more
        })
    };
    terms(side, &selector.terms).into_iter().find(|term| !is_kept(term)).map(|term| term.text)
}

/// The open terms of a list, those of its groups among them.
fn terms(side: Checks<'_>, list: &[Term]) -> Vec<OpenTerm> {
    let mut found = Vec::new();
    let mut left: Vec<&Term> = list.iter().collect();
    let mut groups = BTreeSet::new();
    while let Some(term) = left.pop() {
        let pattern = match &term.node {
            TermKind::Name { .. } => continue,
            TermKind::Glob { pattern, .. } => Some(pattern.clone()),
            TermKind::Taking { .. } => None,
            TermKind::Set(name) => match group(side, &name.node) {
                Some(_) if !groups.insert(&name.node) => continue,
                Some(selector) => {
                    left.extend(&selector.terms);
                    continue;
                }
                None => None,
            },
        };
        found.push(OpenTerm { text: side.text(term.span), pattern });
    }
    found
}

/// What a group is defined as.
fn group<'c>(side: Checks<'c>, name: &str) -> Option<&'c Selector> {
    side.statements().find_map(|statement| match &statement.node {
        Statement::Group { name: group, selector } if group.node == name => Some(selector),
        _ => None,
    })
}
