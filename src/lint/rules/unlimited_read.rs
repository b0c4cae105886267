//! Tools that read without a limit.

use super::tool_names::{list_if_several, tool_or_count};
use super::{places, rates};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::risk::Class;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unlimited-read",
    weight: Weight::Pedantic,
    summary: "a tool that reads has no limit",
    check: Check::Policy(check),
};

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let unlimited = context.callable().filter(|tool| {
        tool.class() == Some(Class::Read) && rates::counting(context, tool).next().is_none()
    });
    places::concerns(context, unlimited.map(|tool| (tool, ())), move |span, tools, _| {
        Finding::warn(
            LINT.name,
            span,
            format!("{} can read without any limit", tool_or_count(tools)),
        )
        .help(format!("add `limit 60 per minute`{}", list_if_several(tools)))
    })
}
