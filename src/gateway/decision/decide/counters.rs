//! Limits: what is left of each in the window of a call.

use super::Call;
use super::holds::resolve;
use crate::gateway::decision::{Limit, Windows};
use crate::json::Value;

/// 2^63: no amount from here on fits into a counter.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

/// One limit's counter. A window is known by its number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counter {
    window: i64,
    /// Below zero where amounts gave budget back, or where the counter wrapped.
    used: i64,
}

impl Counter {
    /// The counter after a call, or `None` where the limit refuses it.
    fn after(self, windows: Windows, limit: &Limit, call: &Call) -> Option<Self> {
        let window = match windows {
            Windows::CalendarAligned => call.at.div_euclid(limit.window.seconds()),
        };
        let used = if window == self.window { self.used } else { 0 };
        let used = used.wrapping_add(increment(limit, &call.arguments)?);
        (used <= limit.max).then_some(Self { window, used })
    }

    /// The counter once a call that it has counted is taken back, which stops at zero.
    fn without(self, limit: &Limit, call: &Call) -> Self {
        let used = self.used.wrapping_sub(increment(limit, &call.arguments).unwrap_or_default());
        Self { used: used.max(0), ..self }
    }
}

/// Chosen: each entry of `limits` counts on its own. Two with one counter, window and argument are
/// then one limit with the smaller maximum, and tools never share a limit.
pub(super) fn fresh(limits: &[Limit]) -> Vec<Counter> {
    vec![Counter::default(); limits.len()]
}

/// Reserves what a call takes of each limit, one after the other. Where one has no room, the room
/// before it is given back, and the answer is its index.
pub(super) fn reserve(
    counters: &mut [Counter],
    windows: Windows,
    limits: &[Limit],
    call: &Call,
) -> Option<usize> {
    let full = counters.iter_mut().zip(limits).position(|(counter, limit)| {
        let after = counter.after(windows, limit, call);
        *counter = after.unwrap_or(*counter);
        after.is_none()
    })?;
    take_back(counters.iter_mut().take(full), limits, call);
    Some(full)
}

/// Takes back what a call reserved of these limits.
pub(super) fn take_back<'c>(
    counters: impl IntoIterator<Item = &'c mut Counter>,
    limits: &[Limit],
    call: &Call,
) {
    for (counter, limit) in counters.into_iter().zip(limits) {
        *counter = counter.without(limit, call);
    }
}

/// What a call adds. `None` for an amount that is missing or no number.
fn increment(limit: &Limit, arguments: &Value) -> Option<i64> {
    let Some(path) = &limit.increment_from else { return Some(1) };
    match resolve(arguments, path)? {
        Value::Number(amount) => Some(whole(amount.as_f64())),
        _ => None,
    }
}

/// An amount cut to a whole number; the least there is for one that has no place in a counter.
#[expect(clippy::cast_possible_truncation, reason = "amounts are cut, as the gateway cuts them")]
fn whole(amount: f64) -> i64 {
    if amount >= TOO_LARGE { i64::MIN } else { amount as i64 }
}
