//! Quotas: their counters' names, and which of them are one.
//!
//! Chosen: a counter is named after its tool, what it sums and its window, and after nothing else
//! in the policy, since its name is its identity at the gateway. Quotas with the same counter,
//! window and summed argument are one quota with the smallest maximum, where the first of them
//! stands; quotas that `as` gives different counters stay apart, which means the same.

use std::collections::BTreeMap;

use super::error::EmitError;
use super::literals;

use crate::gateway::decision::{Limit, Scope};
use crate::policy::standing::{self, Standing, Standings};
use crate::policy::{Policy, Quota, RuleKind, Window};
use crate::source::Span;

/// Whose calls a quota counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner<'p> {
    /// Every tool's.
    AllTools,
    /// One tool's.
    Tool(&'p str),
}

/// Every quota of a policy under its owner.
#[derive(Debug, Default)]
pub(super) struct Ledger<'p> {
    limits: BTreeMap<Owner<'p>, Vec<Entered<'p>>>,
    /// Whose each counter is, and which of its quotas.
    counters: BTreeMap<String, (Owner<'p>, usize)>,
    clashes: Vec<EmitError>,
}

/// A counter, the quota that it belongs to, and the one whose maximum holds.
#[derive(Debug)]
struct Entered<'p> {
    counter: String,
    first: &'p Quota,
    lowest: &'p Quota,
}

impl<'p> Ledger<'p> {
    /// The quotas over all calls and those of tools that can be called.
    pub(super) fn of(policy: &'p Policy, standings: &Standings<'p>) -> Self {
        let mut ledger = Self::default();
        for quota in &policy.all_tools {
            ledger.enter(Owner::AllTools, quota);
        }
        for statement in &policy.statements {
            let quotas = statement.effect.rules().iter().filter_map(|rule| match &rule.kind {
                RuleKind::Limit(quota) => Some(quota),
                RuleKind::Require { .. } | RuleKind::Refuse { .. } => None,
            });
            for (quota, (tool, _)) in quotas.flat_map(|quota| {
                standing::names(statement).iter().map(move |named| (quota, named))
            }) {
                if matches!(standings.of_tool(tool), Standing::Open) {
                    ledger.enter(Owner::Tool(tool), quota);
                }
            }
        }
        ledger
    }

    /// Adds a quota to those of its owner, or merges it with the one that it is.
    fn enter(&mut self, owner: Owner<'p>, quota: &'p Quota) {
        let counter = quota.counter.clone().unwrap_or_else(|| counter(owner, quota));
        let of_owner = self.limits.entry(owner).or_default();
        let Some((holder, index)) = self.counters.get(&counter).copied() else {
            self.counters.insert(counter.clone(), (owner, of_owner.len()));
            of_owner.push(Entered { counter, first: quota, lowest: quota });
            return;
        };
        let Some(entered) = self.limits.get_mut(&holder).and_then(|all| all.get_mut(index)) else {
            return;
        };
        if holder == owner && entered.is(quota) {
            entered.lower(quota);
        } else {
            let (span, first) = (quota.span, entered.first.span);
            self.clashes.push(EmitError::CounterClash { span, first, counter });
        }
    }

    /// Every counter that two different quotas claim, once for each pair of rules.
    pub(super) fn clashes(mut self) -> Vec<EmitError> {
        self.clashes.sort_by_key(EmitError::span);
        self.clashes.dedup();
        self.clashes
    }

    /// The owner's limits, each with the rule that it comes from.
    pub(super) fn limits(&self, owner: Owner<'_>) -> Vec<(Limit, Span)> {
        let entered = self.limits.get(&owner).map_or(&[][..], Vec::as_slice);
        entered.iter().map(Entered::limit).collect()
    }
}

impl<'p> Entered<'p> {
    /// Whether a quota with this counter and owner is the same.
    fn is(&self, quota: &Quota) -> bool {
        self.first.window == quota.window && self.first.sum == quota.sum
    }

    /// The smaller of two maxima holds, and its rule is where the limit comes from.
    fn lower(&mut self, quota: &'p Quota) {
        if quota.max < self.lowest.max {
            self.lowest = quota;
        }
    }

    fn limit(&self) -> (Limit, Span) {
        let limit = Limit {
            counter: self.counter.clone(),
            window: self.lowest.window,
            max: self.lowest.max,
            increment_from: self.lowest.sum.as_ref().map(literals::path),
            scope: Scope::Grant,
        };
        (limit, self.lowest.span)
    }
}

/// The counter's name where `as` gives none.
fn counter(owner: Owner<'_>, Quota { sum, window, .. }: &Quota) -> String {
    match (owner, sum) {
        (Owner::AllTools, None) => format!("calls_per_{}", window.name()),
        (Owner::AllTools, Some(path)) => format!("sum_{}_{}", path.join("_"), window.name()),
        (Owner::Tool(tool), None) if *window == Window::Minute => format!("{tool}_rate"),
        (Owner::Tool(tool), None) => format!("{tool}_rate_{}", window.name()),
        (Owner::Tool(tool), Some(path)) => {
            format!("{tool}_sum_{}_{}", path.join("_"), window.name())
        }
    }
}
