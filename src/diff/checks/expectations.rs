//! What tests expect: whether every call that was made is still made, as often, and must come out
//! alike.

use super::{Check, Checks, How, Weakened};
use crate::source::{Span, Spanned};
use crate::strings::{counted, tick};
use crate::syntax::ast::{Decision, Statement, Step, Text};
use crate::syntax::step_text;

/// A `test` block.
#[derive(Clone, Copy)]
struct Test<'c> {
    name: &'c Text,
    steps: &'c [Spanned<Step>],
}

pub(super) fn weakened(old: Checks<'_>, new: Checks<'_>) -> Vec<Weakened> {
    let (before, after) = (tests(old), tests(new));
    let added: Vec<Test<'_>> = after
        .iter()
        .filter(|test| !before.iter().any(|old| old.name.node == test.name.node))
        .copied()
        .collect();
    let weakened = before.iter().filter_map(|test| {
        let own = after.iter().find(|it| it.name.node == test.name.node);
        let lost = own.map_or_else(|| calls(test.steps), |own| missing(test.steps, own.steps));
        let moved = added.iter().any(|other| are_all_in(&lost, other.steps));
        (!lost.is_empty() && !moved || own.is_none() && lost.is_empty())
            .then(|| told(*test, own.copied(), &lost, (old, new)))
    });
    weakened.collect()
}

/// The tests of the file itself: those of included files are run where these are tested.
fn tests(side: Checks<'_>) -> Vec<Test<'_>> {
    let own = side.files.last().into_iter().flat_map(|file| &file.statements);
    own.filter_map(|statement| match &statement.node {
        Statement::Test { name, steps } => Some(Test { name, steps }),
        _ => None,
    })
    .collect()
}

/// The steps that expect something.
fn calls(steps: &[Spanned<Step>]) -> Vec<&Spanned<Step>> {
    steps.iter().filter(|step| matches!(step.node, Step::Call { .. })).collect()
}

/// The expectations that other steps don't have, in their order.
fn missing<'s>(old: &'s [Spanned<Step>], new: &[Spanned<Step>]) -> Vec<&'s Spanned<Step>> {
    let mut left = new;
    let mut missing = Vec::new();
    for step in calls(old) {
        match left.iter().position(|other| expects_as_much(&other.node, &step.node)) {
            Some(at) => left = left.get(at + 1..).unwrap_or_default(),
            None => missing.push(step),
        }
    }
    missing
}

fn are_all_in(lost: &[&Spanned<Step>], steps: &[Spanned<Step>]) -> bool {
    let lost: Vec<Spanned<Step>> = lost.iter().map(|step| (*step).clone()).collect();
    missing(&lost, steps).is_empty()
}

/// Whether a step makes the same call as another and expects it to be refused, or as the other does:
/// at least as often, with a message where the other has one.
fn expects_as_much(new: &Step, old: &Step) -> bool {
    let (
        Step::Call { tool, arguments, times, expect, message },
        Step::Call {
            tool: old_tool,
            arguments: old_arguments,
            times: old_times,
            expect: old_expect,
            message: old_message,
        },
    ) = (new, old)
    else {
        return false;
    };
    let often = |times: &Option<Spanned<u64>>| times.as_ref().map_or(1, |times| times.node);
    let is_tighter = (old_expect.node, expect.node) == (Decision::Allow, Decision::Deny);
    let is_same = expect == old_expect
        && often(times) >= often(old_times)
        && (message.is_some() || old_message.is_none());
    (tool, arguments) == (old_tool, old_arguments) && (is_tighter || is_same)
}

fn told(
    test: Test<'_>,
    own: Option<Test<'_>>,
    lost: &[&Spanned<Step>],
    (old, new): (Checks<'_>, Checks<'_>),
) -> Weakened {
    let name = &test.name.node;
    let (at, place) = (old.site(test.name.span), |span: Span| old.site(span));
    let Some(own) = own else {
        let message = format!("test {} is gone", tick(name));
        return Weakened::new(Check::Test, How::Removed, name, message).at(at, None);
    };
    let first = lost.first();
    let step = first.map(|step| tick(&step_text(&step.node))).unwrap_or_default();
    let more = match lost.len().saturating_sub(1) {
        0 => String::new(),
        more => format!(" and {}", counted(more, "other step")),
    };
    let message = format!("test {} no longer expects {step}{more}", tick(name));
    let at = first.and_then(|step| place(step.span)).or(at);
    Weakened::new(Check::Test, How::Narrowed, name, message).at(at, new.site(own.name.span))
}
