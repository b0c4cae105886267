//! The quotas that a tool's calls are counted in.

use std::collections::BTreeMap;

use super::rules;
use crate::policy::condition::Path;
use crate::policy::{Policy, Quota, RuleKind, Window};

/// How much of one thing each window holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget<'p> {
    /// Whether all tools share it; otherwise the tool has it for itself.
    pub shared: bool,
    /// The argument that is summed; `None` counts calls.
    pub sum: Option<&'p Path>,
    /// The calendar-aligned window, UTC.
    pub window: Window,
    /// The most that a window holds.
    pub max: i64,
}

/// What is counted and over which window: two quotas that agree on both are one.
type Thing<'p> = (Option<&'p Path>, Window);

/// What a call of the tool counts in: the budgets that all tools share, then the tool's own. Two
/// quotas over one thing and window are one, the smaller; what their counters are called makes no
/// difference to what they admit.
pub fn quotas<'p>(policy: &'p Policy, tool: &str) -> Vec<Budget<'p>> {
    budgets(policy, rules(policy, tool))
}

/// The same, of a tool with these rules.
pub(super) fn budgets<'p>(
    policy: &'p Policy,
    rules: impl Iterator<Item = &'p RuleKind>,
) -> Vec<Budget<'p>> {
    let own = rules.filter_map(RuleKind::limit);
    shared_quotas(policy).into_iter().chain(own_quotas(own)).collect()
}

/// The budgets that all tools share.
pub fn shared_quotas(policy: &Policy) -> Vec<Budget<'_>> {
    smallest(policy.all_tools.iter()).into_iter().map(budget(true)).collect()
}

/// The budgets of a tool with these quotas of its own.
pub fn own_quotas<'p>(quotas: impl Iterator<Item = &'p Quota>) -> Vec<Budget<'p>> {
    smallest(quotas).into_iter().map(budget(false)).collect()
}

fn smallest<'p>(quotas: impl Iterator<Item = &'p Quota>) -> BTreeMap<Thing<'p>, i64> {
    let mut smallest = BTreeMap::new();
    for quota in quotas {
        let max = smallest.entry((quota.sum.as_ref(), quota.window)).or_insert(quota.max);
        *max = quota.max.min(*max);
    }
    smallest
}

fn budget<'p>(shared: bool) -> impl Fn((Thing<'p>, i64)) -> Budget<'p> {
    move |((sum, window), max)| Budget { shared, sum, window, max }
}
