//! Tools that destroy, with any arguments.

use super::places;
use super::tool_names::{list_if_several, tool_or_count};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::risk::Class;
use crate::witness::{Callable, example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "destructive-allowed",
    weight: Weight::Deny,
    summary: "a tool that destroys can be called with any arguments",
    check: Check::Policy(check),
};

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let free = context.callable().filter(|tool| is_free(tool));
    places::concerns(context, free.map(|tool| (tool, ())), move |span, tools, _| {
        let message =
            format!("{} may destroy things, whatever the arguments", tool_or_count(tools));
        Finding::warn(LINT.name, span, message)
            .help(format!(
                "write `hide` or `approve`, or `require` what may be touched{}",
                list_if_several(tools)
            ))
            .call(example_call(&context.finder, context.callable_among(tools)))
    })
}

fn is_free(tool: &Callable<'_>) -> bool {
    tool.class() == Some(Class::Destructive) && tool.conditions().next().is_none()
}
