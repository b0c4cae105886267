//! Ways through the tree of a file, for lints that look at what is written.

use crate::source::Spanned;
use crate::syntax::ast::{Condition, Operator, Path, Rule, Selector, Statement, Term};

/// The tools that a statement is about.
pub(crate) fn selector(statement: &Statement) -> Option<&Selector> {
    match statement {
        Statement::Group { selector, .. }
        | Statement::Allow { selector, .. }
        | Statement::Restrict { selector, .. }
        | Statement::Deny { selector, .. }
        | Statement::Approve { selector, .. }
        | Statement::Hide(selector)
        | Statement::Never { selector, .. } => Some(selector),
        Statement::Accept { selector, .. } => selector.as_ref(),
        _ => None,
    }
}

/// Every term of a statement, those that it excepts among them.
pub(super) fn terms(statement: &Statement) -> impl Iterator<Item = &Term> {
    let classified = match statement {
        Statement::Classify { tools, .. } => tools.as_slice(),
        _ => &[],
    };
    let selected = selector(statement).into_iter();
    classified.iter().chain(selected.flat_map(|it| it.terms.iter().chain(&it.except)))
}

/// The rules in a statement's braces.
pub(super) fn rules(statement: &Statement) -> &[Spanned<Rule>] {
    match statement {
        Statement::Allow { rules: Some(rules), .. } | Statement::Restrict { rules, .. } => rules,
        _ => &[],
    }
}

/// What a rule asks of a call's arguments.
pub(super) fn condition(rule: &Rule) -> Option<&Spanned<Condition>> {
    match rule {
        Rule::Require { condition, .. }
        | Rule::DenyWhen { condition, .. }
        | Rule::ApproveWhen { condition, .. } => Some(condition),
        Rule::Limit { .. } => None,
    }
}

/// Every test of a statement, in the order of the text.
pub(super) fn tests(
    statement: &Statement,
) -> impl Iterator<Item = (&Spanned<Path>, &Spanned<Operator>)> {
    let never = match statement {
        Statement::Never { when: Some(when), .. } => Some(when),
        _ => None,
    };
    let conditions = rules(statement).iter().filter_map(|rule| condition(&rule.node));
    conditions.chain(never).flat_map(Spanned::tests).map(|test| (test.path, test.operator))
}
