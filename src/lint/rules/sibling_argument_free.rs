//! A condition on one of two arguments that come together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::Formula;
use crate::finding::Call;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::condition::Path;
use crate::risk::{FoundRole, Role};
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::syntax::argument_text;

use super::pairs::{self, Pair};
use super::tool_names::list_tools;
use super::{bounds, strangers};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "sibling-argument-free",
    weight: Weight::Warn,
    summary: "`source` has a condition and `destination` none; `url` one and `urls` none",
    check: Check::Issues(check),
};

/// How many places of one finding are shown.
const MAX_LABELS: usize = 6;

/// What conditions on an argument leave free, whatever tools have them.
type Pairs<'s> = BTreeMap<(&'s Path, BTreeSet<Path>), Uneven<'s>>;

/// The places of the conditions, and each tool with the arguments that are free.
#[derive(Default)]
struct Uneven<'s> {
    places: BTreeSet<Span>,
    tools: Found<Vec<&'s FoundRole<'s>>>,
}

fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let mut pairs = Pairs::new();
    for tool in context.callable() {
        let mut free: BTreeMap<(Span, &Path), Vec<&FoundRole<'_>>> = BTreeMap::new();
        let is_new = |(_, found): &Pair<'_>| {
            !superseded.has_argument(tool.name, &found.leaf.path.outside_lists())
        };
        for (test, found) in pairs::of_tool(context, tool).into_iter().filter(is_new) {
            free.entry((test.span, &test.path)).or_default().push(found);
        }
        for ((span, held), free) in free {
            let paths = free.iter().map(|found| found.leaf.path.outside_lists()).collect();
            let uneven = pairs.entry((held, paths)).or_default();
            uneven.places.insert(span);
            uneven.tools.push((Arc::clone(tool.name), free));
        }
    }
    let issue = |((held, paths), Uneven { places, tools }): ((&'s Path, BTreeSet<Path>), _)| {
        let all = paths.clone();
        let is_taste = tools.iter().all(|(_, free)| free.iter().all(is_currency));
        let issue =
            Issue::of_found(tools, move |tools| draft(context, (&places, held), &all, tools));
        let issue = if is_taste { issue.pedantic() } else { issue };
        paths.into_iter().fold(issue, Issue::about_argument)
    };
    pairs.into_iter().map(issue).collect()
}

/// Whether it says in what an amount is: of most tools one that the account is kept in.
fn is_currency(found: &&FoundRole<'_>) -> bool {
    strangers::is_among(found, &[Role::Currency])
}

fn draft(
    context: &LintContext<'_>,
    (places, held): (&BTreeSet<Span>, &Path),
    free: &BTreeSet<Path>,
    tools: &Remaining<'_, Vec<&FoundRole<'_>>>,
) -> Draft {
    let is_ruled = is_ruled(context, free, tools);
    let rest = match (is_ruled, free.len()) {
        (true, 1) => "has one that bounds less",
        (true, _) => "have some that bound less",
        (false, 1) => "has none",
        (false, _) => "have none",
    };
    let names: Vec<_> = free.iter().map(|path| tick(&path.join("."))).collect();
    let written: Vec<_> = free.iter().map(|path| tick(&argument_text(path))).collect();
    let (held, names) = (tick(&held.join(".")), joined(&names));
    let verb = if is_ruled { "bound" } else { "write a condition on" };
    let mut places = places.iter().copied();
    let place = places.next().unwrap_or_else(|| context.place());
    let draft = Draft::new(place, format!("{held} has a condition and {names} {rest}"))
        .note(format!("does not check {names}"))
        .help(format!("{verb} {} too, for {}", joined(&written), list_tools(tools.names())))
        .call(call(context, tools));
    let draft =
        places.take(MAX_LABELS).fold(draft, |draft, other| draft.label(other, "nor does this"));
    tools.iter().take(MAX_LABELS).fold(draft, |draft, own| labelled(context, draft, own))
}

/// Whether some rule speaks of one of these arguments all the same.
fn is_ruled(
    context: &LintContext<'_>,
    free: &BTreeSet<Path>,
    tools: &Remaining<'_, Vec<&FoundRole<'_>>>,
) -> bool {
    let mut tools = context.callable_among(tools.names());
    tools.any(|tool| bounds::limiting(tool).iter().any(|test| free.contains(&test.path)))
}

fn labelled(
    context: &LintContext<'_>,
    draft: Draft,
    (tool, free): &(Arc<str>, Vec<&FoundRole<'_>>),
) -> Draft {
    match free.first().and_then(|found| named(context, tool, found)) {
        Some(span) => draft.label(span, format!("in {}", tick(tool))),
        None => draft,
    }
}

/// Where the catalog names an argument, or the list that it stands in.
fn named(context: &LintContext<'_>, tool: &str, found: &FoundRole<'_>) -> Option<Span> {
    let tool = context.catalog?.tool(tool)?;
    tool.arguments().lookup(&found.leaf.path.outside_lists()).ok()?.name_span()
}

/// A call of the first tool with a value there that has nothing to do with the policy.
fn call(context: &LintContext<'_>, tools: &Remaining<'_, Vec<&FoundRole<'_>>>) -> Option<Call> {
    let (name, free) = tools.first();
    let tool = context.callable_named(name)?;
    strangers::find_call_at(context, tool, &Formula::ALWAYS, free.first()?).found()
}
