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

/// The calls by operations that the policy names and whose verbs only read: what a tool does that
/// takes any operation, these don't.
fn reading_operations(tool: &Callable<'_>) -> impl Iterator<Item = Formula> {
    let reads = |operation: &str| {
        let effects = operation_effects(operation);
        !effects.is_empty() && effects.iter().all(|effect| effect.class() == Class::Read)
    };
    strangers::of_roles(tool, &[Role::Operation]).flat_map(move |found| {
        let path = found.leaf.path.outside_lists();
        let named = threat::wholes(tool, &path).into_iter().filter(move |text| reads(text));
        let is = move |text: String| {
            Formula::test(&path, Test::Equal(EQUALITY, Value::from(text.as_str())))
        };
        named.map(is)
    })
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
