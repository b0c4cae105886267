//! Calls that do something, whatever their arguments are called.

use std::borrow::Cow;

use crate::analysis::Formula;
use crate::finding::Call;
use crate::risk::{Effect, Evidence, FoundEffect, LeafPath, Role, When};
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
        Passing { call, evidence: self.evidence, through: None }
    }

    /// The same with one of the calls, in which this argument decides.
    pub(super) fn shown_through(self, path: &LeafPath, call: Call) -> Passing {
        Passing { through: Some(path.clone()), ..self.shown_by(call) }
    }
}

/// The calls that have one of these effects; `None` where the tool has none of them.
pub(super) fn doing(tool: &Callable<'_>, wanted: &[Effect]) -> Option<Doing> {
    doing_apart_from(tool, wanted, &[])
}

/// The same without those that have them by an argument of one of these roles.
pub(super) fn doing_apart_from(
    tool: &Callable<'_>,
    wanted: &[Effect],
    by: &[Role],
) -> Option<Doing> {
    let effects: Cow<'_, [FoundEffect]> = tool.effects();
    let is_apart = |when: &When| match when {
        When::Always => false,
        When::Given(path) | When::OneOf(path, _) => {
            strangers::of_roles(tool, by).any(|found| found.leaf.path == *path)
        }
    };
    let counts = |found: &&FoundEffect| wanted.contains(&found.effect) && !is_apart(&found.when);
    let found: Vec<_> = effects.iter().filter(counts).collect();
    let (first, others) = found.split_first()?;
    let calls_with = |found: &FoundEffect| threat::calls_with(found, &effects);
    let calls = others.iter().fold(calls_with(first), |calls, other| calls.or(calls_with(other)));
    let mut evidence = Vec::new();
    for sign in found.iter().flat_map(|found| &found.evidence) {
        if !evidence.contains(sign) {
            evidence.push(sign.clone());
        }
    }
    Some(Doing { calls, evidence })
}
