//! The same words twice in one file.

use std::collections::BTreeMap;

use super::removal;
use crate::finding::{Finding, Safety};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::subject::selector;
use crate::lint::{Concern, Subject};
use crate::source::Spanned;
use crate::syntax::ast::{Rule, Selector, Statement, TermKind};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "duplicate-statement",
    weight: Weight::Warn,
    summary: "a statement or rule stands twice in one file",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let statements = subject.own_statements();
    let mut findings = of_statements(statements);
    findings.extend(statements.iter().flat_map(|statement| of_rules(&statement.node)));
    findings.into_iter().map(Concern::of_policy).collect()
}

fn of_statements(statements: &[Spanned<Statement>]) -> Vec<Finding> {
    let mut alike: BTreeMap<&str, Vec<&Spanned<Statement>>> = BTreeMap::new();
    let mut findings = Vec::new();
    for statement in statements {
        let seen = alike.entry(first_name(&statement.node)).or_default();
        match seen.iter().find(|other| other.node == statement.node) {
            Some(first) => findings.push(finding("statement", first, statement, safety(statement))),
            None => seen.push(statement),
        }
    }
    findings
}

fn of_rules(statement: &Statement) -> Vec<Finding> {
    let rules = rules(statement);
    let repeated = rules.iter().enumerate().filter_map(|(index, rule)| {
        let first = rules.iter().take(index).find(|other| other.node == rule.node)?;
        Some(finding("rule", first, rule, safety_of(std::slice::from_ref(rule))))
    });
    repeated.collect()
}

fn finding<T>(what: &str, first: &Spanned<T>, again: &Spanned<T>, safety: Safety) -> Finding {
    Finding::warn(LINT.name, again.span, format!("this {what} says nothing new"))
        .label(first.span, "it stands here already")
        .help("remove one of the two, or correct what was to be different")
        .fix(Some(removal::of(again.span, what, safety)))
}

/// The gateway's document has one quota for two that are the same, but both of two conditions.
fn safety(statement: &Spanned<Statement>) -> Safety {
    safety_of(rules(&statement.node))
}

fn safety_of(rules: &[Spanned<Rule>]) -> Safety {
    let quotas = rules.iter().all(|rule| matches!(rule.node, Rule::Limit { .. }));
    if quotas { Safety::Safe } else { Safety::Unsafe }
}

fn rules(statement: &Statement) -> &[Spanned<Rule>] {
    match statement {
        Statement::Allow { rules: Some(rules), .. } | Statement::Restrict { rules, .. } => rules,
        _ => &[],
    }
}

/// What statements that say the same have in common, so that few are compared with each other.
fn first_name(statement: &Statement) -> &str {
    let term = selector(statement).and_then(|selector: &Selector| selector.terms.first());
    match (term.map(|term| &term.node), statement) {
        (Some(TermKind::Name { name, .. } | TermKind::Glob { pattern: name, .. }), _) => name,
        (Some(TermKind::Set(name)), _) | (None, Statement::Test { name, .. }) => &name.node,
        _ => "",
    }
}
