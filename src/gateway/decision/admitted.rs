//! How much some limits let through in a window.
//!
//! Windows of the calendar nest, so a limit of a shorter window counts as often as it fits into the
//! longer one, and one of a longer window bounds every shorter one.

use super::model::Limit;
use super::semantics::Windows;
use crate::policy::Window;

/// How many calls (or, for a summed argument, which sum) these limits let through in a window;
/// `None` for any number. Limits over something else say nothing.
pub(crate) fn admitted<'l>(
    limits: impl IntoIterator<Item = &'l Limit>,
    sum: Option<&str>,
    window: Window,
    windows: Windows,
) -> Option<i128> {
    let about = limits.into_iter().filter(|limit| limit.increment_from.as_deref() == sum);
    about.map(|limit| i128::from(limit.max) * times(windows, limit.window, window)).min()
}

/// How many of these windows pass in another; in a shorter one, one.
fn times(windows: Windows, inner: Window, outer: Window) -> i128 {
    match windows {
        Windows::CalendarAligned => i128::from((outer.seconds() / inner.seconds()).max(1)),
    }
}
