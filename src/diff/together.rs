//! All tools together: the smaller of what their common quotas let through, and of what their own
//! quotas do one by one.

use super::Comparison;
use super::burst::{Burst, Plan};
use super::change::{Direction, LimitChange, Together};
use super::figures::{self, Figure, or_any};
use super::fingerprint;
use super::side::{Named, Way};
use crate::analysis::Reason;
use crate::finding::Call;
use crate::gateway::admitted;
use crate::policy::Window;

impl Comparison<'_> {
    /// What changes for all tools together; `None` where their common quotas are the same, since
    /// whatever changes then, changes for some tool.
    pub(super) fn together(&mut self, names: &[Named]) -> Option<Together> {
        let [old, new] = [&self.pair.old, &self.pair.new].map(|it| &it.document().all_tools.limits);
        if old == new {
            return None;
        }
        let counters = figures::renamed(old, new);
        let (limits, not_analysed) = match self.of_windows(names) {
            Ok(limits) => (limits, None),
            Err(reason) => (Vec::new(), Some(reason)),
        };
        let says = !limits.is_empty() || !counters.is_empty() || not_analysed.is_some();
        let change = Direction::verdict(&limits);
        let fingerprint = fingerprint::of_all_tools(change, old, new);
        says.then_some(Together { limits, counters, not_analysed, fingerprint })
    }

    /// The windows in which more or less passes; those that the common quotas name. Where nothing
    /// passes on a side, each tool's own change says it all.
    fn of_windows(&mut self, names: &[Named]) -> Result<Vec<LimitChange>, Reason> {
        let mut changes = Vec::new();
        for window in Window::ALL {
            let (old, new) = (self.pair.old.shared_limits(), self.pair.new.shared_limits());
            let figure = |limits| Figure { limits, sum: None, window, nested: true };
            let Some(written) = LimitChange::between(self.pair, figure(&old), figure(&new)) else {
                continue;
            };
            let old = self.at_most(Way::Tighter, written.old, names, window)?;
            let new = self.at_most(Way::Looser, written.new, names, window)?;
            let some = old != Some(0) && new != Some(0);
            let Some(change) = LimitChange::of(None, window, old, new).filter(|_| some) else {
                continue;
            };
            let calls = self.crowd(&change, names);
            let (old_rule, new_rule) = (written.old_rule, written.new_rule);
            changes.push(LimitChange { old_rule, new_rule, calls, ..change });
        }
        Ok(changes)
    }

    /// What passes on a side: no more than its common quotas let through, and no more than those of
    /// each of its tools do.
    fn at_most(
        &mut self,
        way: Way,
        common: Option<i128>,
        names: &[Named],
        window: Window,
    ) -> Result<Option<i128>, Reason> {
        let mut total = 0;
        for tool in names {
            if total >= or_any(common) {
                break;
            }
            let own = self.own(way, tool, window);
            if own.is_none_or(|own| own > 0) && self.is_callable(way, tool)? {
                let Some(own) = own else { return Ok(common) };
                total += own;
            }
        }
        Ok(Some(total.min(or_any(common))))
    }

    /// What the tool's own quotas let through.
    fn own(&self, way: Way, tool: &Named, window: Window) -> Option<i128> {
        let rules = self.pair.ordered(way).0.rules(&tool.called);
        admitted(rules.map_or(&[][..], |rules| &rules.limits), None, window)
    }

    /// Whether some call of the tool passes on a side.
    pub(super) fn is_callable(&mut self, way: Way, tool: &Named) -> Result<bool, Reason> {
        let passing = self.pair.ordered(way).0.passing(&tool.called).whole();
        self.search.find_arguments(&passing).exists()
    }

    /// Calls of as few tools as possible that only one side lets through altogether.
    fn crowd(&mut self, change: &LimitChange, names: &[Named]) -> Option<Burst> {
        let (way, window, wanted) = (change.way(), change.window, change.too_many()?);
        let mut tools: Vec<_> =
            names.iter().map(|tool| (or_any(self.own(way, tool, window)), tool)).collect();
        tools.sort_by_key(|(own, tool)| (std::cmp::Reverse(*own), &tool.shown));
        let mut calls: Vec<(Call, i128)> = Vec::new();
        let mut room = 0_i128;
        for (own, tool) in tools {
            if room >= wanted {
                break;
            }
            if let Some(call) = self.common(way, tool) {
                calls.push((call, own));
                room = room.saturating_add(own);
            }
        }
        self.burst(way, &Plan { calls, wanted, window })
    }

    /// A call that passes on both sides, or else on the side that lets more through.
    fn common(&mut self, way: Way, tool: &Named) -> Option<Call> {
        let (more, less) = self.pair.ordered(way);
        let (more, less) = (more.passing(&tool.called).whole(), less.passing(&tool.called).whole());
        let both = self.call(tool, way, &more.clone().and(less)).found();
        both.or_else(|| self.call(tool, way, &more).found())
    }
}
