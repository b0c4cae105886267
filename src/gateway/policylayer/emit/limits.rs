//! Limits: their counters' names, and which of them are one.
//!
//! Chosen: a counter is named after its tool, what it sums and its window, and after nothing else
//! in the policy, since its name is its identity at the gateway. Limits with the same counter,
//! window and summed argument are one limit with the smallest maximum, where the first of them
//! stands; limits that `as` gives different counters stay apart, which means the same.

use std::collections::BTreeMap;

use super::error::EmitError;
use super::literals;

use crate::gateway::decision::{Limit as CompiledLimit, Scope};
use crate::policy::condition::Path;
use crate::policy::disposition::{self, Disposition, Dispositions};
use crate::policy::{Limit, Policy, RuleKind, Window};
use crate::source::Span;

/// Whose calls a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner<'p> {
    /// Every tool's.
    AllTools,
    /// One tool's.
    Tool(&'p str),
}

/// Every limit of a policy under its owner.
#[derive(Debug, Default)]
pub(super) struct Ledger<'p> {
    limits: BTreeMap<Owner<'p>, Vec<Entered<'p>>>,
    /// Whose each counter is, and which of its limits.
    counters: BTreeMap<String, (Owner<'p>, usize)>,
    clashes: Vec<EmitError>,
}

/// A counter, the limit that it belongs to, and the one whose maximum holds.
#[derive(Debug)]
struct Entered<'p> {
    counter: String,
    first: &'p Limit,
    lowest: &'p Limit,
}

impl<'p> Ledger<'p> {
    /// The limits over all calls and those of tools that can be called.
    pub(super) fn of(policy: &'p Policy, dispositions: &Dispositions<'p>) -> Self {
        let mut ledger = Self::default();
        for limit in &policy.all_tools {
            ledger.enter(Owner::AllTools, limit);
        }
        for statement in &policy.statements {
            let limits = statement.effect.rules().iter().filter_map(|rule| match &rule.kind {
                RuleKind::Limit(limit) => Some(limit),
                RuleKind::Require { .. } | RuleKind::Refuse { .. } => None,
            });
            for (limit, (tool, _)) in limits.flat_map(|limit| {
                disposition::names(statement).iter().map(move |named| (limit, named))
            }) {
                if matches!(dispositions.of_tool(tool), Disposition::Open) {
                    ledger.enter(Owner::Tool(tool), limit);
                }
            }
        }
        ledger
    }

    /// Adds a limit to those of its owner, or merges it with the one that it is.
    fn enter(&mut self, owner: Owner<'p>, limit: &'p Limit) {
        let counter = limit.counter.clone().unwrap_or_else(|| counter(owner, limit));
        let of_owner = self.limits.entry(owner).or_default();
        let Some((holder, index)) = self.counters.get(&counter).copied() else {
            self.counters.insert(counter.clone(), (owner, of_owner.len()));
            of_owner.push(Entered { counter, first: limit, lowest: limit });
            return;
        };
        let Some(entered) = self.limits.get_mut(&holder).and_then(|all| all.get_mut(index)) else {
            return;
        };
        if holder == owner && entered.is(limit) {
            entered.lower(limit);
        } else {
            let (span, first) = (limit.span, entered.first.span);
            self.clashes.push(EmitError::CounterClash { span, first, counter });
        }
    }

    /// Every counter that two different limits claim, once for each pair of rules.
    pub(super) fn clashes(mut self) -> Vec<EmitError> {
        self.clashes.sort_by_key(EmitError::span);
        self.clashes.dedup();
        self.clashes
    }

    /// The owner's limits, each with the rule that it comes from.
    pub(super) fn limits(&self, owner: Owner<'_>) -> Vec<(CompiledLimit, Span)> {
        let entered = self.limits.get(&owner).map_or(&[][..], Vec::as_slice);
        entered.iter().map(Entered::limit).collect()
    }
}

impl<'p> Entered<'p> {
    /// Whether a limit with this counter and owner is the same.
    fn is(&self, limit: &Limit) -> bool {
        self.first.window == limit.window && self.first.sum == limit.sum
    }

    /// The smaller of two maxima holds, and its rule is where the limit comes from.
    fn lower(&mut self, limit: &'p Limit) {
        if limit.max < self.lowest.max {
            self.lowest = limit;
        }
    }

    fn limit(&self) -> (CompiledLimit, Span) {
        let limit = CompiledLimit {
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
fn counter(owner: Owner<'_>, Limit { sum, window, .. }: &Limit) -> String {
    let tool = match owner {
        Owner::AllTools => None,
        Owner::Tool(tool) => Some(tool),
    };
    counter_name(tool, sum.as_ref(), *window)
}

/// The name of a counter that nobody named: of one tool, or else of all, for calls or a sum.
pub(crate) fn counter_name(tool: Option<&str>, sum: Option<&Path>, window: Window) -> String {
    let window_name = window.name();
    match (tool, sum) {
        (None, None) => format!("calls_per_{window_name}"),
        (None, Some(path)) => format!("sum_{}_{window_name}", path.join("_")),
        (Some(tool), None) if window == Window::Minute => format!("{tool}_rate"),
        (Some(tool), None) => format!("{tool}_rate_{window_name}"),
        (Some(tool), Some(path)) => format!("{tool}_sum_{}_{window_name}", path.join("_")),
    }
}
