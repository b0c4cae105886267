//! Calls that show that a quota is gone or larger.
//!
//! Windows nest, so quotas that count calls let through, in any window, the least that one of them
//! does: a quota that lets through no less than the others do says nothing.

use super::apart::{Apart, Pair};
use super::ask::Ask;
use super::lockstep::{Lockstep, MAX_CALLS, Ran, Repeated};
use super::sums;
use crate::analysis::Answer;
use crate::gateway::policylayer::{Document, Limit, admitted};
use crate::policy::{Decision, Window};
use crate::source::Spanned;
use crate::syntax::ast::Step;

/// Whether calls of one tool show that a quota of its own says less.
pub(super) fn of_tool(pair: Pair<'_>, tool: &str, ask: &mut Ask<'_>) -> Apart {
    let loosened = loosened(own(pair.original, tool), own(pair.changed, tool));
    first(loosened.into_iter().map(|limit| match &limit.increment_from {
        None => of_calls(pair, tool, limit, ask),
        Some(path) => sums::of_sum(pair, tool, limit, path, ask),
    }))
}

/// Whether calls of any tools show that a quota over all of them says less.
pub(super) fn of_all_tools(pair: Pair<'_>, ask: &mut Ask<'_>) -> Apart {
    let (before, after) = (&pair.original.all_tools.limits, &pair.changed.all_tools.limits);
    first(loosened(before, after).into_iter().map(|limit| of_shared(pair, limit, ask)))
}

/// The first quota for which there is something to tell.
fn first(mut each: impl Iterator<Item = Apart>) -> Apart {
    let mut untold = Apart::Never;
    let by = each.find(|apart| match apart {
        Apart::By(_) => true,
        Apart::Never => false,
        Apart::TooLate | Apart::Unknown(_) => {
            untold = apart.clone();
            false
        }
    });
    by.unwrap_or(untold)
}

/// The quotas of a tool alone.
pub(super) fn own<'d>(document: &'d Document, tool: &str) -> &'d [Limit] {
    document.tools.get(tool).map_or(&[], |rules| &rules.limits)
}

/// The quotas that say less on the other side.
fn loosened<'d>(before: &'d [Limit], after: &[Limit]) -> Vec<&'d Limit> {
    let same = |one: &Limit, other: &Limit| {
        one.window == other.window && one.increment_from == other.increment_from
    };
    let held =
        |limit: &Limit| after.iter().any(|other| same(limit, other) && other.max <= limit.max);
    before.iter().filter(|limit| !held(limit)).collect()
}

/// A tool's quotas and those of all tools.
pub(super) fn about<'d>(document: &'d Document, tool: &str) -> impl Iterator<Item = &'d Limit> {
    document.all_tools.limits.iter().chain(own(document, tool))
}

fn of_calls(pair: Pair<'_>, tool: &str, limit: &Limit, ask: &mut Ask<'_>) -> Apart {
    if is_idle(admitted(about(pair.changed, tool), None, limit.window), limit) {
        return Apart::Never;
    }
    if is_too_high(limit) {
        return Apart::TooLate;
    }
    match sums::frugal(pair, tool, ask) {
        Answer::Nothing => Apart::Never,
        Answer::Unknown(limit) => Apart::Unknown(limit.to_string()),
        Answer::Found(arguments) => fill(pair, &[Repeated { tool: tool.to_owned(), arguments }]),
    }
}

/// Whether the others let through no more than the quota itself.
fn is_idle(admitted: Option<i128>, limit: &Limit) -> bool {
    admitted.is_some_and(|calls| calls <= limit.max.into())
}

/// Whether no test can fill it.
fn is_too_high(limit: &Limit) -> bool {
    u64::try_from(limit.max).is_ok_and(|max| max >= MAX_CALLS)
}

/// Fills a quota with calls of as few tools as possible.
fn of_shared(pair: Pair<'_>, limit: &Limit, ask: &mut Ask<'_>) -> Apart {
    if is_idle(admitted(pair.changed.all_tools.limits.iter(), None, limit.window), limit) {
        return Apart::Never;
    }
    if is_too_high(limit) {
        return Apart::TooLate;
    }
    let mut calls = Vec::new();
    let mut room = Some(0);
    let mut unknown = None;
    for (tool, more) in roomy(pair.changed, limit.window) {
        match sums::frugal(pair, &tool, ask) {
            Answer::Nothing => continue,
            Answer::Unknown(limit) => unknown = Some(Apart::Unknown(limit.to_string())),
            Answer::Found(arguments) => {
                calls.push(Repeated { tool, arguments });
                room = room.zip(more).map(|(room, more)| room + more);
            }
        }
        if !is_idle(room, limit) {
            return fill(pair, &calls);
        }
    }
    unknown.unwrap_or(Apart::Never)
}

/// Every tool that may be called, with what its own quotas let through, most first.
fn roomy(document: &Document, window: Window) -> Vec<(String, Option<i128>)> {
    let listed = document.tools.iter();
    let mut tools: Vec<_> = listed
        .map(|(tool, rules)| (tool.clone(), admitted(rules.limits.iter(), None, window)))
        .collect();
    if document.default == Decision::Allow {
        tools.push(("another_tool".to_owned(), None));
    }
    tools.sort_by_key(|(_, room)| std::cmp::Reverse(room.unwrap_or(i128::MAX)));
    tools
}

/// Makes calls as fast as they go until one shows the difference.
fn fill(pair: Pair<'_>, calls: &[Repeated]) -> Apart {
    let steps = filled(pair, calls).and_then(|steps| pair.told_by(steps));
    steps.map_or_else(not_filled, Apart::By)
}

/// The quota is there and matters, as far as anyone knows.
pub(super) fn not_filled() -> Apart {
    Apart::Unknown("no calls were found that use the quota up".to_owned())
}

fn filled(pair: Pair<'_>, calls: &[Repeated]) -> Option<Vec<Spanned<Step>>> {
    let mut lockstep = Lockstep::new(pair);
    loop {
        let mut soonest: Option<Window> = None;
        for call in calls {
            match lockstep.repeat(call, MAX_CALLS).1 {
                Ran::Apart => return Some(lockstep.steps()),
                Ran::Refused(window) => soonest = Some(soonest.map_or(window, |it| it.min(window))),
                Ran::Allowed | Ran::Over => return None,
            }
        }
        if !lockstep.wait(soonest?) {
            return None;
        }
    }
}
