//! The limits that a tool's calls are counted in.

use std::collections::BTreeMap;

use crate::policy::condition::Path;
use crate::policy::{Limit, Policy, RuleKind, Window};

/// How much of one thing each window holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MergedLimit<'p> {
    /// Whether all tools share it; otherwise the tool has it for itself.
    pub shared: bool,
    /// The argument that is summed; `None` counts calls.
    pub sum: Option<&'p Path>,
    /// The calendar-aligned window, UTC.
    pub window: Window,
    /// The most that a window holds.
    pub max: i64,
}

/// What is counted and over which window: two limits that agree on both are one.
type Thing<'p> = (Option<&'p Path>, Window);

/// What a call of a tool with these rules counts in: the limits that all tools share, then the
/// tool's own. Two limits over one thing and window are one, the smaller; what their counters are
/// called makes no difference to what they admit.
pub(super) fn merged_limits<'p>(
    policy: &'p Policy,
    rules: impl Iterator<Item = &'p RuleKind>,
) -> Vec<MergedLimit<'p>> {
    let own = rules.filter_map(RuleKind::limit);
    shared_limits(policy).into_iter().chain(own_limits(own)).collect()
}

/// The limits that all tools share.
pub(crate) fn shared_limits(policy: &Policy) -> Vec<MergedLimit<'_>> {
    smallest(policy.all_tools.iter()).into_iter().map(merged(true)).collect()
}

/// The limits of a tool with these limits of its own.
pub(crate) fn own_limits<'p>(limits: impl Iterator<Item = &'p Limit>) -> Vec<MergedLimit<'p>> {
    smallest(limits).into_iter().map(merged(false)).collect()
}

fn smallest<'p>(limits: impl Iterator<Item = &'p Limit>) -> BTreeMap<Thing<'p>, i64> {
    let mut smallest = BTreeMap::new();
    for limit in limits {
        let max = smallest.entry((limit.sum.as_ref(), limit.window)).or_insert(limit.max);
        *max = limit.max.min(*max);
    }
    smallest
}

fn merged<'p>(shared: bool) -> impl Fn((Thing<'p>, i64)) -> MergedLimit<'p> {
    move |((sum, window), max)| MergedLimit { shared, sum, window, max }
}
