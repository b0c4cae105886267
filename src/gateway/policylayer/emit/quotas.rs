//! Quotas: their counters' names, and which of them are one.
//!
//! Chosen: a counter is named after its tool, what it sums and its window, and after nothing else
//! in the policy, since its name is its identity at the gateway. Quotas with the same counter,
//! window and summed argument are one quota with the smallest maximum, where the first of them
//! stands; quotas that `as` gives different counters stay apart, which means the same.

use std::collections::{BTreeMap, BTreeSet};

use super::error::EmitError;
use crate::gateway::policylayer::model::{Limit, Scope};
use crate::policy::condition::Path;
use crate::policy::{Quota, Window};
use crate::source::Span;

/// Whose calls a quota counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner<'p> {
    /// Every tool's.
    AllTools,
    /// One tool's.
    Tool(&'p str),
}

/// Every counter of the document so far.
#[derive(Debug, Default)]
pub(super) struct Ledger<'p> {
    counters: BTreeMap<String, Entered<'p>>,
    clashes: BTreeSet<(Span, Span, String)>,
}

/// A counter and the quota that it belongs to.
#[derive(Debug)]
struct Entered<'p> {
    owner: Owner<'p>,
    window: Window,
    sum: Option<&'p Path>,
    span: Span,
    index: usize,
}

impl<'p> Ledger<'p> {
    /// Adds a quota to the limits of its owner, or merges it with the one that it is.
    pub(super) fn enter(
        &mut self,
        owner: Owner<'p>,
        quota: &'p Quota,
        limits: &mut Vec<(Limit, Span)>,
    ) {
        let counter = quota.counter.clone().unwrap_or_else(|| counter(owner, quota));
        match self.counters.get(&counter) {
            None => {
                let entered = Entered {
                    owner,
                    window: quota.window,
                    sum: quota.sum.as_ref(),
                    span: quota.span,
                    index: limits.len(),
                };
                limits.push((limit(counter.clone(), quota), quota.span));
                self.counters.insert(counter, entered);
            }
            Some(first) if first.is(owner, quota) => lower(limits.get_mut(first.index), quota),
            Some(first) => {
                self.clashes.insert((quota.span, first.span, counter));
            }
        }
    }

    /// Every counter that two different quotas claim, once for each pair of rules.
    pub(super) fn clashes(&mut self) -> Vec<EmitError> {
        let clashes = std::mem::take(&mut self.clashes);
        let error = |(span, first, counter)| EmitError::CounterClash { span, first, counter };
        clashes.into_iter().map(error).collect()
    }
}

impl Entered<'_> {
    fn is(&self, owner: Owner<'_>, quota: &Quota) -> bool {
        self.owner == owner && self.window == quota.window && self.sum == quota.sum.as_ref()
    }
}

/// The smaller of two maxima holds, and its rule is where the quota comes from.
fn lower(limit: Option<&mut (Limit, Span)>, quota: &Quota) {
    if let Some((limit, span)) = limit
        && quota.max < limit.max
    {
        limit.max = quota.max;
        *span = quota.span;
    }
}

fn limit(counter: String, quota: &Quota) -> Limit {
    Limit {
        counter,
        window: quota.window,
        max: quota.max,
        increment_from: quota.sum.as_ref().map(|path| format!("args.{}", path.join("."))),
        scope: Scope::Grant,
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
