//! A condition on one of two arguments that come together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Superseded};
use crate::policy::condition::Test;
use crate::risk::{Evidence, is_sibling};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

use super::bounds;
use super::tool_names::list_tools;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "sibling-argument-free",
    weight: Weight::Warn,
    summary: "`source` has a condition and `destination` none; `url` one and `urls` none",
    check: Check::Issues(check),
};

/// How many places of one finding are shown.
const MAX_LABELS: usize = 6;

/// The two arguments, and where the catalog names the free one.
#[derive(Clone)]
struct Pair<'s> {
    held: &'s str,
    /// The one without a condition.
    free: &'s str,
    named: Option<Span>,
}

/// Which names belong together; the same ones come again and again.
#[derive(Default)]
struct Known<'s>(BTreeMap<(&'s str, &'s str), bool>);

impl<'s> Known<'s> {
    fn are_siblings(&mut self, held: &'s str, free: &'s str) -> bool {
        *self.0.entry((held, free)).or_insert_with(|| is_sibling(held, free))
    }
}

/// The pairs of each place, by the tools that have them.
type Pairs<'s> = BTreeMap<(Span, &'s str, &'s str), Found<Pair<'s>>>;

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let mut pairs = Pairs::new();
    let mut known = Known::default();
    for tool in context.callable() {
        for (test, pair) in pairs_of_tool(context, tool, &mut known) {
            let place = pairs.entry((test.span, pair.held, pair.free)).or_default();
            place.push((Arc::clone(tool.name), pair));
        }
    }
    let issue = |((span, held, free), found): ((Span, &'s str, &'s str), Found<Pair<'s>>)| {
        let issue = Issue::of_found(found, move |tools| {
            let message = format!("{} has a condition and {} has none", tick(held), tick(free));
            let argument = tick(&argument_text(&[free.to_owned()]));
            let names = list_tools(tools.names());
            let draft = Draft::new(span, message)
                .note(format!("does not check {}", tick(free)))
                .help(format!("write a condition on {argument} too, for {names}"));
            tools.iter().take(MAX_LABELS).fold(draft, labelled)
        });
        issue.about_argument(vec![free.to_owned()])
    };
    pairs.into_iter().map(issue).collect()
}

fn labelled(draft: Draft, (tool, pair): &(Arc<str>, Pair<'_>)) -> Draft {
    match pair.named {
        Some(span) => draft.label(span, format!("free in {}", tick(tool))),
        None => draft,
    }
}

/// The pairs of a tool of which one has a condition, each with that condition.
fn pairs_of_tool<'s>(
    context: &LintContext<'_>,
    tool: &'s Callable<'_>,
    known: &mut Known<'s>,
) -> Vec<(&'s Test, Pair<'s>)> {
    let tests = bounds::limiting(tool);
    let Some(definition) = tool.tool.filter(|_| !tests.is_empty()) else { return Vec::new() };
    let all = definition.arguments().all();
    let held: BTreeSet<&str> = tests.iter().filter_map(|test| first(test)).collect();
    let open = all.keys().into_iter();
    let open = open.filter(|key| !held.contains(key) || !bounds::bounds(context, tool, key));
    let mut pairs: Vec<_> =
        open.filter_map(|free| pair(&tests, free, all.member(free)?, known)).collect();
    pairs.retain(|(test, pair)| {
        let is_stronger = || bounds::is_bounded(context, tool, &test.path);
        (!held.contains(pair.free) || is_stronger()) && matters(tool, pair)
    });
    pairs
}

/// A free argument with the first test of one that it belongs to.
fn pair<'s>(
    tests: &[&'s Test],
    free: &'s str,
    argument: Argument<'s>,
    known: &mut Known<'s>,
) -> Option<(&'s Test, Pair<'s>)> {
    let mut held = tests.iter().filter_map(|test| Some((*test, first(test)?)));
    let (test, held) = held.find(|(_, held)| known.are_siblings(held, free))?;
    let named = argument.name_span();
    is_open(&argument).then_some((test, Pair { held, free, named }))
}

/// The argument at the top that a test is about.
fn first(test: &Test) -> Option<&str> {
    test.path.first().map(String::as_str)
}

/// Whether an argument takes any text, or what holds texts.
fn is_open(argument: &Argument<'_>) -> bool {
    let kinds = [Kind::String, Kind::Array, Kind::Object];
    argument.values().is_none() && kinds.into_iter().any(|kind| argument.may_be(kind))
}

/// Whether one of the two bounds the tool's reach; `raw_query` always matters.
fn matters(tool: &Callable<'_>, pair: &Pair<'_>) -> bool {
    let reach = tool.profile().map(|profile| profile.scoping_arguments()).unwrap_or_default();
    let mut names = reach.iter().filter_map(Evidence::argument);
    pair.free.contains("raw") || names.any(|name| name == pair.held || name == pair.free)
}
