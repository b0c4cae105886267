//! Tools whose arguments nobody describes.

use std::sync::Arc;

use super::places;
use super::tool_names::{list_if_several, tool_or_count};
use crate::catalog::Tool;
use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-schema",
    weight: Weight::Warn,
    summary: "an allowed tool has no schema, so that its arguments aren't checked",
    check: Check::Policy(check),
};

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let found = context.callable().filter_map(|tool| Some((tool, undescribed(tool)?)));
    places::concerns(context, found, move |place, tools, found| {
        let first = places::of_these(found, tools).next();
        let finding = Finding::warn(LINT.name, place, message(tools)).help(help(tools));
        match first {
            Some((_, tool)) => finding.label(tool.name_span(), "describes no argument"),
            None => finding,
        }
    })
}

/// The tool's definition, where that describes no arguments.
fn undescribed<'a>(tool: &Callable<'a>) -> Option<&'a Tool> {
    tool.tool.filter(|tool| tool.schema().is_none_or(says_nothing))
}

/// `{}`; a schema that says `"type": "object"` may well mean that there are no arguments.
fn says_nothing(schema: &str) -> bool {
    schema.bytes().filter(|byte| !byte.is_ascii_whitespace()).eq(*b"{}")
}

fn message(tools: &[Arc<str>]) -> String {
    let verb = if tools.len() == 1 { "has" } else { "have" };
    format!("{} {verb} no schema: no argument can be checked", tool_or_count(tools))
}

fn help(tools: &[Arc<str>]) -> String {
    format!(
        "ask for an `inputSchema` where the server is made, or leave the tool out{}",
        list_if_several(tools)
    )
}
