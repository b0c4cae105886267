//! An argument that is bounded for one tool and free for another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::policy::condition::Test;
use crate::risk::{Class, Evidence, is_scoping};
use crate::source::Span;
use crate::strings::tick;
use crate::witness::Callable;

use super::tool_names::list_tools;
use super::{alias_bypass, bounds, places};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "uneven-constraint",
    weight: Weight::Warn,
    summary: "an argument has a condition for one tool and none for another",
    check: Check::Policy(check),
};

/// How many places of one finding are shown.
const MAX_LABELS: usize = 6;

/// An argument, and what is done with it.
pub(super) struct Uneven<'s> {
    /// Its name.
    pub(super) argument: &'s str,
    /// The first tool that has a condition on it, and that condition.
    held: (&'s Arc<str>, &'s Test),
    /// The tools that have none, each with where it is allowed.
    pub(super) free: Vec<(Arc<str>, Span)>,
}

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let concern = |uneven: Uneven<'s>| {
        Issue::of_tools(places::names(&uneven.free), move |tools| uneven.finding(tools))
    };
    all(context).into_iter().map(concern).collect()
}

impl Uneven<'_> {
    fn finding(&self, tools: &[Arc<str>]) -> Finding {
        let (tool, test) = self.held;
        let (argument, tool) = (tick(self.argument), tick(tool));
        let others = list_tools(tools);
        let message = format!("{argument} is bounded for {tool} and free for {others}");
        let finding = Finding::warn(LINT.name, test.span, message)
            .note("bounded here")
            .help(format!("write a condition on {argument} for {others}, or take it out"));
        let free = places::of_these(&self.free, tools).map(|(_, place)| *place);
        let places: BTreeSet<Span> = free.collect();
        let label = |finding: Finding, place| finding.label(place, "free here");
        places.into_iter().take(MAX_LABELS).fold(finding, label)
    }
}

/// Every argument that bounds the reach of tools and is free for some that change things.
pub(super) fn all<'s>(context: &'s LintContext<'_>) -> Vec<Uneven<'s>> {
    let held = held(context);
    if held.is_empty() {
        return Vec::new();
    }
    let changing = context.callable().filter(|tool| tool.is_at_least(Class::Write));
    let mut found: Vec<(&Callable<'_>, &str)> = Vec::new();
    for tool in changing {
        found.extend(free_of(tool, &held).into_iter().map(|argument| (tool, argument)));
    }
    if found.is_empty() {
        return Vec::new();
    }
    let aliases: BTreeSet<_> =
        alias_bypass::all(context).iter().map(|(tool, _)| tool.name).collect();
    let mut free: BTreeMap<&str, Vec<(Arc<str>, Span)>> = BTreeMap::new();
    for (tool, argument) in found.into_iter().filter(|(tool, _)| !aliases.contains(tool.name)) {
        let place = places::of(context, tool);
        free.entry(argument).or_default().push((Arc::clone(tool.name), place));
    }
    let uneven = |(argument, free)| Some(Uneven { argument, held: *held.get(argument)?, free });
    free.into_iter().filter_map(uneven).collect()
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
fn free_of<'s>(tool: &Callable<'_>, held: &Held<'s>) -> Vec<&'s str> {
    let tests = bounds::limiting(tool);
    let schema = tool.tool.and_then(|tool| tool.schema()).unwrap_or_default();
    let free = |name: &&str| !tests.iter().any(|test| bounds::is_of(test, name));
    let has = |name: &&str| schema.contains(&crate::json::quoted(name));
    let named: Vec<&str> = held.keys().copied().filter(free).filter(has).collect();
    if named.is_empty() {
        return named;
    }
    let reach = reach(tool);
    named.into_iter().filter(|name| reach.iter().any(|own| own == name)).collect()
}

/// The names of the arguments that bound a tool's reach.
fn reach(tool: &Callable<'_>) -> Vec<String> {
    let arguments = tool.profile().map(|profile| profile.scoping_arguments()).unwrap_or_default();
    arguments.iter().filter_map(Evidence::argument).map(str::to_owned).collect()
}
