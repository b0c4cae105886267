//! Tools that change something and that no test calls.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::per_tool::issues_of;
use super::tool_names::{list_if_several, tool_or_count};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::risk::Class;
use crate::syntax::ast::{Statement, Step};
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "untested-allow",
    weight: Weight::Pedantic,
    summary: "no test calls an allowed tool that changes things",
    check: Check::Issues(check),
};

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let tested = tested(context);
    let untested = |tool: &&Callable<'_>| {
        let own = tool.allowed.is_some_and(|(statement, _)| statement.own);
        own && !tested.contains(&**tool.name) && tool.is_at_least(Class::Write)
    };
    let found = context.callable().filter(untested).map(|tool| (tool, ()));
    issues_of(context, found, |place, tools| {
        let message = format!("no test calls {}", tool_or_count(tools.names()));
        Draft::new(place, message).help(help(tools.names()))
    })
}

/// The tools that the file's own tests call; those of included files run with them alone.
fn tested<'s>(context: &'s LintContext<'_>) -> BTreeSet<&'s str> {
    let own = context.parts.iter().filter(|part| part.own);
    let statements = own.flat_map(|part| &part.file.statements);
    let steps = statements.flat_map(|statement| match &statement.node {
        Statement::Test { steps, .. } => steps.as_slice(),
        _ => &[],
    });
    steps
        .filter_map(|step| match &step.node {
            Step::Call { tool, .. } => Some(tool.node.as_str()),
            Step::Wait { .. } => None,
        })
        .collect()
}

fn help(tools: &[Arc<str>]) -> String {
    let steps = "`call TOOL { … } => allow` for what must pass, `=> deny` for what must not";
    format!("write a `test` with {steps}{}", list_if_several(tools))
}
