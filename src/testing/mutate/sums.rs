//! Calls that use up a sum, and calls that use as little as possible.

use std::collections::BTreeSet;

use super::apart::{Apart, Pair};
use super::ask::Ask;
use super::lockstep::{Lockstep, MAX_CALLS, Ran, Repeated};
use super::quotas::{about, not_filled, own};
use crate::analysis::{Answer, Formula, Order, Path, Test};
use crate::gateway::policylayer::{Limit, admitted, allows, fits, keys};
use crate::json::{Number, Value};
use crate::source::Spanned;
use crate::syntax::ast::Step;

/// How many amounts are tried.
const MAX_AMOUNTS: usize = 16;

/// Whether calls of a tool show that a sum's quota says less: some with a large amount, and one
/// with what is then one too much.
pub(super) fn of_sum(
    pair: Pair<'_>,
    tool: &str,
    limit: &Limit,
    path: &str,
    ask: &mut Ask<'_>,
) -> Apart {
    let Some(path) = keys(path) else { return Apart::Never };
    let passing = passing(pair, tool);
    let bounds = bounds(&passing, &path, limit.max);
    let large = bounds.iter().rev().filter(|amount| (1..=limit.max).contains(*amount));
    for amount in large.take(MAX_AMOUNTS) {
        let times = limit.max / amount;
        let rest = limit.max - times * amount;
        let mut of = |amount| ask.for_call(tool, &passing.clone().and(is(&path, amount)));
        let (Answer::Found(first), Answer::Found(last)) = (of(*amount), of(rest + 1)) else {
            continue;
        };
        let call = |arguments| Repeated { tool: tool.to_owned(), arguments };
        let steps = spent(pair, &call(first), times, &call(last));
        if let Some(steps) = steps.and_then(|steps| pair.told_by(steps)) {
            return Apart::By(steps);
        }
    }
    match is_beyond_reach(pair, tool, limit, &path, &bounds, ask) {
        true => Apart::Never,
        false => not_filled(),
    }
}

/// A call that uses as little of the tool's sums as there is.
pub(super) fn frugal(pair: Pair<'_>, tool: &str, ask: &mut Ask<'_>) -> Answer {
    let mut passing = passing(pair, tool);
    for path in summed(pair, tool) {
        let small = bounds(&passing, &path, 1).into_iter().filter(|amount| *amount > 0);
        let small = [0].into_iter().chain(small).take(MAX_AMOUNTS);
        let least = small.map(|amount| passing.clone().and(at_most(&path, amount)));
        let least =
            least.into_iter().find(|least| matches!(ask.for_call(tool, least), Answer::Found(_)));
        passing = least.unwrap_or(passing);
    }
    ask.for_call(tool, &passing)
}

/// Whether some calls give a sum room again.
pub(super) fn can_give_back(
    pair: Pair<'_>,
    tool: &str,
    passing: &Formula,
    ask: &mut Ask<'_>,
) -> bool {
    let negative = summed(pair, tool).into_iter().map(|path| at_most(&path, -1));
    let question = passing.clone().and(Formula::Any(negative.collect()));
    ask.for_call(tool, &question) != Answer::Nothing
}

/// What both sides let through while nothing is used.
fn passing(pair: Pair<'_>, tool: &str) -> Formula {
    let both = allows(pair.original, tool).and(allows(pair.changed, tool));
    both.and(fits(pair.original, tool)).and(fits(pair.changed, tool))
}

/// The arguments whose values quotas of the tool sum.
fn summed(pair: Pair<'_>, tool: &str) -> BTreeSet<Path> {
    let limits = own(pair.original, tool).iter().chain(own(pair.changed, tool));
    limits.filter_map(|limit| keys(limit.increment_from.as_deref()?)).collect()
}

/// Whole numbers at which something changes for an argument, and their neighbours, sorted.
fn bounds(formula: &Formula, path: &Path, more: i64) -> BTreeSet<i64> {
    let compared = formula.atoms().into_iter().filter(|atom| atom.path == *path);
    let compared = compared.filter_map(|atom| match &atom.test {
        Test::Compare(_, bound) | Test::Equal(Value::Number(bound)) => bound.as_i64(),
        _ => None,
    });
    let around = |bound: i64| [bound.saturating_sub(1), bound, bound.saturating_add(1)];
    compared.chain([more]).flat_map(around).collect()
}

/// The amount counts as this much.
fn is(path: &Path, amount: i64) -> Formula {
    Formula::test(path, Test::Equal(Value::Number(Number::from(amount))))
        .and(Formula::test(path, Test::Compare(Order::AtLeast, Number::from(amount))))
}

fn at_most(path: &Path, amount: i64) -> Formula {
    Formula::test(path, Test::Compare(Order::AtMost, Number::from(amount)))
}

/// Makes a call so many times, with waits where other quotas need them, and then another.
fn spent(
    pair: Pair<'_>,
    first: &Repeated,
    times: i64,
    last: &Repeated,
) -> Option<Vec<Spanned<Step>>> {
    let mut left = u64::try_from(times).ok().filter(|times| *times < MAX_CALLS)?;
    let mut lockstep = Lockstep::new(pair);
    while left > 0 {
        let (allowed, ran) = lockstep.repeat(first, left);
        left -= allowed;
        match ran {
            Ran::Apart => return Some(lockstep.steps()),
            Ran::Allowed => {}
            Ran::Refused(window) if lockstep.wait(window) => {}
            Ran::Refused(_) | Ran::Over => return None,
        }
    }
    loop {
        match lockstep.repeat(last, 1).1 {
            Ran::Apart => return Some(lockstep.steps()),
            Ran::Refused(window) if lockstep.wait(window) => {}
            Ran::Allowed | Ran::Refused(_) | Ran::Over => return None,
        }
    }
}

/// Whether as many calls as other quotas let through, each with the most that an amount can be,
/// stay within the sum.
fn is_beyond_reach(
    pair: Pair<'_>,
    tool: &str,
    limit: &Limit,
    path: &Path,
    bounds: &BTreeSet<i64>,
    ask: &mut Ask<'_>,
) -> bool {
    let Some(calls) = admitted(about(pair.changed, tool), None, limit.window) else { return false };
    let is_affordable = |most: &&i64| i128::from(**most) * calls <= limit.max.into();
    let passing = passing(pair, tool);
    bounds.iter().rev().find(is_affordable).is_some_and(|most| {
        let more = Formula::test(path, Test::Compare(Order::Greater, Number::from(*most)));
        ask.for_call(tool, &passing.and(more)) == Answer::Nothing
    })
}
