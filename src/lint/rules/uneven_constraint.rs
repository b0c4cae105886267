//! An argument that is bounded for one tool and free for another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::Formula;
use crate::finding::Call;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::condition::{Path, Test};
use crate::policy::semantics::of_test;
use crate::risk::{FoundRole, LeafPath, Role};
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::syntax::argument_text;
use crate::witness::Callable;

use super::bounds;
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

/// A tool that has a condition on a thing, and that condition.
struct Held<'s, 'a> {
    tool: &'s Callable<'a>,
    test: &'a Test,
    /// Whether the tool deletes, and changes nothing else.
    only_deletes: bool,
    /// Whether the tool changes what its arguments name.
    changes: bool,
}

/// The tools that have a condition on a thing, in their order.
type AllHeld<'s, 'a> = BTreeMap<Thing, Vec<Held<'s, 'a>>>;

/// A tool's argument that has no such condition, where the tool is allowed, and a call of it.
struct Free<'s> {
    path: &'s LeafPath,
    place: Span,
    /// Whether some condition speaks of it all the same.
    is_ruled: bool,
    call: Option<Call>,
}

fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let held = held(context);
    if held.is_empty() {
        return Vec::new();
    }
    let mut free: BTreeMap<(Thing, Span), Uneven<'s>> = BTreeMap::new();
    for tool in context.callable().filter(|tool| !superseded.has_tool(tool.name)) {
        for (thing, held, found) in free_of(context, tool, &held, superseded) {
            let (path, place) = (&found.leaf.path, place_of(context, tool));
            let is_ruled = things::test_of(tool, found).is_some();
            let calls = if is_ruled { held.refused_of(found) } else { Formula::ALWAYS };
            let call = strangers::find_call_at(context, tool, &calls, found).found();
            let own = (Arc::clone(tool.name), Free { path, place, is_ruled, call });
            let bounds = held.bounds_it(context);
            let new = || Uneven { held: (held.tool.name, held.test), bounds, tools: Vec::new() };
            free.entry((thing, held.test.span)).or_insert_with(new).tools.push(own);
        }
    }
    free.into_values().map(Uneven::issue).collect()
}

/// A condition, and the tools that have none like it.
struct Uneven<'s> {
    held: (&'s Arc<str>, &'s Test),
    /// Whether it lets no stranger's value through.
    bounds: bool,
    tools: Found<Free<'s>>,
}

impl<'s> Uneven<'s> {
    fn issue(self) -> Issue<'s> {
        let Self { held, bounds, tools } = self;
        let paths: BTreeSet<Path> =
            tools.iter().map(|(_, free)| free.path.outside_lists()).collect();
        let issue = Issue::of_found(tools, move |tools| draft(held, bounds, tools));
        paths.into_iter().fold(issue, Issue::about_argument)
    }
}

