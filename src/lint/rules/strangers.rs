//! Calls whose arguments have nothing to do with what the policy says of them.
//!
//! Whether a rule bounds what a call acts on is one question about all arguments that decide it
//! together: is there an allowed call in which each of those that have a rule is a stranger's? One
//! of them that is bounded is enough for there to be none.

use std::collections::BTreeSet;

use crate::analysis::{Answer, Equality, Formula, Test};
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::json::Value;
use crate::lint::LintContext;
use crate::policy::condition::Path;
use crate::risk::{FoundRole, Role, RoleAnswer};
use crate::threat;
use crate::witness::Callable;

use super::bounds;

/// One of these calls that passes, in which every argument that decides and has a rule is a
/// stranger's. Where no argument decides, those count of which nobody knows what they are.
pub(super) fn find_call(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
    decides: impl Fn(&FoundRole<'_>) -> bool,
) -> Answer<Call> {
    find(context, tool, calls, decides, |path| threat::with_strangers(&context.finder, tool, path))
}

/// The same where an argument that is left out keeps nothing out: without a name, everything is
/// meant.
pub(super) fn find_call_or_without(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
    decides: impl Fn(&FoundRole<'_>) -> bool,
) -> Answer<Call> {
    find(context, tool, calls, decides, |path| {
        let without = without(context, tool, path);
        threat::with_strangers(&context.finder, tool, path).or(without)
    })
}

/// The calls that leave an argument out which may be given, but need not be. That it is never
/// given is a choice of its author's, and what the server then does is known.
fn without(context: &LintContext<'_>, tool: &Callable<'_>, path: &Path) -> Formula {
    let given = Formula::exists(path);
    let may = |asked: &Formula| context.finder.find_valid_call(tool, asked).is_found();
    match may(&given) && may(&!given.clone()) {
        true => !given,
        false => Formula::NEVER,
    }
}

fn find(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
    decides: impl Fn(&FoundRole<'_>) -> bool,
    strange: impl Fn(&Path) -> Formula,
) -> Answer<Call> {
    let deciding: Vec<_> = roles(tool).iter().filter(|found| decides(found)).collect();
    let counts = |path: &&Path| match tool.argument_at(path) {
        Some(found) if deciding.is_empty() => {
            found.answer == RoleAnswer::Unsure && !is_switch(found)
        }
        Some(found) => decides(found),
        None => deciding.is_empty(),
    };
    let ruled: BTreeSet<&Path> = bounds::limiting(tool).iter().map(|test| &test.path).collect();
    let strangers = ruled.into_iter().filter(counts).map(strange);
    let asked = strangers.fold(calls.clone(), Formula::and);
    let finder = &context.finder;
    let mut shown =
        deciding.into_iter().map(|found| threat::show_stranger(finder, tool, found, &asked));
    shown.find_map(|call| call).map_or_else(|| finder.find_call(tool, &asked), Answer::Found)
}

/// One of these calls with a value there that has nothing to do with the policy.
pub(super) fn find_call_at(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
    found: &FoundRole<'_>,
) -> Answer<Call> {
    let finder = &context.finder;
    match threat::show_stranger(finder, tool, found, calls) {
        Some(call) => Answer::Found(call),
        None => {
            let path = found.leaf.path.outside_lists();
            let strangers = threat::with_strangers(finder, tool, &path);
            finder.find_call(tool, &calls.clone().and(strangers))
        }
    }
}

/// The calls in which an argument has this value, or the outermost list that it stands in holds it;
/// `None` where the schema has no such place.
pub(super) fn with_value(
    tool: &Callable<'_>,
    found: &FoundRole<'_>,
    value: Value,
) -> Option<Formula> {
    let path = &found.leaf.path;
    let own = match path.is_in_list() {
        true => threat::holding(tool, path, &value)?,
        false => value,
    };
    Some(Formula::test(&path.outside_lists(), Test::Equal(Equality::Typed, own)))
}

/// Whether an argument has one of these roles, to be asked of each.
pub(super) fn of(roles: &'static [Role]) -> impl Fn(&FoundRole<'_>) -> bool {
    move |found| is_among(found, roles)
}

/// The arguments of these roles.
pub(super) fn of_roles<'t>(
    tool: &'t Callable<'_>,
    wanted: &[Role],
) -> impl Iterator<Item = &'t FoundRole<'t>> {
    roles(tool).iter().filter(move |found| is_among(found, wanted))
}

fn roles<'t>(tool: &'t Callable<'_>) -> &'t [FoundRole<'t>] {
    tool.profile().map(|profile| profile.roles()).unwrap_or_default()
}

/// Whether an argument has one of these roles.
pub(super) fn is_among(found: &FoundRole<'_>, roles: &[Role]) -> bool {
    found.answer.role().is_some_and(|role| roles.contains(&role))
}

/// Whether an argument is on or off.
pub(super) fn is_switch(found: &FoundRole<'_>) -> bool {
    !found.leaf.argument.is_anything()
        && found.leaf.argument.kinds().iter().all(|kind| matches!(kind, Kind::Boolean | Kind::Null))
}
