//! Tools that can be called and that nobody can tell the class of.

use super::places;
use super::tool_names::{list_if_several, tool_or_count};
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unclassified-allowed",
    weight: Weight::Warn,
    summary: "a tool is allowed and nothing tells what it does",
    check: Check::Policy(check),
};

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let unknown = context.callable().filter(|it| it.tool.is_some() && it.class().is_none());
    places::concerns(context, unknown.map(|tool| (tool, ())), move |span, tools, _| {
        Finding::warn(
            LINT.name,
            span,
            format!("nothing tells what {} may do", tool_or_count(tools)),
        )
        .note("no other finding looks at what they do")
        .help(format!(
            "say what it is, as in `classify {} as read because \"…\"`{}",
            tools.first().map_or("NAME", |tool| &**tool),
            list_if_several(tools)
        ))
    })
}
