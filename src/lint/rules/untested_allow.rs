//! Tools that change things and that no test of the file calls.

use std::collections::BTreeSet;

use super::places;
use super::words::{counted, listed};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Callable, Concern, Subject};
use crate::risk::Class;
use crate::source::Spanned;
use crate::syntax::ast::{Statement, Step};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "untested-allow",
    weight: Weight::Pedantic,
    summary: "an allowed tool that changes things is called by no `test`",
    check: Check::Policy(check),
};

fn check<'s>(subject: &'s Subject<'_>) -> Vec<Concern<'s>> {
    let tested: BTreeSet<&str> = subject.own_statements().iter().flat_map(called).collect();
    let untested = subject.callable().filter(|tool| {
        is_own(tool) && !tested.contains(&**tool.name) && tool.is_at_least(Class::Write)
    });
    let places = places::group(subject, untested.map(|tool| (tool, ())));
    let concern = |(span, found)| {
        Concern::of_tools(places::names(&found), move |tools| {
            let count = counted(tools.len(), "tool");
            Finding::warn(LINT.name, span, format!("no test calls {count} that this allows")).help(
                format!(
                    "write a `test` with a call that must pass and one that must not: {}",
                    listed(tools)
                ),
            )
        })
    };
    places.into_iter().map(concern).collect()
}

/// Whether the file itself allows the tool.
fn is_own(tool: &Callable<'_>) -> bool {
    tool.allowed.is_some_and(|(statement, _)| statement.own)
}

/// The tools that a test calls.
fn called(statement: &Spanned<Statement>) -> Vec<&str> {
    let Statement::Test { steps, .. } = &statement.node else { return Vec::new() };
    let calls = steps.iter().filter_map(|step| match &step.node {
        Step::Call { tool, .. } => Some(tool.node.as_str()),
        Step::Wait { .. } => None,
    });
    calls.collect()
}
