//! A condition on one of two arguments that come together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::Formula;
use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Found, Issue, LintContext, Remaining, Superseded};
use crate::policy::condition::{Operator, Path, Test};
use crate::risk::{FoundRole, Profile, Role, is_many_of, is_sibling};
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
    let tests: Vec<_> = tests.into_iter().map(|test| (test, Side::of_test(tool, test))).collect();
    let ruled: BTreeSet<&Path> = tests.iter().map(|(test, _)| &test.path).collect();
    let mut seen = BTreeSet::new();
    let once = |found: &&FoundRole<'_>| seen.insert(found.leaf.path.outside_lists());
    let open = profile.roles().iter().filter(|found| is_open(&found.leaf.argument)).filter(once);
    let pair = |found: &'s FoundRole<'s>| {
        let free = Side::of_argument(tool, found);
        if !reaches(profile, found) || free.stays {
            return None;
        }
        let mut held = tests.iter().filter(|(test, held)| {
            held.path != free.path && says_where(test, held) && belongs(held, &free)
        });
        let (test, _) = held.next()?;
        let is_stronger = || {
            !bounds::is_bounded(context, tool, &free.path)
                && bounds::is_bounded(context, tool, &test.path)
        };
        (!ruled.contains(&free.path) || is_stronger()).then_some((*test, found))
    };
    open.filter_map(pair).collect()
}

/// An argument, with what is compared of two of them.
struct Side<'s> {
    found: Option<&'s FoundRole<'s>>,
    path: Path,
    role: Option<Role>,
    thing: Option<Thing>,
    /// Whether it is a branch that a call leaves as it is.
    stays: bool,
}

impl<'s> Side<'s> {
    fn of_argument(tool: &'s Callable<'_>, found: &'s FoundRole<'s>) -> Self {
        Self {
            found: Some(found),
            path: found.leaf.path.outside_lists(),
            role: threat::role_of(tool, found),
            thing: Thing::of(tool, found),
            stays: things::stays(tool, found),
        }
    }

    fn of_test(tool: &'s Callable<'_>, test: &Test) -> Self {
        let nothing =
            Self { found: None, path: test.path.clone(), role: None, thing: None, stays: false };
        tool.argument_at(&test.path).map_or(nothing, |found| Self::of_argument(tool, found))
    }
}

/// Whether a condition says what others are compared with: of what is never given only that nobody
/// gets anything by it.
fn says_where(test: &Test, held: &Side<'_>) -> bool {
    test.operator != Operator::Missing || held.role.is_some_and(|role| RECIPIENTS.contains(&role))
}

/// Whether a condition on one argument says little while the other is free: both are ends of the
/// same, or one and many, or say where the same goes. A file's name without a place is put where
/// the other says, and a branch that stays as it is has nothing to do with one that changes.
fn belongs(held: &Side<'_>, free: &Side<'_>) -> bool {
    let names = held.path.split_last().zip(free.path.split_last());
    let named = names
        .is_some_and(|((own, held_in), (name, inside))| held_in == inside && is_sibling(own, name));
    let is_raw = || free.path.last().is_some_and(|name| name.contains("raw"));
    let matters = || free.thing.is_some() || held.thing.is_some() || is_raw();
    let is_ref = || free.role == Some(Role::GitRef);
    let are_one = || is_ref() && free.thing.is_some() && held.thing == free.thing;
    let are_alike = || held.role.is_some_and(|held| is_like(held, free.role)) || are_one();
    let is_put_there = || free.found.is_some_and(things::is_label);
    !held.stays
        && (named && matters() || is_one_of_many(held, free) || are_alike() && !is_put_there())
}

/// Whether the free argument lists things of which the other one names one.
fn is_one_of_many(held: &Side<'_>, free: &Side<'_>) -> bool {
    let is_list = free.found.is_some_and(|found| found.leaf.path.is_in_list());
    let is_name = matches!(held.role, None | Some(Role::Identity | Role::Owner));
    let (own, other) = (held.path.last(), free.path.last());
    let is_many = own.zip(other).is_some_and(|(own, other)| is_many_of(own, other));
    is_list && is_name && held.path.len() == free.path.len() && is_many
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
