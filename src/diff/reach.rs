//! How much passes in a window for what other limits and the conditions on each call let through.

use super::Comparison;
use super::amounts;
use super::change::{Direction, LimitChange};
use super::effective_limit::EffectiveLimit;
use super::limits::Callable;
use crate::analysis::{Formula, Path};
use crate::gateway::keys;

/// How many amounts are tried.
const MAX_AMOUNTS: usize = 16;

impl Comparison<'_> {
    /// A change with the least of what bounds each side: a sum is no more than as many calls as
    /// pass, each with the most that it can be; nor do more calls pass than a sum has room for, each
    /// with the least. Nothing where nothing changes then.
    pub(super) fn within_reach(
        &mut self,
        callable: Callable<'_>,
        change: LimitChange,
    ) -> Option<LimitChange> {
        let old = self.reach(callable, Direction::Tighter, &change);
        let new = self.reach(callable, Direction::Looser, &change);
        let least = |said: Option<i128>, reach: Option<i128>| said.into_iter().chain(reach).min();
        let (old, new) = (least(change.old, old), least(change.new, new));
        let bounded = LimitChange::of(change.sum.as_deref(), change.window, old, new)?;
        Some(LimitChange {
            old_rule: change.old_rule.filter(|_| old == change.old),
            new_rule: change.new_rule.filter(|_| new == change.new),
            ..bounded
        })
    }

    /// What others let through on the side that `direction` favours.
    fn reach(
        &mut self,
        callable: Callable<'_>,
        direction: Direction,
        change: &LimitChange,
    ) -> Option<i128> {
        let tool = &callable.tool.called;
        let side = self.pair.ordered(direction).0;
        let (limits, windows) = (side.limits(tool), side.windows());
        let room = |sum| {
            EffectiveLimit { limits: &limits, sum, window: change.window, windows, nested: true }
                .amount()
        };
        let passing = callable.passing(direction).whole();
        if let Some(path) = change.sum.as_deref().and_then(keys) {
            let calls = room(None)?;
            return Some(calls.saturating_mul(self.most(&passing, &path)?.max(0).into()));
        }
        let sums = limits.iter().filter_map(|(_, limit)| limit.increment_from.as_deref());
        let bounds: Vec<_> = sums
            .filter_map(|sum| {
                Some(room(Some(sum))? / i128::from(self.least(&passing, &keys(sum)?)?))
            })
            .collect();
        bounds.into_iter().min()
    }

    /// A number that no call's amount is above; none where something else passes as well.
    fn most(&mut self, passing: &Formula, path: &Path) -> Option<i64> {
        let tried = amounts::bounds(passing, path, &[]).into_iter().take(MAX_AMOUNTS);
        self.first_proved(passing, tried.map(|amount| (amount, amounts::at_most(path, amount))))
    }

    /// A number above zero that no call's amount is below; none where something else passes as well,
    /// or makes the sum overflow.
    fn least(&mut self, passing: &Formula, path: &Path) -> Option<i64> {
        let most = self.most(passing, path)?;
        let positive = amounts::bounds(passing, path, &[1]).into_iter().filter(|it| *it > 0);
        let tried: Vec<_> = positive.take(MAX_AMOUNTS).collect();
        let tried = tried.into_iter().rev().filter(|amount| *amount <= most);
        self.first_proved(passing, tried.map(|amount| (amount, amounts::at_least(path, amount))))
    }

    fn first_proved(
        &mut self,
        passing: &Formula,
        mut tried: impl Iterator<Item = (i64, Formula)>,
    ) -> Option<i64> {
        let mut is_proved =
            |holds: Formula| self.search.find_arguments(&passing.clone().and(!holds)).is_none();
        tried.find_map(|(amount, holds)| is_proved(holds).then_some(amount))
    }
}
