//! One tool on both sides.

use super::Comparison;
use super::change::{Change, Direction, ToolChange, Verdict, Visibility, Witness};
use super::conditions::Question;
use super::effective_limit;
use super::fingerprint;
use super::limits::Callable;
use super::side::{Named, Passing};
use crate::analysis::Reason;
use crate::gateway::ToolRules;

/// Whether calls of a tool pass on the old side and on the new one.
type Reach = (bool, bool);

impl Comparison<'_> {
    /// What changes for a tool; `None` where nothing does.
    pub(super) fn tool_change(&mut self, name: &Named) -> Option<ToolChange> {
        let pair = self.pair;
        if pair.agree_on(&name.called) {
            return None;
        }
        let mut change = ToolChange {
            name: name.shown.clone(),
            change: Change::Unknown,
            class: pair.class(name),
            lowered: pair.lowered(name),
            looser: None,
            also_looser: Vec::new(),
            tighter: None,
            also_tighter: Vec::new(),
            limits: Vec::new(),
            visibility: None,
            messages: None,
            counters: Vec::new(),
            not_analysed: None,
            fingerprint: String::new(),
        };
        let (old, new) = (pair.old.passing(&name.called), pair.new.passing(&name.called));
        match self.calls(name, &old, &new, &mut change) {
            Ok(reach) => {
                self.beside(name, reach, &mut change);
                change.change = change.in_a_word(reach)?;
            }
            Err(reason) => change.not_analysed = Some(reason),
        }
        change.fingerprint = fingerprint::of_tool(change.change, name, pair);
        Some(change)
    }

    /// Single calls and how many of them.
    fn calls(
        &mut self,
        tool: &Named,
        old: &Passing,
        new: &Passing,
        change: &mut ToolChange,
    ) -> Result<Reach, Reason> {
        let looser = Question { tool, direction: Direction::Looser, more: new, less: old };
        let tighter = Question { tool, direction: Direction::Tighter, more: old, less: new };
        let extra = (self.extra(looser), self.extra(tighter));
        change.not_analysed = extra.0.reason().or(extra.1.reason());
        (change.looser, change.tighter) = (extra.0.found(), extra.1.found());
        if let Some(reason) = change.not_analysed.take() {
            return Err(reason);
        }
        change.also_looser = self.kept_out_by_others(looser, change.looser.as_ref());
        change.also_tighter = self.kept_out_by_others(tighter, change.tighter.as_ref());
        let reach = (
            change.tighter.is_some() || self.is_callable(Direction::Tighter, tool)?,
            change.looser.is_some() || self.is_callable(Direction::Looser, tool)?,
        );
        match reach {
            (true, true) => {
                let callable = Callable { tool, old, new };
                change.limits = self.limits(callable);
                if self.order_matters(callable) {
                    return Err(Reason::LimitOrder);
                }
            }
            (false, true) => self.first_of_all(looser, &mut change.looser),
            (true, false) => self.first_of_all(tighter, &mut change.tighter),
            (false, false) => {}
        }
        Ok(reach)
    }

    /// A call that passes where on the other side none does, for want of room in a limit.
    fn first_of_all(&mut self, question: Question<'_>, witness: &mut Option<Witness>) {
        if witness.is_none() {
            *witness = self.passing(question).found();
        }
    }

    /// What changes beside the calls that pass.
    fn beside(&mut self, name: &Named, reach: Reach, change: &mut ToolChange) {
        let tool = &name.called;
        let pair = self.pair;
        change.visibility = match (pair.old.is_hidden(tool), pair.new.is_hidden(tool)) {
            (false, true) => Some(Visibility::Hidden),
            (true, false) => Some(Visibility::Shown),
            _ => None,
        };
        let none = ToolRules::default();
        let [old, new] = [&pair.old, &pair.new].map(|side| side.rules(tool).unwrap_or(&none));
        if !pair.old.is_hidden(tool) && !pair.new.is_hidden(tool) {
            change.messages = self.messages(name);
        }
        if reach == (true, true) {
            change.counters = effective_limit::renamed(&old.limits, &new.limits);
        }
    }
}

impl ToolChange {
    /// The weightiest of what changes; `None` where nothing does.
    fn in_a_word(&self, reach: Reach) -> Option<Change> {
        match reach {
            (false, true) => return Some(Change::NewlyCallable),
            (true, false) => return Some(Change::NoLongerCallable),
            _ => {}
        }
        let calls = Verdict::directed(self.looser.is_some(), self.tighter.is_some());
        let limits = Direction::verdict(&self.limits);
        match (calls, calls.and(limits)) {
            (Verdict::Equal, Verdict::Looser) => Some(Change::LimitsRaised),
            (Verdict::Equal, Verdict::Tighter) => Some(Change::LimitsLowered),
            (_, Verdict::Looser) => Some(Change::Looser),
            (_, Verdict::Tighter) => Some(Change::Tighter),
            (_, Verdict::Both) => Some(Change::Both),
            (_, Verdict::Unknown) => Some(Change::Unknown),
            (_, Verdict::Equal) => self.silent(),
        }
    }

    /// What changes where every call comes out alike.
    fn silent(&self) -> Option<Change> {
        let visibility = self.visibility.map(|visibility| match visibility {
            Visibility::Hidden => Change::Hidden,
            Visibility::Shown => Change::Shown,
        });
        let messages = self.messages.as_ref().map(|_| Change::Message);
        let counters = (!self.counters.is_empty()).then_some(Change::CounterRenamed);
        visibility.or(messages).or(counters)
    }
}
