//! Groups that nothing uses.

use std::collections::BTreeSet;

use super::edits;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, trees};
use crate::strings::tick;
use crate::syntax::ast::{Statement, TermKind};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-group",
    weight: Weight::Warn,
    summary: "nothing uses a group",
    check: Check::Policy(check),
};

fn check(context: &LintContext<'_>) -> Vec<Draft> {
    let used = used(context);
    let unused = context.own_statements().filter_map(|statement| match &statement.node {
        Statement::Group { name, .. } if !used.contains(name.node.as_str()) => {
            Some((statement, name))
        }
        _ => None,
    });
    unused
        .map(|(statement, name)| {
            let message = format!("nothing uses the group {}", tick(&name.node));
            Draft::new(name.span, message)
                .help(format!(
                    "remove it, or write `{} tools` where its tools are meant",
                    name.node
                ))
                .fix(Some(edits::remove_statement(statement.span)))
        })
        .collect()
}

/// The groups that selectors name, in all files: names are shared.
fn used<'s>(context: &'s LintContext<'_>) -> BTreeSet<&'s str> {
    let statements = context.parts.iter().flat_map(|part| &part.file.statements);
    statements
        .flat_map(|statement| trees::terms(&statement.node))
        .filter_map(|term| match &term.node {
            TermKind::Set(set) | TermKind::Taking { set: Some(set), .. } => Some(set.node.as_str()),
            TermKind::Name { .. } | TermKind::Glob { .. } | TermKind::Taking { .. } => None,
        })
        .collect()
}
