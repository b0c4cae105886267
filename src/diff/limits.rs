//! The limits of one tool, those of all tools among them.

use std::collections::BTreeSet;

use super::Comparison;
use super::amounts;
use super::call_sequence::{CallSequence, Plan};
use super::change::{Direction, LimitChange};
use super::effective_limit::{EffectiveLimit, Limits};
use super::side::{Named, Passing};
use crate::analysis::{Formula, Path};
use crate::finding::Call;
use crate::gateway::{Limit, keys};
use crate::policy::Window;

/// How many amounts are tried.
const MAX_AMOUNTS: usize = 16;

/// Below this 64-bit floats tell all whole numbers apart.
const EXACT: i64 = 1 << 53;

/// A tool and which of its calls pass on each side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Callable<'c> {
    pub(super) tool: &'c Named,
    pub(super) old: &'c Passing,
    pub(super) new: &'c Passing,
}

impl Callable<'_> {
    /// The calls that pass on both sides while nothing is used.
    fn both(&self) -> Formula {
        self.old.whole().and(self.new.whole())
    }
}

impl Comparison<'_> {
    /// What the limits of a tool let through, where it changes; of windows, those that they name.
    pub(super) fn limits(&mut self, callable: Callable<'_>) -> Vec<LimitChange> {
        let tool = &callable.tool.called;
        let (old, new) = (self.pair.old.limits(tool), self.pair.new.limits(tool));
        let sums = old.iter().chain(&new).map(|(_, limit)| limit.increment_from.as_deref());
        let mut changes = Vec::new();
        for sum in sums.collect::<BTreeSet<_>>() {
            let nested = sum.is_none_or(|path| !self.can_give_back(callable, path));
            for window in Window::ALL {
                let effective =
                    |limits, windows| EffectiveLimit { limits, sum, window, windows, nested };
                let (before, after) = (self.pair.old.windows(), self.pair.new.windows());
                let (before, after) = (effective(&old, before), effective(&new, after));
                let change = LimitChange::between(self.pair, before, after);
                let change = change.and_then(|change| self.within_reach(callable, change));
                let change = change.filter(|change| !self.is_out_of_reach(callable, change));
                changes.extend(change.map(|change| self.with_calls(callable, change)));
            }
        }
        changes
    }

    /// Whether some calls give a sum room again, or wrap its counter; then no window bounds another.
    fn can_give_back(&mut self, callable: Callable<'_>, path: &str) -> bool {
        let Some(path) = keys(path) else { return false };
        let sums = [&self.pair.old, &self.pair.new].map(|it| it.sums(&callable.tool.called));
        let most = sums.iter().filter_map(|sums| sums.get(&path)).max().copied();
        let credits = amounts::credits(&[(path, most.unwrap_or_default())].into());
        let either = callable.old.allows.clone().or(callable.new.allows.clone());
        !self.search.find_arguments(&either.and(credits)).is_none()
    }

    /// Whether a tool's limits stand in another order, and it can matter: a call that one of them
    /// refuses is taken back at those before it, which stops at zero, so that room which other calls
    /// gave back is lost.
    pub(super) fn order_matters(&mut self, callable: Callable<'_>) -> bool {
        let [old, new] =
            [&self.pair.old, &self.pair.new].map(|side| side.own_limits(&callable.tool.called));
        if !are_reordered(&old, &new) {
            return false;
        }
        let sums = |limits: &Limits<'_>| -> BTreeSet<String> {
            limits.iter().filter_map(|(_, limit)| limit.increment_from.clone()).collect()
        };
        let mut both =
            sums(&old).intersection(&sums(&new)).cloned().collect::<Vec<_>>().into_iter();
        both.any(|sum| self.can_give_back(callable, &sum))
    }

    /// Whether every call gives an amount, and as many as may be made, each with the most that it
    /// can be, come to no more than the side with less room lets through.
    fn is_out_of_reach(&mut self, callable: Callable<'_>, change: &LimitChange) -> bool {
        let Some(path) = change.sum.as_deref().and_then(keys) else { return false };
        let side = self.pair.ordered(change.change).0;
        let count = EffectiveLimit {
            limits: &side.limits(&callable.tool.called),
            sum: None,
            window: change.window,
            windows: side.windows(),
            nested: true,
        };
        let Some(calls) = count.amount() else { return false };
        let share = i64::try_from(change.least() / calls.max(1));
        let Some(share) = share.ok().filter(|share| *share < EXACT) else { return false };
        let passing = callable.passing(change.change).allows.clone();
        self.search.find_arguments(&passing.and(!amounts::at_most(&path, share))).is_none()
    }

    fn with_calls(&mut self, callable: Callable<'_>, change: LimitChange) -> LimitChange {
        let calls = match change.sum.as_deref().and_then(keys) {
            None => self.exceed_by_count(callable, &change),
            Some(path) => self.exceed_by_amount(callable, &change, &path),
        };
        LimitChange { calls, ..change }
    }

    /// More calls than the side with less room lets through.
    fn exceed_by_count(
        &mut self,
        callable: Callable<'_>,
        change: &LimitChange,
    ) -> Option<CallSequence> {
        let wanted = change.too_many()?;
        let call = self.minimal_call(callable, change.change)?;
        let plan = Plan { calls: vec![(call, wanted)], wanted, window: change.window };
        self.make_sequence(change.change, &plan)
    }

    /// Calls whose amounts come to more than the side with less room lets through.
    fn exceed_by_amount(
        &mut self,
        callable: Callable<'_>,
        change: &LimitChange,
        path: &Path,
    ) -> Option<CallSequence> {
        let too_much = i64::try_from(change.too_many()?).ok()?;
        let both = callable.old.allows.clone().and(callable.new.allows.clone());
        let passing = both.and(callable.passing(change.change).fits.clone());
        let bounds = amounts::bounds(&passing, path, &[too_much]);
        let large: Vec<i64> = bounds.into_iter().rev().filter(|it| *it > 0).collect();
        let used_up = large.into_iter().take(MAX_AMOUNTS).find_map(|amount| {
            let times = (too_much - 1) / amount;
            let rest = too_much - times * amount;
            let first = self.with_amount(callable, change.change, &passing, path, amount)?;
            let last = self.with_amount(callable, change.change, &passing, path, rest)?;
            let calls = vec![(first, i128::from(times)), (last, 1)];
            let wanted = i128::from(times) + 1;
            self.make_sequence(change.change, &Plan { calls, wanted, window: change.window })
        });
        used_up.or_else(|| self.exceed_without_amount(callable, change))
    }

    /// A call that the side with less room refuses for what it has instead of an amount.
    fn exceed_without_amount(
        &mut self,
        callable: Callable<'_>,
        change: &LimitChange,
    ) -> Option<CallSequence> {
        let (direction, window) = (change.change, change.window);
        let less = callable.passing(direction.opposite());
        let refused = less.allows.clone().and(!less.fits.clone());
        let passing = callable.passing(direction).whole().and(refused);
        let call = self.call(callable.tool, direction, &passing).found()?;
        self.make_sequence(direction, &Plan { calls: vec![(call, 1)], wanted: 1, window })
    }

    fn with_amount(
        &mut self,
        callable: Callable<'_>,
        direction: Direction,
        passing: &Formula,
        path: &Path,
        amount: i64,
    ) -> Option<Call> {
        self.call(callable.tool, direction, &passing.clone().and(amounts::is(path, amount))).found()
    }

    /// A call that passes on both sides and uses as little of the tool's sums as there is.
    fn minimal_call(&mut self, callable: Callable<'_>, direction: Direction) -> Option<Call> {
        let tool = &callable.tool.called;
        let sums = [&self.pair.old, &self.pair.new].map(|side| side.sums(tool));
        let mut passing = callable.both();
        for path in sums.iter().flat_map(|sums| sums.keys()) {
            let small = amounts::bounds(&passing, path, &[1]).into_iter().filter(|it| *it > 0);
            let small = [0].into_iter().chain(small).take(MAX_AMOUNTS);
            let least = small.map(|amount| passing.clone().and(amounts::at_most(path, amount)));
            let is_met = |least: &Formula| self.search.find_arguments(least).is_found();
            passing = least.collect::<Vec<_>>().into_iter().find(is_met).unwrap_or(passing);
        }
        self.call(callable.tool, direction, &passing).found()
    }
}

/// Whether what both sides limit stands in another order.
fn are_reordered(old: &Limits<'_>, new: &Limits<'_>) -> bool {
    let limited = |limit: &Limit| (limit.increment_from.clone(), limit.window);
    let shared = |these: &Limits<'_>, those: &Limits<'_>| -> Vec<_> {
        let those: Vec<_> = those.iter().map(|(_, limit)| limited(limit)).collect();
        these.iter().map(|(_, limit)| limited(limit)).filter(|it| those.contains(it)).collect()
    };
    let whole = |limits: &Limits<'_>| -> Vec<_> {
        limits.iter().map(|(_, limit)| (limited(limit), limit.max)).collect()
    };
    let sorted = |limits: &Limits<'_>| -> BTreeSet<_> { whole(limits).into_iter().collect() };
    shared(old, new) != shared(new, old)
        || whole(old) != whole(new) && old.len() == new.len() && sorted(old) == sorted(new)
}

impl<'c> Callable<'c> {
    /// The side that lets more through.
    pub(super) fn passing(&self, direction: Direction) -> &'c Passing {
        match direction {
            Direction::Looser => self.new,
            Direction::Tighter => self.old,
        }
    }
}
