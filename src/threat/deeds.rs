//! Which calls of a tool have an effect.

use std::collections::BTreeSet;

use crate::analysis::{Equality, Formula, Test};
use crate::json::Value;
use crate::risk::{Class, Effect, FoundEffect, LeafPath, Usage, When, takes_away};

/// The calls that have the effect `found`, one of `all` effects of the tool.
///
/// What is in a list can't be told from outside, so that any list counts. An operation that only
/// reads has no other effect, whatever else the call gives; what an argument adds to a change is
/// added to nothing else, and one that takes something away gives nobody access.
pub(crate) fn calls_with(found: &FoundEffect, all: &[FoundEffect]) -> Formula {
    let calls = calls(&found.when);
    if reads(found.effect) || is_choice(found) {
        return calls;
    }
    // Which kind of thing is shown says nothing of what else is done.
    let chooses = |other: &&FoundEffect| is_choice(other) && other.effect != Effect::Expose;
    let choices = all.iter().filter(chooses).filter_map(chooser);
    let choices: BTreeSet<&LeafPath> = choices.filter(|path| !path.is_in_list()).collect();
    choices.into_iter().fold(calls, |calls, path| {
        let choice = Choice { path, all };
        let others = choice.values().into_iter().filter(|value| !choice.carries(value, found));
        calls.and(!is_one_of(path, others))
    })
}

/// The calls that an argument is for; what a call does that names no operation isn't known.
pub(super) fn calls_of(usage: &Usage) -> Formula {
    let named = Formula::exists(&usage.chooser.outside_lists());
    is_one_of(&usage.chooser, usage.operations.iter()).or(!named)
}

fn reads(effect: Effect) -> bool {
    effect.class() == Class::Read
}

/// Whether an argument chooses the effect among others; a switch only adds it.
fn is_choice(found: &FoundEffect) -> bool {
    match &found.when {
        When::OneOf(_, values) => !values.iter().all(|value| value == "true" || value == "false"),
        When::Always | When::Given(_) => false,
    }
}

fn chooser(found: &FoundEffect) -> Option<&LeafPath> {
    match &found.when {
        When::OneOf(path, _) | When::Given(path) => Some(path),
        When::Always => None,
    }
}

/// An argument that chooses what a call does.
struct Choice<'e> {
    path: &'e LeafPath,
    all: &'e [FoundEffect],
}

impl<'e> Choice<'e> {
    /// What it chooses, each effect with the values by which it does.
    fn chosen(&self) -> impl Iterator<Item = (Effect, &'e Vec<String>)> {
        self.all.iter().filter_map(|found| match &found.when {
            When::OneOf(path, values) if path == self.path => Some((found.effect, values)),
            When::OneOf(..) | When::Always | When::Given(_) => None,
        })
    }

    /// Its values that choose something.
    fn values(&self) -> BTreeSet<&'e String> {
        self.chosen().flat_map(|(_, values)| values).collect()
    }

    /// Whether calls with this value have an effect that isn't chosen.
    fn carries(&self, value: &String, found: &FoundEffect) -> bool {
        let own = self.chosen().filter(|(_, values)| values.contains(value));
        let mut own = own.map(|(effect, _)| effect);
        match (&found.when, found.effect) {
            (When::Always, _) => own.any(|effect| !reads(effect)),
            (_, Effect::Grant) => !takes_away(value) && own.any(|it| changes(it) && !deletes(it)),
            _ => own.any(|effect| effect == found.effect || changes(effect)),
        }
    }
}

/// Whether an effect is a change to which an argument can add another.
fn changes(effect: Effect) -> bool {
    !reads(effect) && !matches!(effect, Effect::Execute | Effect::Dispatch)
}

fn deletes(effect: Effect) -> bool {
    effect == Effect::Delete
}

fn calls(when: &When) -> Formula {
    match when {
        When::Always => Formula::ALWAYS,
        When::Given(path) => given(path),
        When::OneOf(path, _) if path.is_in_list() => given(path),
        When::OneOf(path, values) => is_one_of(path, values.iter()),
    }
}

fn is_one_of<'v>(path: &LeafPath, values: impl Iterator<Item = &'v String>) -> Formula {
    let path = path.outside_lists();
    let is = |value: Value| Formula::test(&path, Test::Equal(Equality::Typed, value));
    Formula::Any(values.flat_map(|value| spellings(value)).map(is).collect())
}

/// The call has the argument, and a list or an object has something in it.
fn given(path: &LeafPath) -> Formula {
    let path = path.outside_lists();
    let empty = [Value::Array(Vec::new()), Value::Object([].into())];
    let is = |value| Formula::test(&path, Test::Equal(Equality::Typed, value));
    Formula::exists(&path).and(Formula::All(empty.map(|value| !is(value)).into()))
}

/// A value as the text that it is written as, and as the switch that it may be.
fn spellings(value: &str) -> Vec<Value> {
    let text = Value::from(value);
    match value {
        "true" => vec![Value::Bool(true), text],
        "false" => vec![Value::Bool(false), text],
        _ => vec![text],
    }
}
