//! An argument that is bounded for one tool and free for another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::condition::Test;
use crate::risk::{Class, Evidence, is_scoping};
use crate::source::Span;
use crate::strings::tick;
use crate::witness::Callable;

use super::bounds;
use super::per_tool::place_of;
use super::tool_names::list_tools;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "uneven-constraint",
    weight: Weight::Warn,
    summary: "an argument has a condition for one tool and none for another",
    check: Check::Issues(check),
};

/// How many places of one finding are shown.
const MAX_LABELS: usize = 6;

fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let held = held(context);
    let changing = context.callable().filter(|tool| tool.is_at_least(Class::Write));
    let open = changing.filter(|tool| !superseded.has_tool(tool.name));
    let mut free: BTreeMap<&str, Found<Span>> = BTreeMap::new();
    for tool in open.filter(|_| !held.is_empty()) {
        for argument in free_of(context, tool, &held) {
            let found = (Arc::clone(tool.name), place_of(context, tool));
            free.entry(argument).or_default().push(found);
        }
    }
    let issue = |(argument, free): (&'s str, Found<Span>)| {
        let held = *held.get(argument)?;
        let issue = Issue::of_found(free, move |tools| draft(argument, held, tools));
        Some(issue.about_argument(vec![argument.to_owned()]))
    };
    free.into_iter().filter_map(issue).collect()
}

/// `held` is the first tool that has a condition on the argument, and that condition; each of the
/// others is found where it is allowed.
fn draft(argument: &str, held: (&Arc<str>, &Test), tools: &Remaining<'_, Span>) -> Draft {
    let (argument, tool, test) = (tick(argument), tick(held.0), held.1);
    let others = list_tools(tools.names());
    let message = format!("{argument} is bounded for {tool} and free for {others}");
    let draft = Draft::new(test.span, message)
        .note("bounded here")
        .help(format!("write a condition on {argument} for {others}, or take it out"));
    let places: BTreeSet<Span> = tools.iter().map(|(_, place)| *place).collect();
    let label = |draft: Draft, place| draft.label(place, "free here");
    places.into_iter().take(MAX_LABELS).fold(draft, label)
}

/// The arguments that have a condition, each with the first.
type Held<'s> = BTreeMap<&'s str, (&'s Arc<str>, &'s Test)>;

/// The arguments that bound the reach of a tool and have a condition there.
fn held<'s>(context: &'s LintContext<'_>) -> Held<'s> {
    let mut held = Held::new();
    let mut scoping: BTreeMap<&str, bool> = BTreeMap::new();
    for tool in context.callable().filter(|tool| !tool.rules.is_empty()) {
        for test in bounds::limiting(tool) {
            let Some(name) = test.path.first() else { continue };
            let may = *scoping.entry(name).or_insert_with(|| is_scoping(name));
            if may && !held.contains_key(name.as_str()) && reach(tool).contains(name) {
                held.insert(name, (tool.name, test));
            }
        }
    }
    held
}

/// The arguments among these that a tool has, that bound its reach, and that are free.
fn free_of<'s>(context: &LintContext<'_>, tool: &Callable<'_>, held: &Held<'s>) -> Vec<&'s str> {
    let schema = tool.tool.and_then(|tool| tool.schema()).unwrap_or_default();
    let free = |name: &&str| {
        !bounds::limits(tool, name)
            || !bounds::bounds(context, tool, name) && is_bounded(context, held, name)
    };
    let has = |name: &&str| schema.contains(&crate::json::quoted(name));
    let named: Vec<&str> = held.keys().copied().filter(free).filter(has).collect();
    if named.is_empty() {
        return named;
    }
    let reach = reach(tool);
    named.into_iter().filter(|name| reach.iter().any(|own| own == name)).collect()
}

/// Whether the condition on an argument is proved to bound it.
fn is_bounded(context: &LintContext<'_>, held: &Held<'_>, name: &str) -> bool {
    let Some((tool, test)) = held.get(name) else { return false };
    let tool = context.callable_named(tool);
    tool.is_some_and(|tool| bounds::is_bounded(context, tool, &test.path))
}

/// The names of the arguments that bound a tool's reach.
fn reach(tool: &Callable<'_>) -> Vec<String> {
    let arguments = tool.profile().map(|profile| profile.scoping_arguments()).unwrap_or_default();
    arguments.iter().filter_map(Evidence::argument).map(str::to_owned).collect()
}
