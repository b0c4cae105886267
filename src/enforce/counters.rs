//! What keeps count of calls.

use std::fmt;

use super::quota::Quota;

/// A store of counters, for many processes at once.
pub(crate) trait Counters {
    /// Takes what a call needs of all these quotas, or of none of them.
    ///
    /// # Errors
    /// Nobody knows what is used.
    fn take(&mut self, quotas: &[Quota<'_>]) -> Result<Taken, StoreError>;
}

/// What became of a reservation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Each quota had room.
    All,
    /// The quota at this index had none, and nothing was taken.
    Full(usize),
}

/// Why a store can't be used, in a reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoreError(pub(crate) String);

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the counters can't be used: {}", self.0)
    }
}

/// What a counter shows after a call; none where the quota has no room for it. A number that
/// doesn't fit into a counter has no room.
pub(super) fn after(used: i64, quota: &Quota<'_>) -> Option<i64> {
    used.checked_add(quota.amount).filter(|after| *after <= quota.max)
}
