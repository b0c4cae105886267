//! Calls that do something, whatever their arguments are called.

use std::borrow::Cow;

use crate::analysis::{Formula, Test};
use crate::finding::Call;
use crate::json::Value;
use crate::policy::semantics::EQUALITY;
use crate::risk::{
    Class, Effect, Evidence, FoundEffect, FoundRole, LeafPath, Role, When, operation_effects,
};
use crate::threat;
use crate::witness::Callable;

use super::per_call::Passing;
use super::strangers;

/// Which calls of a tool do something, and what says so.
#[derive(Debug)]
pub(super) struct Doing {
    /// Those calls.
    pub calls: Formula,
    /// What it rests on, the weightiest first, each once.
    pub evidence: Vec<Evidence>,
}

/// What says what a call does.
const CHOOSING: &[Role] = &[Role::Operation, Role::CommandLine, Role::Program];

impl Doing {
    /// The same with one of the calls.
    pub(super) fn shown_by(self, call: Call) -> Passing {
        Passing::of(call, self.evidence)
    }

    /// The same with one of the calls, in which this argument decides.
    pub(super) fn shown_through(self, path: &LeafPath, call: Call) -> Passing {
        Passing { through: Some(path.clone()), ..self.shown_by(call) }
    }
}

/// The calls that have one of these effects; `None` where the tool has none of them.
pub(super) fn doing(tool: &Callable<'_>, wanted: &[Effect]) -> Option<Doing> {
    doing_apart_from(tool, wanted, |_| false)
}

/// The calls by operations and commands that the policy names and whose verbs only read: what a tool
/// does that takes any operation, these don't.
pub(super) fn reading_operations(tool: &Callable<'_>) -> impl Iterator<Item = Formula> {
    strangers::of_roles(tool, CHOOSING).flat_map(move |found| {
        let path = found.leaf.path.outside_lists();
        let named = reading(threat::wholes(tool, &path)).into_iter();
        named.map(move |text| {
            Formula::test(&path, Test::Equal(EQUALITY, Value::from(text.as_str())))
        })
    })
}

/// Those of some operations that only read. Beside one that does, where none changes anything, a
/// word that is no verb does as well: `get`, `describe`, `top`.
fn reading(named: Vec<String>) -> Vec<String> {
    let is = |operation: &str, holds: fn(Class) -> bool| {
        let effects = operation_effects(operation);
        !effects.is_empty() && effects.iter().all(|effect| holds(effect.class()))
    };
    let reads = |operation: &str| is(operation, |class| class == Class::Read);
    let is_known = |operation: &str| !operation_effects(operation).is_empty();
    let are_reading =
        named.iter().any(|it| reads(it)) && named.iter().all(|it| reads(it) || !is_known(it));
    named.into_iter().filter(|it| are_reading || reads(it)).collect()
}

/// Whether a call with one of these effects may need this argument: the server may say that it is
/// for other operations.
pub(super) fn may_need(tool: &Callable<'_>, effects: &[Effect], found: &FoundRole<'_>) -> bool {
    let Some(usage) = &found.usage else { return true };
    tool.effects().iter().filter(|it| effects.contains(&it.effect)).any(|it| match &it.when {
        When::OneOf(path, values) if *path == usage.chooser => {
            values.iter().any(|value| usage.operations.contains(value))
        }
        When::Always | When::Given(_) | When::OneOf(..) => true,
    })
}

/// The calls that have them otherwise than by an argument that is set apart.
pub(super) fn doing_apart_from(
    tool: &Callable<'_>,
    wanted: &[Effect],
    is_apart: impl Fn(&LeafPath) -> bool,
) -> Option<Doing> {
    let effects: Cow<'_, [FoundEffect]> = tool.effects();
    let is_apart = |when: &When| match when {
        When::Always => false,
        When::Given(path) | When::OneOf(path, _) => is_apart(path),
    };
    let counts = |found: &&FoundEffect| wanted.contains(&found.effect) && !is_apart(&found.when);
    let found: Vec<_> = effects.iter().filter(counts).collect();
    let (first, others) = found.split_first()?;
    let calls_with = |found: &FoundEffect| threat::calls_with(found, &effects);
    let calls = others.iter().fold(calls_with(first), |calls, other| calls.or(calls_with(other)));
    let reads =
        reading_operations(tool).filter(|_| wanted.iter().any(|it| it.class() > Class::Read));
    let calls = reads.fold(calls, |calls, reading| calls.and(!reading));
    let mut evidence = Vec::new();
    for sign in found.iter().flat_map(|found| &found.evidence) {
        if !evidence.contains(sign) {
            evidence.push(sign.clone());
        }
    }
    Some(Doing { calls, evidence })
}
