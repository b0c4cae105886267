//! Amounts that a sum's counter doesn't count as they are.

use crate::analysis::{Formula, Order, Test};
use crate::json::Number;

/// From here on an amount has no place in a counter of 64 bits: 2^63.
const TOO_LARGE: u64 = 1 << 63;

/// The calls whose amount can wrap the counter of a sum of at most `max`: such a call passes
/// whatever it adds, and leaves the counter far below zero for the rest of the window.
pub(crate) fn wraps(path: &[String], max: i64) -> Formula {
    let bound = TOO_LARGE - max.unsigned_abs().min(TOO_LARGE);
    let Some(number) = Number::new(&bound.to_string()) else { return Formula::NEVER };
    // The nearest float may lie below the bound.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole")]
    let order = if (number.as_f64() as u64) < bound { Order::Greater } else { Order::AtLeast };
    Formula::test(path, Test::Compare(order, number))
}

/// The calls whose amount passes an unused sum by wrapping its counter, however small its maximum.
pub(super) fn wraps_at_once(path: &[String]) -> Formula {
    wraps(path, 0)
}
