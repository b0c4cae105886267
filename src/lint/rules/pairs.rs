//! Arguments of one tool that come together: a condition on one says little while the other is free.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::lint::LintContext;
use crate::policy::condition::{Operator, Path, Test};
use crate::risk::{FoundRole, Profile, Role, is_many_of, is_sibling, kin, lies_in};
use crate::threat;
use crate::witness::Callable;

use super::bounds;
use super::things::{self, RECIPIENTS, Thing};

/// A condition, and an argument of the same tool that it leaves free.
pub(super) type Pair<'s> = (&'s Test, &'s FoundRole<'s>);

/// The free arguments of a tool, each with the first condition on one that it belongs to.
pub(super) fn of_tool<'s>(context: &LintContext<'_>, tool: &'s Callable<'_>) -> Vec<Pair<'s>> {
    let tests = bounds::limiting(tool);
    let Some(profile) = tool.profile().filter(|_| !tests.is_empty()) else { return Vec::new() };
    let tests: Vec<_> = tests.into_iter().map(|test| (test, Side::of_test(tool, test))).collect();
    let ruled: BTreeSet<&Path> = tests.iter().map(|(test, _)| &test.path).collect();
    let held = Held::of(&tests);
    let mut seen = BTreeSet::new();
    let once = |found: &&FoundRole<'_>| seen.insert(found.leaf.path.outside_lists());
    let open = profile.roles().iter().filter(|found| is_open(&found.leaf.argument)).filter(once);
    let pair = |found: &'s FoundRole<'s>| {
        let free = Side::of_argument(tool, found);
        if !reaches(profile, found) || free.stays {
            return None;
        }
        let test = held.first(&free)?;
        let is_stronger = || {
            !bounds::is_bounded(context, tool, &free.path)
                && bounds::is_bounded(context, tool, &test.path)
        };
        (!ruled.contains(&free.path) || is_stronger()).then_some((test, found))
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

    /// What it has in common with each that [`belongs`] to it.
    fn kin(&self) -> BTreeSet<String> {
        let mut all = self.path.last().map(|name| kin(name)).unwrap_or_default();
        let is_of = |roles: &[Role]| self.role.is_some_and(|role| roles.contains(&role));
        let alike = SAME.iter().enumerate().filter(|(_, roles)| is_of(roles));
        all.extend(alike.map(|(at, _)| format!("like {at}")));
        all.extend(is_of(&[Role::Currency, Role::AmountOut]).then(|| "money".to_owned()));
        all.extend(self.thing.as_ref().map(|thing| format!("thing {thing:?}")));
        all
    }

    fn of_test(tool: &'s Callable<'_>, test: &Test) -> Self {
        let nothing =
            Self { found: None, path: test.path.clone(), role: None, thing: None, stays: false };
        tool.argument_at(&test.path).map_or(nothing, |found| Self::of_argument(tool, found))
    }
}

/// A condition and the side that it is about, with its place among all.
type Placed<'t, 's> = (usize, &'t (&'s Test, Side<'s>));

/// The conditions by what the arguments that go with theirs have in common with them.
struct Held<'t, 's> {
    tests: BTreeMap<String, Vec<Placed<'t, 's>>>,
}

impl<'t, 's> Held<'t, 's> {
    fn of(tests: &'t [(&'s Test, Side<'s>)]) -> Self {
        let mut all: BTreeMap<String, Vec<_>> = BTreeMap::new();
        let saying = tests.iter().enumerate().filter(|(_, (test, held))| says_where(test, held));
        for (at, test) in saying.filter(|(_, (_, held))| !held.stays) {
            for key in test.1.kin() {
                all.entry(key).or_default().push((at, test));
            }
        }
        Self { tests: all }
    }

    /// The first condition to which a free argument belongs.
    fn first(&self, free: &Side<'_>) -> Option<&'s Test> {
        let kin = free.kin();
        let lists = kin.iter().filter_map(|key| self.tests.get(key));
        let firsts = lists.filter_map(|list| {
            list.iter().find(|(_, (_, held))| held.path != free.path && belongs(held, free))
        });
        firsts.min_by_key(|(at, _)| at).map(|(_, (test, _))| *test)
    }
}

/// Whether a condition says what others are compared with: of what is never given only that nobody
/// gets anything by it.
fn says_where(test: &Test, held: &Side<'_>) -> bool {
    test.operator != Operator::Missing || held.role.is_some_and(|role| RECIPIENTS.contains(&role))
}

/// Whether a condition on one argument says little while the other is free: both are ends of the
/// same, or one and many, or say where the same goes, or one is a place in the other, or an amount
/// in it. A file's name without a place is put where the other says, and a branch that stays as it is
/// has nothing to do with one that changes.
fn belongs(held: &Side<'_>, free: &Side<'_>) -> bool {
    let names = held.path.split_last().zip(free.path.split_last());
    let fits = |is: fn(&str, &str) -> bool| {
        names.is_some_and(|((own, held_in), (name, inside))| held_in == inside && is(own, name))
    };
    let named = fits(is_sibling);
    let is_around = || fits(lies_in) && free.role != Some(Role::Content);
    let is_measure = || free.role == Some(Role::Currency) && is_sum(held);
    let is_raw = || free.path.last().is_some_and(|name| name.contains("raw"));
    let matters = || free.thing.is_some() || held.thing.is_some() || is_raw();
    let is_ref = || free.role == Some(Role::GitRef);
    let are_one = || is_ref() && free.thing.is_some() && held.thing == free.thing;
    let are_alike = || held.role.is_some_and(|held| is_like(held, free.role)) || are_one();
    let is_put_there = || free.found.is_some_and(things::is_label);
    !held.stays
        && (named && matters()
            || is_around()
            || is_measure()
            || is_one_of_many(held, free)
            || are_alike() && !is_put_there())
}

/// Whether it says how much money, and not which part.
fn is_sum(held: &Side<'_>) -> bool {
    let is_part = |found: &FoundRole<'_>| found.leaf.is_called(&["percent", "percentage"]);
    held.role == Some(Role::AmountOut) && !held.found.is_some_and(is_part)
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
