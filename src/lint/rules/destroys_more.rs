//! Ways in which a tool destroys more than its rules name: a switch, a number with which nothing is
//! spared, a loose rule, another key.

use std::iter;

use crate::analysis::{Answer, Formula};
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::json::Value;
use crate::lint::LintContext;
use crate::policy::RuleKind;
use crate::policy::condition::{Condition, Test as PolicyTest};
use crate::risk::{Effect, FoundRole, LeafPath, Role, widens_reach};
use crate::threat;
use crate::witness::Callable;

use super::{bounds, effects, other_keys, strangers, things};

/// What says which things are destroyed: by a name of their own, or by what holds of them.
const NAMING: &[Role] = &[Role::Identity, Role::GitRef, Role::Filter];

/// What is run, and may destroy anything.
const RUN: &[Role] =
    &[Role::CommandLine, Role::Program, Role::Argv, Role::Code, Role::Sql, Role::DatabaseProgram];

/// A call by which a tool destroys more than its rules name, with the argument by which it does.
pub(super) fn find<'t>(
    context: &LintContext<'_>,
    tool: &'t Callable<'_>,
    calls: &Formula,
) -> Answer<(&'t FoundRole<'t>, Call)> {
    let ways = [find_wider, find_loose, other_keys::find];
    let ways = ways.into_iter().map(|find| find(context, tool, calls));
    Answer::first_found(ways.chain(iter::once_with(|| find_undone(context, tool))))
}

/// The same by a number of which rules speak, and with which nothing is spared: `older_than` 0.
pub(super) fn find_unspared<'t>(
    context: &LintContext<'_>,
    tool: &'t Callable<'_>,
    calls: &Formula,
) -> Answer<(&'t FoundRole<'t>, Call)> {
    let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
    let ruled = roles.iter().filter(|found| things::test_of(tool, found).is_some());
    Answer::first_found(ruled.filter_map(|found| {
        let unspared = threat::without_sparing(tool, found)?;
        let call = context.finder.find_call(tool, &unspared.and(calls.clone()));
        Some(call.map(|call| (found, call)))
    }))
}

pub(super) fn is_sparing(tool: &Callable<'_>, path: &LeafPath) -> bool {
    let found = tool.argument_at(&path.outside_lists());
    found.is_some_and(|found| threat::without_sparing(tool, found).is_some())
}

/// The same by a switch with which it reaches more.
fn find_wider<'t>(
    context: &LintContext<'_>,
    tool: &'t Callable<'_>,
    calls: &Formula,
) -> Answer<(&'t FoundRole<'t>, Call)> {
    let flags = strangers::of_roles(tool, &[Role::WideningFlag]);
    let flags = flags.filter(|found| {
        let widens = found.leaf.path.names().next_back().is_some_and(widens_reach);
        widens && found.leaf.argument.may_be(Kind::Boolean) && !is_on_by_default(tool, found)
    });
    Answer::first_found(flags.filter_map(|found| {
        let on = strangers::with_value(tool, found, Value::Bool(true))?;
        let call = context.finder.find_call(tool, &on.and(calls.clone()));
        Some(call.map(|call| (found, call)))
    }))
}

/// The same by a name of what is destroyed, of which rules speak that let any other one pass:
/// that something else is bounded, such as the project that it lies in, doesn't say what is meant.
fn find_loose<'t>(
    context: &LintContext<'_>,
    tool: &'t Callable<'_>,
    calls: &Formula,
) -> Answer<(&'t FoundRole<'t>, Call)> {
    // Of what is run, the text says what is destroyed, whatever it is called.
    let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
    let is_among = |found: &FoundRole<'_>, list: &[Role]| {
        threat::role_of(tool, found).is_some_and(|role| list.contains(&role))
    };
    let runs = roles.iter().any(|found| is_among(found, RUN));
    let loose = roles.iter().filter(|found| !runs && is_among(found, NAMING));
    let loose = loose.filter(|found| is_ruled_alone(tool, found));
    Answer::first_found(loose.filter_map(|found| {
        let call = threat::find_stranger(&context.finder, tool, found, calls)?;
        Some(call.map(|call| (found, call)))
    }))
}

/// Whether rules say something of this argument's texts, and each of them whatever the others are.
fn is_ruled_alone(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let path = found.leaf.path.outside_lists();
    let is_about = |test: &PolicyTest| test.path == path;
    let is_alone = |kind: &RuleKind| {
        let tests = kind.tests();
        let implies = |condition: &Condition| condition.implies(&is_about);
        !tests.iter().any(|test| is_about(test))
            || tests.iter().all(|test| is_about(test))
            || kind.required().is_some_and(implies)
    };
    let is_text = found.leaf.argument.may_be(Kind::String) && !found.leaf.path.is_in_list();
    is_text
        && bounds::limiting(tool).iter().any(|test| is_about(test))
        && tool.rules.iter().all(|rule| is_alone(&rule.kind))
}

/// A call in which a tool that changes things moves one to the bin or the archive, by a switch of
/// which no rule speaks.
pub(super) fn find_undone<'t>(
    context: &LintContext<'_>,
    tool: &'t Callable<'_>,
) -> Answer<(&'t FoundRole<'t>, Call)> {
    let Some(doing) = effects::doing(tool, &[Effect::Update]) else { return Answer::None };
    let switches = strangers::of_roles(tool, &[Role::UndoSwitch]);
    let switches = switches.filter(|found| found.leaf.argument.may_be(Kind::Boolean));
    Answer::first_found(switches.filter_map(|found| {
        let on = strangers::with_value(tool, found, Value::Bool(true))?;
        let call = context.finder.find_call(tool, &on.and(doing.calls.clone()));
        Some(call.map(|call| (found, call)))
    }))
}

fn is_on_by_default(tool: &Callable<'_>, flag: &FoundRole<'_>) -> bool {
    let default = tool.tool.and_then(|tool| tool.default_of(&flag.leaf.argument));
    default == Some(Value::Bool(true))
}
