//! Tools that write or run, and may do so without end.

use super::tool_names::{list_if_several, tool_or_count};
use super::{places, rates};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::risk::Class;
use crate::witness::{Callable, example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unlimited-write",
    weight: Weight::Warn,
    summary: "a tool that writes or runs something has no limit",
    check: Check::Policy(check),
};

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let unlimited = context.callable().filter(|tool| is_unlimited(context, tool));
    places::concerns(context, unlimited.map(|tool| (tool, ())), move |span, tools, _| {
        let message = format!("{} can change things without any limit", tool_or_count(tools));
        Finding::warn(LINT.name, span, message)
            .help(format!(
                "add `limit {} per minute`, or what the work needs{}",
                context.thresholds.write_per_minute,
                list_if_several(tools)
            ))
            .call(example_call(&context.finder, context.callable_among(tools)))
    })
}

fn is_unlimited(context: &LintContext<'_>, tool: &Callable<'_>) -> bool {
    matches!(tool.class(), Some(Class::Write | Class::Execute))
        && rates::counting(context, tool).next().is_none()
}
