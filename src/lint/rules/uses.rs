//! Which constants and groups some file of a policy uses.

use std::collections::BTreeSet;

use crate::lint::Subject;
use crate::lint::subject::selector;
use crate::source::Spanned;
use crate::syntax::ast::{Condition, Operand, Operator, Rule, Statement, TermKind};

/// The names of the constants that conditions use.
pub(super) fn constants<'a>(subject: &Subject<'a>) -> BTreeSet<&'a str> {
    let mut used = BTreeSet::new();
    for statement in statements(subject) {
        for condition in conditions(&statement.node) {
            operands(&condition.node, &mut used);
        }
    }
    used
}

/// The names of the groups that selectors use, those of other groups among them.
pub(super) fn groups<'a>(subject: &Subject<'a>) -> BTreeSet<&'a str> {
    let selectors = statements(subject).filter_map(|statement| selector(&statement.node));
    let terms = selectors.flat_map(|selector| selector.terms.iter().chain(&selector.except));
    let sets = terms.filter_map(|term| match &term.node {
        TermKind::Set(name) => Some(name.node.as_str()),
        TermKind::Name { .. } | TermKind::Glob { .. } => None,
    });
    sets.collect()
}

fn statements<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a Spanned<Statement>> + use<'a> {
    subject.parts.iter().flat_map(|part| &part.file.statements)
}

fn conditions(statement: &Statement) -> Vec<&Spanned<Condition>> {
    match statement {
        Statement::Allow { rules: Some(rules), .. } | Statement::Restrict { rules, .. } => {
            rules.iter().filter_map(|rule| condition(&rule.node)).collect()
        }
        Statement::Never { when, .. } => when.iter().collect(),
        _ => Vec::new(),
    }
}

fn condition(rule: &Rule) -> Option<&Spanned<Condition>> {
    match rule {
        Rule::Require { condition, .. }
        | Rule::DenyWhen { condition, .. }
        | Rule::ApproveWhen { condition, .. } => Some(condition),
        Rule::Limit { .. } => None,
    }
}

fn operands<'a>(condition: &'a Condition, used: &mut BTreeSet<&'a str>) {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            parts.iter().for_each(|part| operands(&part.node, used));
        }
        Condition::Test { operator, .. } => {
            if let Operator::Compare(_, operand) = &operator.node
                && let Operand::Name(name) = &operand.node
            {
                used.insert(name);
            }
        }
    }
}
