//! Tools whose arguments nobody describes.

use std::sync::Arc;

use super::per_tool::ToolLint;
use super::tool_names::{list_if_several, tool_or_count};
use crate::catalog::Tool;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::source::Span;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "missing-schema",
    weight: Weight::Warn,
    summary: "an allowed tool has no schema, so its arguments aren't checked",
    check: Check::per_tool::<MissingSchema>(),
};

/// [`LINT`]
pub(in crate::lint) struct MissingSchema;

impl ToolLint for MissingSchema {
    type Found<'s> = &'s Tool;

    fn find<'s>(_: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>> {
        undescribed(tool)
    }

    fn draft(_: &LintContext<'_>, place: Span, tools: &Remaining<'_, Self::Found<'_>>) -> Draft {
        let (_, tool) = tools.first();
        Draft::new(place, message(tools.names()))
            .help(help(tools.names()))
            .label(tool.name_span(), "describes no argument")
    }
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
