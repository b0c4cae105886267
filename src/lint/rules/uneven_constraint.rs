//! An argument that is bounded for one tool and free for another.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::Call;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::condition::{Path, Test};
use crate::risk::{Class, FoundRole, LeafPath};
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::syntax::argument_text;
use crate::witness::Callable;

use super::per_tool::place_of;
use super::strangers;
use super::things::{self, Thing};
use super::tool_names::list_tools;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "uneven-constraint",
    weight: Weight::Warn,
    summary: "an argument has a condition for one tool and none for another",
    check: Check::Issues(check),
};

/// How many places of one finding are shown.
const MAX_LABELS: usize = 6;

/// How many tools are named with their arguments.
const MAX_NAMES: usize = 12;

/// The first tool that has a condition on a thing, and that condition.
struct Held<'s> {
    tool: &'s Arc<str>,
    test: &'s Test,
    /// Whether it lets no stranger's value through.
    bounds_it: bool,
}

/// A tool's argument that has no such condition, where the tool is allowed, and a call of it.
struct Free<'s> {
    path: &'s LeafPath,
    place: Span,
    call: Option<Call>,
}

fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let held = held(context);
    if held.is_empty() {
        return Vec::new();
    }
    let mut free: BTreeMap<Thing, Found<Free<'s>>> = BTreeMap::new();
    let changing = context.callable().filter(|tool| tool.is_at_least(Class::Write));
    for tool in changing.filter(|tool| !superseded.has_tool(tool.name)) {
        for (thing, found) in free_of(context, tool, &held, superseded) {
            let (path, place) = (&found.leaf.path, place_of(context, tool));
            let call = strangers::find_call_at(context, tool, found).found();
            let own = (Arc::clone(tool.name), Free { path, place, call });
            free.entry(thing).or_default().push(own);
        }
    }
    let issue = |(thing, tools): (Thing, Found<Free<'s>>)| {
        let Held { tool, test, .. } = *held.get(&thing)?;
        let paths: BTreeSet<Path> =
            tools.iter().map(|(_, free)| free.path.outside_lists()).collect();
        let issue = Issue::of_found(tools, move |tools| draft((tool, test), tools));
        Some(paths.into_iter().fold(issue, Issue::about_argument))
    };
    free.into_iter().filter_map(issue).collect()
}

/// `held` is the first tool that has a condition on the thing, and that condition; each of the
/// others is found where it is allowed.
fn draft(held: (&Arc<str>, &Test), tools: &Remaining<'_, Free<'_>>) -> Draft {
    let (tool, test) = (tick(held.0), held.1);
    let bounded = test.path.join(".");
    let alike = tools.iter().all(|(_, free)| free.path.to_string() == bounded);
    let others = if alike { list_tools(tools.names()) } else { arguments(tools) };
    let message = format!("{} is bounded for {tool} and free for {others}", tick(&bounded));
    let in_list = tools.iter().any(|(_, free)| free.path.is_in_list());
    let help = match in_list {
        true => "no condition names what is in a list: write conditions on the others, and \
                 `approve` what takes a list"
            .to_owned(),
        false if alike => {
            format!(
                "write a condition on {} for {others}, or take it out",
                tick(&argument_text(&test.path))
            )
        }
        false => format!("write a condition for {others}, or take it out"),
    };
    let draft = Draft::new(test.span, message)
        .note("bounded here")
        .help(help)
        .call(tools.first_found().call.clone());
    let places: BTreeSet<Span> = tools.iter().map(|(_, free)| free.place).collect();
    let label = |draft: Draft, place| draft.label(place, "free here");
    places.into_iter().take(MAX_LABELS).fold(draft, label)
}

/// As in `` `write_file` (`path`) and `push_files` (`files[].path`) ``.
fn arguments(tools: &Remaining<'_, Free<'_>>) -> String {
    let named = tools.iter().map(|(tool, free)| {
        let path = free.path.to_string();
        format!("{} ({})", tick(tool), tick(&path))
    });
    let mut named: Vec<_> = named.collect();
    let more = named.len().saturating_sub(MAX_NAMES);
    named.truncate(MAX_NAMES);
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { joined(&named) }
}

/// What has a condition somewhere, each with the first that bounds it, else the first.
fn held<'s>(context: &'s LintContext<'_>) -> BTreeMap<Thing, Held<'s>> {
    let mut held: BTreeMap<Thing, Held<'s>> = BTreeMap::new();
    for tool in context.callable().filter(|tool| !tool.rules.is_empty()) {
        for (thing, arguments) in things::of_tool(tool) {
            if held.get(&thing).is_some_and(|held| held.bounds_it) {
                continue;
            }
            let tests = arguments.iter().filter_map(|found| things::test_of(tool, found));
            for test in tests {
                let bounds_it = things::bounds_it(context, tool, test);
                let own = Held { tool: tool.name, test, bounds_it };
                match held.entry(thing.clone()) {
                    Entry::Vacant(place) => drop(place.insert(own)),
                    Entry::Occupied(mut place) if bounds_it && !place.get().bounds_it => {
                        place.insert(own);
                    }
                    Entry::Occupied(_) => {}
                }
            }
        }
    }
    held
}

/// The first free argument of each thing that is held elsewhere and for no argument of this tool.
fn free_of<'s>(
    context: &LintContext<'_>,
    tool: &'s Callable<'_>,
    held: &BTreeMap<Thing, Held<'_>>,
    superseded: &Superseded,
) -> Vec<(Thing, &'s FoundRole<'s>)> {
    let open = |found: &FoundRole<'_>, held: &Held<'_>| {
        let is_said = superseded.has_argument(tool.name, &found.leaf.path.outside_lists());
        let is_weaker = || held.bounds_it && !things::is_bounded(context, tool, found);
        !is_said && (things::test_of(tool, found).is_none() || is_weaker())
    };
    let free = |(thing, arguments): (Thing, Vec<&'s FoundRole<'s>>)| {
        let held = held.get(&thing)?;
        let all = arguments.iter().all(|found| open(found, held));
        let first = arguments.into_iter().next().filter(|_| all)?;
        Some((thing, first))
    };
    things::of_tool(tool).into_iter().filter_map(free).collect()
}
