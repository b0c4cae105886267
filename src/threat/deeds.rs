//! Which calls of a tool have an effect.

use crate::analysis::{Equality, Formula, Test};
use crate::json::Value;
use crate::risk::{Class, FoundEffect, LeafPath, When};

/// The calls that have the effect `found`, one of `all` effects of the tool.
///
/// What is in a list can't be told from outside, so that any list counts. An operation that only
/// reads has no other effect, whatever else the call gives.
pub(crate) fn calls_with(found: &FoundEffect, all: &[FoundEffect]) -> Formula {
    let calls = calls(&found.when);
    if reads(found) || matches!(found.when, When::OneOf(..)) {
        return calls;
    }
    all.iter().filter(|other| reads(other)).fold(calls, |calls, other| match &other.when {
        When::OneOf(path, values) if !path.is_in_list() => {
            let only = |value: &&String| !does_more(all, path, value);
            calls.and(!is_one_of(path, values.iter().filter(only)))
        }
        When::OneOf(..) | When::Always | When::Given(_) => calls,
    })
}

fn reads(found: &FoundEffect) -> bool {
    found.effect.class() == Class::Read
}

/// Whether this value of an argument chooses something else than reading as well.
fn does_more(all: &[FoundEffect], argument: &LeafPath, chosen: &str) -> bool {
    all.iter().filter(|found| !reads(found)).any(|found| match &found.when {
        When::OneOf(path, values) => path == argument && values.iter().any(|it| it == chosen),
        When::Always | When::Given(_) => false,
    })
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

/// The call has the argument, and a list has something in it.
fn given(path: &LeafPath) -> Formula {
    let path = path.outside_lists();
    let empty = Test::Equal(Equality::Typed, Value::Array(Vec::new()));
    Formula::exists(&path).and(!Formula::test(&path, empty))
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
