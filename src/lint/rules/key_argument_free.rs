//! A tool that changes things may do so anywhere.

use std::sync::Arc;

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::risk::{Class, FoundRole};
use crate::strings::tick;
use crate::witness::Callable;

use super::per_tool::issues_of;
use super::things;
use super::tool_names::tool_or_count;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "key-argument-free",
    weight: Weight::Pedantic,
    summary: "the argument that says where a tool acts has no condition",
    check: Check::Issues(check),
};

/// How many tools are named with their arguments.
const MAX_NAMES: usize = 12;

fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let changing = context.callable().filter(|tool| tool.is_at_least(Class::Write));
    let open = changing.filter(|tool| !superseded.has_tool(tool.name));
    let found = open.filter_map(|tool| Some((tool, free_arguments(context, tool, superseded)?)));
    issues_of(context, found, |place, tools| {
        let lines: Vec<_> = tools.iter().map(line).collect();
        let names = tool_or_count(tools.names());
        Draft::new(place, format!("no condition restricts where {names} may act"))
            .note("any value of these arguments is accepted")
            .help(format!("write a `require` for the values that are meant:\n  {}", cut(&lines)))
    })
}

/// As in `` `create_issue`: `owner`, `repo` ``.
fn line((tool, arguments): &(Arc<str>, Vec<String>)) -> String {
    let arguments: Vec<_> = arguments.iter().map(|name| tick(name)).collect();
    format!("{}: {}", tick(tool), arguments.join(", "))
}

fn cut(lines: &[String]) -> String {
    let shown = lines.get(..MAX_NAMES.min(lines.len())).unwrap_or_default().join("\n  ");
    match lines.len().saturating_sub(MAX_NAMES) {
        0 => shown,
        more => format!("{shown}\n  and {more} more"),
    }
}

/// The arguments that say where a tool acts and that no rule bounds.
fn free_arguments(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    superseded: &Superseded,
) -> Option<Vec<String>> {
    let open = |found: &&FoundRole<'_>| {
        !things::is_bounded(context, tool, found)
            && !superseded.has_argument(tool.name, &found.leaf.path.outside_lists())
    };
    let things = things::of_tool(tool).into_values().flatten();
    let free: Vec<_> = things.filter(open).map(|found| found.leaf.path.to_string()).collect();
    (!free.is_empty()).then_some(free)
}
