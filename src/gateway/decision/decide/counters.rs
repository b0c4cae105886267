//! Limits: what is left of each in the window of a call.

use super::Call;
use super::holds::resolve;
use crate::gateway::decision::{Limit, Windows};
use crate::json::Value;

/// 2^63: from here on an amount overflows the gateway's counters.
const OVERFLOW: f64 = 9_223_372_036_854_775_808.0;

/// One limit's counter. A window is known by its number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counter {
    window: i64,
    used: Used,
}

/// What a window's calls have used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Used {
    /// This much; below zero where negative amounts gave budget back.
    Amount(i64),
    /// An amount of 2^63 or more came by: the counter stands at −2^63 until the window ends, and
    /// every amount passes.
    Overflowed,
}

impl Default for Used {
    fn default() -> Self {
        Self::Amount(0)
    }
}

impl Counter {
    /// The counter after a call, or `None` where the limit refuses it.
    pub(super) fn after(self, windows: Windows, limit: &Limit, call: &Call) -> Option<Self> {
        let window = match windows {
            Windows::CalendarAligned => call.at.div_euclid(limit.window.seconds()),
        };
        let used = if window == self.window { self.used } else { Used::default() };
        let used = used.plus(increment(limit, &call.arguments)?, limit.max)?;
        Some(Self { window, used })
    }
}

impl Used {
    fn plus(self, increment: Used, max: i64) -> Option<Self> {
        let (Self::Amount(used), Self::Amount(more)) = (self, increment) else {
            return Some(Self::Overflowed);
        };
        let total = i128::from(used) + i128::from(more);
        let room = total <= i128::from(max);
        room.then(|| Self::Amount(i64::try_from(total).unwrap_or(i64::MIN)))
    }
}

/// What a call adds. `None` for an amount that is missing or no number.
fn increment(limit: &Limit, arguments: &Value) -> Option<Used> {
    let Some(path) = &limit.increment_from else { return Some(Used::Amount(1)) };
    match resolve(arguments, path)? {
        Value::Number(amount) => Some(whole(amount.as_f64())),
        _ => None,
    }
}

/// An amount cut to a whole number.
#[expect(clippy::cast_possible_truncation, reason = "amounts are cut, as the gateway cuts them")]
fn whole(amount: f64) -> Used {
    if amount >= OVERFLOW { Used::Overflowed } else { Used::Amount(amount as i64) }
}
