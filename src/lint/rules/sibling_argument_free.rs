//! A condition on one of two arguments that come together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::Formula;
use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::condition::{Path, Test};
use crate::risk::{FoundRole, Profile, Role, is_sibling};
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::syntax::argument_text;
use crate::threat;
use crate::witness::Callable;

use super::bounds;
use super::strangers;
use super::things::{self, RECIPIENTS, Thing};
use super::tool_names::list_tools;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "sibling-argument-free",
    weight: Weight::Warn,
    summary: "`source` has a condition and `destination` none; `url` one and `urls` none",
    check: Check::Issues(check),
};

/// How many places of one finding are shown.
const MAX_LABELS: usize = 6;

/// A condition, and an argument of the same tool that it leaves free.
type Pair<'s> = (&'s Test, &'s FoundRole<'s>);

/// The tools of one condition and of the arguments that it leaves free, each with these.
type Pairs<'s> = BTreeMap<(Span, &'s Path, BTreeSet<Path>), Found<Vec<&'s FoundRole<'s>>>>;

fn check<'s>(context: &'s LintContext<'_>, superseded: &Superseded) -> Vec<Issue<'s>> {
    let mut pairs = Pairs::new();
    for tool in context.callable() {
        let mut free: BTreeMap<(Span, &Path), Vec<&FoundRole<'_>>> = BTreeMap::new();
        let is_new = |(_, found): &Pair<'_>| {
            !superseded.has_argument(tool.name, &found.leaf.path.outside_lists())
        };
        for (test, found) in pairs_of_tool(context, tool).into_iter().filter(is_new) {
            free.entry((test.span, &test.path)).or_default().push(found);
        }
        for ((span, held), free) in free {
            let paths = free.iter().map(|found| found.leaf.path.outside_lists()).collect();
            let tools = pairs.entry((span, held, paths)).or_default();
            tools.push((Arc::clone(tool.name), free));
        }
    }
    let issue = |((span, held, paths), found): (_, Found<Vec<&'s FoundRole<'s>>>)| {
        let paths: BTreeSet<Path> = paths;
        let all = paths.clone();
        let issue = Issue::of_found(found, move |tools| draft(context, (span, held), &all, tools));
        paths.into_iter().fold(issue, Issue::about_argument)
    };
    pairs.into_iter().map(issue).collect()
}

fn draft(
    context: &LintContext<'_>,
    (span, held): (Span, &Path),
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
    let draft = Draft::new(span, format!("{held} has a condition and {names} {rest}"))
        .note(format!("does not check {names}"))
        .help(format!("{verb} {} too, for {}", joined(&written), list_tools(tools.names())))
        .call(call(context, tools));
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

/// The free arguments of a tool, each with the first condition on one that it belongs to.
fn pairs_of_tool<'s>(context: &LintContext<'_>, tool: &'s Callable<'_>) -> Vec<Pair<'s>> {
    let tests = bounds::limiting(tool);
    let Some(profile) = tool.profile().filter(|_| !tests.is_empty()) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    let once = |found: &&FoundRole<'_>| seen.insert(found.leaf.path.outside_lists());
    let open = profile.roles().iter().filter(|found| is_open(&found.leaf.argument)).filter(once);
    let pair = |free: &'s FoundRole<'s>| {
        let path = free.leaf.path.outside_lists();
        let is_tested = tests.iter().any(|test| test.path == path);
        let mut held =
            tests.iter().filter(|test| test.path != path && belongs(tool, profile, test, free));
        let test = held.next().copied()?;
        let is_stronger = || {
            !bounds::is_bounded(context, tool, &path)
                && bounds::is_bounded(context, tool, &test.path)
        };
        (!is_tested || is_stronger()).then_some((test, free))
    };
    open.filter_map(pair).collect()
}

/// Whether a condition on one argument says little while the other is free: both are ends of the
/// same, or one and many, or say where the same goes. A file's name without a place is put where
/// the other says, and a branch that stays as it is has nothing to do with one that changes.
fn belongs(tool: &Callable<'_>, profile: &Profile<'_>, test: &Test, free: &FoundRole<'_>) -> bool {
    let path = free.leaf.path.outside_lists();
    let is_held = |found: &&FoundRole<'_>| found.leaf.path.outside_lists() == test.path;
    let held = profile.roles().iter().find(is_held);
    let names = test.path.split_last().zip(path.split_last());
    let named = names.is_some_and(|((held, held_in), (name, inside))| {
        held_in == inside && is_sibling(held, name)
    });
    let is_raw = || path.last().is_some_and(|name| name.contains("raw"));
    let is_thing = |found: &FoundRole<'_>| Thing::of(tool, found).is_some();
    let matters = || is_thing(free) || held.is_some_and(is_thing) || is_raw();
    let role = |found: &FoundRole<'_>| threat::role_of(tool, found);
    let is_ref = || role(free) == Some(Role::GitRef);
    let thing = |found: &FoundRole<'_>| Thing::of(tool, found);
    let are_one = || is_ref() && is_thing(free) && held.and_then(thing) == thing(free);
    let are_alike =
        || held.and_then(role).is_some_and(|held| is_like(held, role(free))) || are_one();
    let is_put_there = things::is_label(free);
    let is_apart = || [held, Some(free)].into_iter().flatten().any(|it| things::stays(tool, it));
    reaches(profile, free) && !is_apart() && (named && matters() || !is_put_there && are_alike())
}

/// Whether an argument of one role says what one of the other says: who gets it, where it comes
/// from, which file it is.
fn is_like(held: Role, free: Option<Role>) -> bool {
    let both =
        |roles: &&[Role]| roles.contains(&held) && free.is_some_and(|it| roles.contains(&it));
    SAME.iter().any(both)
}

/// Roles of which two arguments of one tool do the same.
const SAME: &[&[Role]] =
    &[RECIPIENTS, &[Role::Url, Role::Host], &[Role::LocalPath], &[Role::Payee]];

/// Whether what an argument says has any effect: a draft's recipients get nothing.
fn reaches(profile: &Profile<'_>, free: &FoundRole<'_>) -> bool {
    let is_recipient = free.answer.role().is_some_and(|role| RECIPIENTS.contains(&role));
    !is_recipient || things::reaches_people(profile)
}

/// Whether an argument takes any text, or what holds texts.
fn is_open(argument: &Argument<'_>) -> bool {
    let kinds = [Kind::String, Kind::Array, Kind::Object];
    argument.values().is_none() && kinds.into_iter().any(|kind| argument.may_be(kind))
}
