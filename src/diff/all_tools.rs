//! All tools together: the smaller of what their common limits let through, and of what their own
//! limits do one by one.

use super::Comparison;
use super::call_sequence::{CallSequence, Plan};
use super::change::{AllToolsChange, Direction, LimitChange};
use super::effective_limit::{self, EffectiveLimit, or_any};
use super::fingerprint;
use super::side::{IndexedSide, Named};
use crate::analysis::Reason;
use crate::finding::Call;
use crate::gateway::admitted;
use crate::policy::Window;

impl Comparison<'_> {
    /// What changes for all tools together; `None` where their common limits are the same, since
    /// whatever changes then, changes for some tool.
    pub(super) fn all_tools_change(&mut self, names: &[Named]) -> Option<AllToolsChange> {
        let [old, new] = [&self.pair.old, &self.pair.new].map(|it| &it.document().all_tools.limits);
        if old == new {
            return None;
        }
        let counters = effective_limit::renamed(old, new);
        let (limits, not_analysed) = match self.of_windows(names) {
            Ok(limits) => (limits, None),
            Err(reason) => (Vec::new(), Some(reason)),
        };
        let says = !limits.is_empty() || !counters.is_empty() || not_analysed.is_some();
        let change = Direction::verdict(&limits);
        let fingerprint = fingerprint::of_all_tools(change, old, new);
        says.then_some(AllToolsChange { limits, counters, not_analysed, fingerprint })
    }

    /// The windows in which more or less passes; those that the common limits name. Where nothing
    /// passes on a side, each tool's own change says it all.
    fn of_windows(&mut self, names: &[Named]) -> Result<Vec<LimitChange>, Reason> {
        let mut changes = Vec::new();
        for window in Window::ALL {
            let (old, new) = (self.pair.old.shared_limits(), self.pair.new.shared_limits());
            let [before, after] = [&self.pair.old, &self.pair.new].map(IndexedSide::windows);
            let effective = |limits, windows| EffectiveLimit {
                limits,
                sum: None,
                window,
                windows,
                nested: true,
            };
            let (before, after) = (effective(&old, before), effective(&new, after));
            let Some(written) = LimitChange::between(self.pair, before, after) else { continue };
            let old = self.at_most(Direction::Tighter, written.old, names, window)?;
            let new = self.at_most(Direction::Looser, written.new, names, window)?;
            let some = old != Some(0) && new != Some(0);
            let Some(change) = LimitChange::of(None, window, old, new).filter(|_| some) else {
                continue;
            };
            let calls = self.exceed_across_tools(&change, names);
            let (old_rule, new_rule) = (written.old_rule, written.new_rule);
            changes.push(LimitChange { old_rule, new_rule, calls, ..change });
        }
        Ok(changes)
    }

    /// What passes on a side: no more than its common limits let through, and no more than those of
    /// each of its tools do.
    fn at_most(
        &mut self,
        direction: Direction,
        common: Option<i128>,
        names: &[Named],
        window: Window,
    ) -> Result<Option<i128>, Reason> {
        let mut total = 0;
        for tool in names {
            if total >= or_any(common) {
                break;
            }
            let own = self.own(direction, tool, window);
            if own.is_none_or(|own| own > 0) && self.is_callable(direction, tool)? {
                let Some(own) = own else { return Ok(common) };
                total += own;
            }
        }
        Ok(Some(total.min(or_any(common))))
    }

    /// What the tool's own limits let through.
    fn own(&self, direction: Direction, tool: &Named, window: Window) -> Option<i128> {
        let side = self.pair.ordered(direction).0;
        let limits = side.rules(&tool.called).map_or(&[][..], |rules| &rules.limits);
        admitted(limits, None, window, side.windows())
    }

    /// Whether some call of the tool passes on a side.
    pub(super) fn is_callable(
        &mut self,
        direction: Direction,
        tool: &Named,
    ) -> Result<bool, Reason> {
        let passing = self.pair.ordered(direction).0.passing(&tool.called).whole();
        self.search.find_arguments(&passing).exists()
    }

    /// Calls of as few tools as possible that only one side lets through altogether.
    fn exceed_across_tools(
        &mut self,
        change: &LimitChange,
        names: &[Named],
    ) -> Option<CallSequence> {
        let (direction, window, wanted) = (change.change, change.window, change.too_many()?);
        let mut tools: Vec<_> =
            names.iter().map(|tool| (or_any(self.own(direction, tool, window)), tool)).collect();
        tools.sort_by_key(|(own, tool)| (std::cmp::Reverse(*own), &tool.shown));
        let mut calls: Vec<(Call, i128)> = Vec::new();
        let mut room = 0_i128;
        for (own, tool) in tools {
            if room >= wanted {
                break;
            }
            if let Some(call) = self.common(direction, tool) {
                calls.push((call, own));
                room = room.saturating_add(own);
            }
        }
        self.make_sequence(direction, &Plan { calls, wanted, window })
    }

    /// A call that passes on both sides, or else on the side that lets more through.
    fn common(&mut self, direction: Direction, tool: &Named) -> Option<Call> {
        let (more, less) = self.pair.ordered(direction);
        let (more, less) = (more.passing(&tool.called).whole(), less.passing(&tool.called).whole());
        let both = self.call(tool, direction, &more.clone().and(less)).found();
        both.or_else(|| self.call(tool, direction, &more).found())
    }
}
