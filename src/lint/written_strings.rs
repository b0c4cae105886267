//! What a file writes out, text by text, and what each text is there for.

use super::trees::{rules, terms, tests};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Operand, Operator, Rule, Statement, Step, Text};

/// What a text is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It must be the same as another text to count: a tool, an argument, a file.
    Name,
    /// Arguments are compared with it.
    Value,
    /// The same, as a regular expression.
    Pattern,
    /// A person or an agent reads it.
    Prose,
    /// The arguments of a test's call, which may be anything.
    Data,
}

/// A text and where it is written; a list is one text.
pub(super) type Written = (Role, Span);

/// The texts of a statement, in no order.
pub(super) fn texts(statement: &Statement) -> Vec<Written> {
    let mut texts: Vec<Written> = terms(statement).map(|term| (Role::Name, term.span)).collect();
    texts.extend(tests(statement).flat_map(|(path, operator)| {
        let keys = path.node.keys.iter().map(name);
        keys.chain(operand(&operator.node)).collect::<Vec<_>>()
    }));
    texts.extend(rules(statement).iter().flat_map(|rule| of_rule(&rule.node)));
    texts.extend(own(statement));
    texts
}

fn own(statement: &Statement) -> Vec<Written> {
    match statement {
        Statement::Policy(text) => vec![prose(text)],
        Statement::Catalog(text) | Statement::Include(text) => vec![name(text)],
        Statement::Let { value, .. } => vec![(Role::Value, value.span)],
        Statement::Classify { because, .. } | Statement::Accept { because, .. } => {
            vec![prose(because)]
        }
        Statement::Deny { because, .. } | Statement::Approve { because, .. } => {
            because.iter().map(prose).collect()
        }
        Statement::Test { name, steps } => {
            let steps = steps.iter().flat_map(|step| of_step(&step.node));
            steps.chain([prose(name)]).collect()
        }
        _ => Vec::new(),
    }
}

fn of_rule(rule: &Rule) -> Vec<Written> {
    match rule {
        Rule::Require { because, .. }
        | Rule::DenyWhen { because, .. }
        | Rule::ApproveWhen { because, .. } => because.iter().map(prose).collect(),
        Rule::Limit { sum, counter, .. } => {
            let keys = sum.iter().flat_map(|path: &Spanned<_>| &path.node.keys);
            keys.chain(counter).map(name).collect()
        }
    }
}

fn of_step(step: &Step) -> Vec<Written> {
    match step {
        Step::Call { tool, arguments, message, .. } => {
            let message = message.iter().map(prose);
            message.chain([name(tool), (Role::Data, arguments.span)]).collect()
        }
        Step::Wait { .. } => Vec::new(),
    }
}

fn operand(operator: &Operator) -> Option<Written> {
    match operator {
        Operator::Matches(regex) => Some((Role::Pattern, regex.pattern.span)),
        Operator::Compare(_, Spanned { node: Operand::Value(_) | Operand::List(_), span }) => {
            Some((Role::Value, *span))
        }
        Operator::Compare(..) | Operator::Exists | Operator::Missing => None,
    }
}

fn name(text: &Text) -> Written {
    (Role::Name, text.span)
}

fn prose(text: &Text) -> Written {
    (Role::Prose, text.span)
}
