//! A policy to the gateway's document.
//!
//! `conditions` turns a rule's condition into entries, `contrary` says the contrary of what an
//! argument must be where it is there, `shapes` sees to it that it is no list then, `limits` merges and names limits, `draft` keeps every part beside its text until the document
//! is put together. Knows nothing of how the gateway decides, apart from which value is equal to
//! null.

mod complement;
mod conditions;
mod contrary;
mod draft;
mod error;
mod limits;
mod literals;
mod normal;
mod shapes;

#[cfg(test)]
mod tests;

use crate::analysis::KnownComplements;
use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::gateway::Document;
use crate::policy::disposition::{self, Disposition, Dispositions};
use crate::policy::{Effect, Policy, Rule, Statement};
use crate::source::Span;
use conditions::Entries;
use draft::Draft;
use error::EmitError;
use limits::Ledger;
pub(crate) use limits::counter_name;

/// A part of the document and the text that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mapping {
    /// A JSON pointer into the document.
    pub pointer: String,
    /// The rule or statement; for a tool or a hidden name, the term that names it.
    pub span: Span,
}

/// A document and where its parts come from.
#[derive(Debug, Clone)]
pub(crate) struct Emitted {
    /// The document. Worth writing only when [`check`] finds no error.
    pub document: Document,
    /// Every part that comes from the policy's text, in the order of the document.
    pub mappings: Vec<Mapping>,
}

/// What the gateway can't express: rules that have no exact form, counters that clash; in the order
/// of the text.
pub(crate) fn check(policy: &Policy, catalog: Option<&Catalog>) -> Vec<Finding> {
    let rules = policy.statements.iter().flat_map(|statement| statement.effect.rules());
    let mut errors: Vec<EmitError> =
        rules.flat_map(|rule| conditions::faults(rule, &policy.complements)).collect();
    errors.extend(shapes::faults(policy, catalog));
    errors.extend(Ledger::of(policy, &Dispositions::of(policy)).clashes());
    let mut findings: Vec<_> = errors.into_iter().map(EmitError::finding).collect();
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// Compiles a policy. What [`check`] says of it is left out of the document.
pub(crate) fn emit(policy: &Policy) -> Emitted {
    let dispositions = Dispositions::of(policy);
    let mut draft = Draft::default();
    for statement in &policy.statements {
        emit_statement(statement, &policy.complements, &dispositions, &mut draft);
    }
    let (document, mappings) = draft.finish(policy, &dispositions);
    Emitted { document, mappings }
}

fn emit_statement<'p>(
    statement: &'p Statement,
    complements: &KnownComplements,
    dispositions: &Dispositions<'p>,
    draft: &mut Draft<'p>,
) {
    let rules = statement.effect.rules().iter();
    let rules: Vec<_> = rules.filter_map(|rule| lowered(rule, complements)).collect();
    let allows = matches!(statement.effect, Effect::Allow(_));
    for (tool, term) in disposition::names(statement) {
        match (dispositions.of_tool(tool), &statement.effect) {
            (Disposition::Open, Effect::Allow(_) | Effect::Restrict(_)) => {
                draft.tool(tool, *term, allows);
                for rule in &rules {
                    draft.rule(tool, rule);
                }
            }
            (
                Disposition::Approved(by) | Disposition::Denied(by),
                Effect::Deny(_) | Effect::Approve(_),
            ) if std::ptr::eq(by, statement) => {
                draft.tool(tool, *term, allows);
                draft.refusal(tool, statement);
            }
            _ => {}
        }
    }
}

/// A rule's entries with its place, ready for each tool of its block.
fn lowered(rule: &Rule, complements: &KnownComplements) -> Option<(Entries, Span)> {
    Some((conditions::entries(rule, complements).ok()?, rule.span))
}