/// `held` is a tool that has a condition on the thing, and that condition; each of the others is
/// found where it is allowed. A condition may say something and bound nothing.
fn draft(held: (&Arc<str>, &Test), bounds: bool, tools: &Remaining<'_, Free<'_>>) -> Draft {
    let (tool, test) = (tick(held.0), held.1);
    let bounded = test.path.join(".");
    let alike = tools.iter().all(|(_, free)| free.path.to_string() == bounded);
    let others = if alike { list_tools(tools.names()) } else { arguments(tools) };
    let (here, rest) = match (bounds, tools.iter().any(|(_, free)| free.is_ruled)) {
        (true, true) => ("is bounded", "not"),
        (true, false) => ("is bounded", "free"),
        (false, _) => ("has a condition", "none"),
    };
    let message = format!("{} {here} for {tool} and {rest} for {others}", tick(&bounded));
    let in_list = tools.iter().any(|(_, free)| free.path.is_in_list());
    let them = if tools.names().len() == 1 { "it" } else { "them" };
    let help = match in_list {
        true => "no condition names what is in a list: write conditions on the others, and \
                 `approve` what takes a list"
            .to_owned(),
        false if alike => {
            format!(
                "write a condition on {} for {others}, or `approve` {them}",
                tick(&argument_text(&test.path))
            )
        }
        false => format!("write a condition for {others}, or `approve` {them}"),
    };
    let draft = Draft::new(test.span, message)
        .note(if bounds { "bounded here" } else { "only here" })
        .help(help)
        .call(tools.first_found().call.clone());
    let places: BTreeSet<_> = tools.iter().map(|(_, free)| (free.place, free.is_ruled)).collect();
    let label = |draft: Draft, (place, is_ruled)| {
        draft.label(place, if is_ruled { "bounded less here" } else { "free here" })
    };
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

/// What has a condition somewhere.
fn held<'s, 'a>(context: &'s LintContext<'a>) -> AllHeld<'s, 'a> {
    let mut held = AllHeld::new();
    for tool in context.callable().filter(|tool| !bounds::limiting(tool).is_empty()) {
        let (only_deletes, changes) = (things::only_deletes(tool), things::changes(tool));
        for (thing, arguments) in things::of_tool(tool) {
            let tests = arguments.iter().filter_map(|found| things::test_of(tool, found));
            let of_test = |test| Held { tool, test, only_deletes, changes };
            held.entry(thing).or_default().extend(tests.map(of_test));
        }
    }
    held.retain(|_, held| !held.is_empty());
    held
}

/// The first free argument of each thing that is held elsewhere and for no argument of this tool,
/// with what holds it.
fn free_of<'s, 'h, 'a>(
    context: &LintContext<'_>,
    tool: &'s Callable<'_>,
    held: &'h AllHeld<'s, 'a>,
    superseded: &Superseded,
) -> Vec<(Thing, &'h Held<'s, 'a>, &'s FoundRole<'s>)> {
    let open = |found: &FoundRole<'_>, held: &Held<'_, '_>| {
        let is_said = superseded.has_argument(tool.name, &found.leaf.path.outside_lists());
        let is_weaker = || {
            held.bounds_it(context)
                && !things::is_bounded(context, tool, found)
                && !context.finder.find_call(tool, &held.refused_of(found)).is_none()
        };
        !is_said && (things::test_of(tool, found).is_none() || is_weaker())
    };
    let free = |(thing, arguments): (Thing, Vec<&'s FoundRole<'s>>)| {
        let first = *arguments.first()?;
        let held = nearest(context, (&thing, held.get(&thing)?), tool, first)?;
        let all = arguments.iter().all(|found| open(found, held));
        all.then_some((thing, held, first))
    };
    things::of_tool(tool).into_iter().filter_map(free).collect()
}

/// Which of the conditions on a thing a tool is held against: one that bounds it rather than one
/// that doesn't, one on an argument of the same name rather than another, and one of a tool that
/// changes things as this one does rather than another. What may be deleted says nothing of what may
/// be written, and reading elsewhere is often meant, but for the files of the machine where the
/// server runs.
fn nearest<'h, 's, 'a>(
    context: &LintContext<'_>,
    (thing, all): (&Thing, &'h [Held<'s, 'a>]),
    tool: &Callable<'_>,
    free: &FoundRole<'_>,
) -> Option<&'h Held<'s, 'a>> {
    let name = free.leaf.path.names().next_back();
    let is_called_alike = |held: &Held<'_, '_>| held.test.path.last().map(String::as_str) == name;
    let deletes = things::only_deletes(tool);
    let changes = things::changes(tool);
    let comparable = all.iter().filter(|held| match changes {
        true => deletes || !held.only_deletes,
        false => is_file(thing) && !held.only_deletes,
    });
    let mut ordered: Vec<_> = comparable.collect();
    ordered.sort_by_key(|held| (!is_called_alike(held), held.changes != changes));
    let bounding = ordered.iter().find(|held| held.bounds_it(context));
    bounding.or(ordered.first()).copied()
}

fn is_file(thing: &Thing) -> bool {
    *thing == Thing::Role(Role::LocalPath)
}

impl Held<'_, '_> {
    /// Whether it lets no stranger's value through.
    fn bounds_it(&self, context: &LintContext<'_>) -> bool {
        things::bounds_it(context, self.tool, self.test)
    }

    /// The calls of another tool in which its argument has a value that this condition refuses.
    fn refused_of(&self, found: &FoundRole<'_>) -> Formula {
        let path = found.leaf.path.outside_lists();
        let given = Formula::exists(&path);
        given.and(!of_test(&Test { path, ..self.test.clone() }))
    }
}
