//! A group that nothing uses.

use super::{removal, uses};
use crate::finding::{Finding, Safety, tick};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Concern, Subject};
use crate::syntax::ast::Statement;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unused-group",
    weight: Weight::Warn,
    summary: "a group is defined and never used",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let used = uses::groups(subject);
    let unused = subject.own_statements().iter().filter_map(|statement| match &statement.node {
        Statement::Group { name, .. } if !used.contains(name.node.as_str()) => {
            Some((name, statement.span))
        }
        _ => None,
    });
    let findings = unused.map(|(name, span)| {
        let name_tools = tick(&format!("{} tools", name.node));
        Finding::warn(LINT.name, name.span, format!("nothing says {name_tools}"))
            .note("so the statements that were to be about these tools aren't")
            .help(format!("remove it, or write {name_tools} where the tools are meant"))
            .fix(Some(removal::of(span, "group", Safety::Safe)))
    });
    findings.map(Concern::of_policy).collect()
}
