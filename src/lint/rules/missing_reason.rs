//! Refusals that tell the agent nothing but that they are refusals.

use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Rule, Statement};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-reason",
    weight: Weight::Pedantic,
    summary: "a refusal has no `because`",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let mute: Vec<Span> = subject.own_statements().iter().flat_map(mute).collect();
    let Some((first, others)) = mute.split_first() else { return Vec::new() };
    let message = match others.len() {
        0 => "a refusal doesn't say why".to_owned(),
        more => format!("{} refusals don't say why", more + 1),
    };
    let finding = Finding::warn(LINT.name, *first, message).note("no `because`").help(
        "write `because \"…\"`: the agent is told the reason, and what it may do instead if you say so",
    );
    let label = |finding: Finding, span: &Span| finding.label(*span, "nor here");
    vec![Concern::of_policy(others.iter().fold(finding, label))]
}

/// The refusals of a statement that have no reason.
fn mute(statement: &Spanned<Statement>) -> Vec<Span> {
    match &statement.node {
        Statement::Deny { because: None, .. } | Statement::Approve { because: None, .. } => {
            vec![statement.span]
        }
        Statement::Allow { rules: Some(rules), .. } | Statement::Restrict { rules, .. } => {
            rules.iter().filter(|rule| is_mute(&rule.node)).map(|rule| rule.span).collect()
        }
        _ => Vec::new(),
    }
}

fn is_mute(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::Require { because: None, .. }
            | Rule::DenyWhen { because: None, .. }
            | Rule::ApproveWhen { because: None, .. }
    )
}
