//! The limits that a tool's calls are counted in.

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
    /// The counter's name, where the policy gives one.
    pub counter: Option<&'p str>,
    /// The most that a window holds.
    pub max: i64,
}

/// What a call of a tool with these rules counts in: the limits that all tools share, then the
/// tool's own, in the order of the text. Two limits over one thing and window are one, the smaller,
/// where their counters aren't given two names.
pub(super) fn merged_limits<'p>(
    policy: &'p Policy,
    rules: impl Iterator<Item = &'p RuleKind>,
) -> Vec<MergedLimit<'p>> {
    let own = rules.filter_map(RuleKind::limit);
    shared_limits(policy).into_iter().chain(own_limits(own)).collect()
}

/// The limits that all tools share.
pub(crate) fn shared_limits(policy: &Policy) -> Vec<MergedLimit<'_>> {
    merged(true, policy.all_tools.iter())
}

/// The limits of a tool with these limits of its own.
pub(crate) fn own_limits<'p>(limits: impl Iterator<Item = &'p Limit>) -> Vec<MergedLimit<'p>> {
    merged(false, limits)
}

fn merged<'p>(shared: bool, limits: impl Iterator<Item = &'p Limit>) -> Vec<MergedLimit<'p>> {
    let mut merged: Vec<MergedLimit<'p>> = Vec::new();
    for Limit { sum, window, counter, max, .. } in limits {
        let (sum, counter) = (sum.as_ref(), counter.as_deref());
        let same = |one: &&mut MergedLimit<'_>| {
            (one.sum, one.window, one.counter) == (sum, *window, counter)
        };
        match merged.iter_mut().find(same) {
            Some(one) => one.max = one.max.min(*max),
            None => merged.push(MergedLimit { shared, sum, window: *window, counter, max: *max }),
        }
    }
    merged
}
