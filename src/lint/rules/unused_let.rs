//! Constants that nothing uses.

use std::collections::BTreeSet;

use super::edits;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, trees};
use crate::strings::tick;
use crate::syntax::ast::{Operand, Operator, Statement};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-let",
    weight: Weight::Warn,
    summary: "nothing uses a constant",
    check: Check::Policy(check),
};

fn check(context: &LintContext<'_>) -> Vec<Draft> {
    let used = used(context);
    let unused = context.own_statements().filter_map(|statement| match &statement.node {
        Statement::Let { name, .. } if !used.contains(name.node.as_str()) => {
            Some((statement, name))
        }
        _ => None,
    });
    unused
        .map(|(statement, name)| {
            let message = format!("nothing uses the constant {}", tick(&name.node));
            Draft::new(name.span, message)
                .help("remove it, or write it where its value is meant")
                .fix(Some(edits::remove_statement(statement.span)))
        })
        .collect()
}

/// The names that stand after operators, in all files: names are shared.
fn used<'s>(context: &'s LintContext<'_>) -> BTreeSet<&'s str> {
    let statements = context.parts.iter().flat_map(|part| &part.file.statements);
    let operators = statements.flat_map(|it| trees::tests(&it.node)).map(|(_, operator)| operator);
    operators
        .flat_map(|operator| match &operator.node {
            Operator::Compare(_, operand) => names(&operand.node),
            Operator::Exists | Operator::Missing | Operator::Matches(_) => Vec::new(),
        })
        .collect()
}

/// The constants that an operand names.
fn names(operand: &Operand) -> Vec<&str> {
    match operand {
        Operand::Name(name) => vec![name.as_str()],
        Operand::List(choices) => choices.iter().flat_map(|choice| names(&choice.node)).collect(),
        Operand::Value(_) => Vec::new(),
    }
}
