//! A policy to the gateway's document.
//!
//! `standing` says which statement governs each tool, `conditions` turns a rule's condition into
//! entries, `quotas` merges and names quotas, `draft` keeps every part beside its text until the
//! document is put together. Knows nothing of how the gateway decides, apart from which value is
//! equal to null.

mod complement;
mod conditions;
mod draft;
mod effect;
mod error;
mod literals;
mod normal;
mod quotas;
mod standing;
mod words;

#[cfg(test)]
mod tests;

use super::Document;
use crate::finding::Finding;
use crate::policy::{Effect, Policy, Quota, Rule, RuleKind, Statement};
use crate::source::Span;
use conditions::Entries;
use draft::Draft;
use error::EmitError;
use standing::{Standing, Standings};

/// A part of the document and the text that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// A JSON pointer into the document.
    pub pointer: String,
    /// The rule or statement; for a tool or a hidden name, the term that names it.
    pub span: Span,
}

/// A document, where its parts come from, and what couldn't be expressed.
#[derive(Debug, Clone)]
pub struct Emitted {
    /// The document. Worth writing only when `findings` has no error.
    pub document: Document,
    /// Every part that comes from the policy's text, in the order of the document.
    pub mappings: Vec<Mapping>,
    /// Rules that have no exact form, counters that clash, rules without effect; in the order of
    /// the text.
    pub findings: Vec<Finding>,
}

/// Compiles a policy.
pub fn emit(policy: &Policy) -> Emitted {
    let standings = Standings::of(policy);
    let mut draft = Draft::default();
    let mut errors = Vec::new();
    for quota in &policy.all_tools {
        draft.all_tools_limit(quota);
    }
    for statement in &policy.statements {
        emit_statement(statement, &standings, &mut draft, &mut errors);
    }
    errors.extend(draft.clashes());
    errors.extend(effect::without(policy, &standings));
    let mut findings: Vec<_> = errors.into_iter().map(EmitError::finding).collect();
    findings.sort_by_key(|finding| finding.span);
    let (document, mappings) = draft.finish(policy, &standings);
    Emitted { document, mappings, findings }
}

fn emit_statement<'p>(
    statement: &'p Statement,
    standings: &Standings<'p>,
    draft: &mut Draft<'p>,
    errors: &mut Vec<EmitError>,
) {
    let rules: Vec<_> = statement.effect.rules().iter().map(|rule| lower(rule, errors)).collect();
    let allows = matches!(statement.effect, Effect::Allow(_));
    for (tool, term) in standing::names(statement) {
        match (standings.of_tool(tool), &statement.effect) {
            (Standing::Open, Effect::Allow(_) | Effect::Restrict(_)) => {
                draft.tool(tool, *term, allows);
                for rule in &rules {
                    draft.rule(tool, rule);
                }
            }
            (
                Standing::Approved(by) | Standing::Denied(by),
                Effect::Deny(_) | Effect::Approve(_),
            ) if std::ptr::eq(by, statement) => {
                draft.tool(tool, *term, allows);
                draft.refusal(tool, statement);
            }
            _ => {}
        }
    }
}

/// A rule, ready for each tool of its block.
enum Lowered<'p> {
    /// Entries, with the rule's place.
    Entries(Span, Entries),
    /// A quota.
    Quota(&'p Quota),
}

fn lower<'p>(rule: &'p Rule, errors: &mut Vec<EmitError>) -> Lowered<'p> {
    let entries = match &rule.kind {
        RuleKind::Limit(quota) => return Lowered::Quota(quota),
        RuleKind::Require { condition, message } => {
            conditions::require(condition, message, rule.span)
        }
        RuleKind::Refuse { condition, message } => {
            conditions::refuse(condition, message, rule.span)
        }
    };
    let entries = entries.unwrap_or_else(|faults| {
        errors.extend(faults);
        Entries::default()
    });
    Lowered::Entries(rule.span, entries)
}
