//! A constant that nothing uses.

use super::{removal, uses};
use crate::finding::{Finding, Safety, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::syntax::ast::Statement;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-let",
    weight: Weight::Warn,
    summary: "a constant is defined and never used",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let used = uses::constants(subject);
    let unused = subject.own_statements().iter().filter_map(|statement| match &statement.node {
        Statement::Let { name, .. } if !used.contains(name.node.as_str()) => {
            Some((name, statement.span))
        }
        _ => None,
    });
    let findings = unused.map(|(name, span)| {
        Finding::warn(LINT.name, name.span, format!("nothing uses {}", tick(&name.node)))
            .help("remove it, or write its name where the value stands")
            .fix(Some(removal::of(span, "constant", Safety::Safe)))
    });
    findings.map(Concern::of_policy).collect()
}
