//! Arguments of which nobody can tell what they are, beside those that a rule bounds.

use std::sync::Arc;

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::threat::{self, FreeArgument};
use crate::witness::Callable;

use super::per_tool::place_of;
use super::things::Thing;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "free-argument",
    weight: Weight::Pedantic,
    summary: "nothing tells what an argument of a tool that runs, pays, grants or sends is, and it may be anything",
    check: Check::Issues(check),
};

/// How many arguments are named.
const MAX_NAMES: usize = 8;

fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let open = context.callable().filter(|tool| !superseded.has_tool(tool.name));
    open.filter_map(|tool| issue(context, tool, superseded)).collect()
}

/// One issue about all free arguments of a tool; those that say where it acts are
/// `key-argument-free`'s.
fn issue<'s>(
    context: &'s LintContext<'_>,
    tool: &'s Callable<'_>,
    superseded: &Superseded,
) -> Option<Issue<'s>> {
    let mut free = match threat::free_arguments(&context.finder, tool) {
        Ok(free) => free,
        Err(reason) => {
            let place = place_of(context, tool);
            return Some(Issue::unsure(vec![Arc::clone(tool.name)], place, reason));
        }
    };
    free.retain(|free| {
        let path = free.found.leaf.path.outside_lists();
        Thing::of(tool, free.found).is_none() && !superseded.has_argument(tool.name, &path)
    });
    let draft = draft(context, tool, &free)?;
    let issue = Issue::of_tools(vec![Arc::clone(tool.name)], move |_| draft.clone());
    let paths = free.iter().map(|free| free.found.leaf.path.outside_lists());
    Some(paths.fold(issue, Issue::about_argument))
}

fn draft(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    free: &[FreeArgument<'_>],
) -> Option<Draft> {
    let first = free.first()?;
    let verb = if free.len() == 1 { "is" } else { "are" };
    let message = format!("nothing tells what {} of {} {verb}", names(free), tick(tool.name));
    let draft = Draft::new(place_of(context, tool), message)
        .note("any value is accepted")
        .help("write a `require` for the values that are meant, or `approve` the tool")
        .call(Some(first.call.clone()));
    Some(draft)
}

fn names(free: &[FreeArgument<'_>]) -> String {
    let name = |free: &FreeArgument<'_>| {
        let path = &free.found.leaf.path;
        let text = match path.is_in_list() {
            true => format!("args.{path}"),
            false => argument_text(&path.outside_lists()),
        };
        tick(&text)
    };
    let shown: Vec<_> = free.iter().take(MAX_NAMES).map(name).collect();
    match free.len().saturating_sub(MAX_NAMES) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
