//! How much limits let through in a window, and how that changes.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::change::{Direction, LimitChange, Renamed};
use super::side::Pair;
use crate::gateway::{Limit, Windows, admitted};
use crate::policy::Window;

/// Limits with their pointers.
pub(super) type Limits<'l> = Vec<(String, &'l Limit)>;

/// Some limits of one side, asked about one window.
#[derive(Debug, Clone, Copy)]
pub(super) struct EffectiveLimit<'f> {
    pub(super) limits: &'f Limits<'f>,
    pub(super) sum: Option<&'f str>,
    pub(super) window: Window,
    /// Which calls the side's limits count together.
    pub(super) windows: Windows,
    /// Whether windows bound one another: not where amounts can give room back.
    pub(super) nested: bool,
}

impl<'f> EffectiveLimit<'f> {
    fn relevant(self) -> impl Iterator<Item = &'f (String, &'f Limit)> {
        let is_about = move |limit: &Limit| limit.increment_from.as_deref() == self.sum;
        let bounds = move |limit: &Limit| self.nested || limit.window == self.window;
        self.limits.iter().filter(move |(_, limit)| is_about(limit) && bounds(limit))
    }

    /// How much passes; `None` for any number.
    pub(super) fn amount(self) -> Option<i128> {
        self.admitted(self.relevant().map(|(_, limit)| *limit))
    }

    fn admitted<'l>(self, limits: impl IntoIterator<Item = &'l Limit>) -> Option<i128> {
        admitted(limits, self.sum, self.window, self.windows)
    }

    /// Whether a limit of this very window says so.
    fn is_written(self) -> bool {
        let amount = self.amount();
        self.relevant()
            .any(|(_, limit)| limit.window == self.window && Some(i128::from(limit.max)) == amount)
    }

    /// The limit that says so.
    fn pointer(self) -> Option<&'f str> {
        let amount = self.amount()?;
        let says = |limit: &Limit| self.admitted([limit]) == Some(amount);
        self.relevant().find(|(_, limit)| says(limit)).map(|(pointer, _)| pointer.as_str())
    }
}

/// More than any limit admits.
pub(super) fn or_any(amount: Option<i128>) -> i128 {
    amount.unwrap_or(i128::MAX)
}

impl LimitChange {
    /// How an effective limit changes; `None` where it doesn't.
    pub(super) fn of(
        sum: Option<&str>,
        window: Window,
        old: Option<i128>,
        new: Option<i128>,
    ) -> Option<Self> {
        let change = match or_any(old).cmp(&or_any(new)) {
            Ordering::Less => Direction::Looser,
            Ordering::Equal => return None,
            Ordering::Greater => Direction::Tighter,
        };
        let sum = sum.map(str::to_owned);
        Some(Self { window, sum, old, new, change, old_rule: None, new_rule: None, calls: None })
    }

    /// How what some limits say changes; `None` where it doesn't, or where another window says it.
    pub(super) fn between(
        pair: &Pair<'_>,
        old: EffectiveLimit<'_>,
        new: EffectiveLimit<'_>,
    ) -> Option<Self> {
        let change = Self::of(old.sum, old.window, old.amount(), new.amount())?;
        let is_written = old.is_written() || new.is_written();
        is_written.then(|| Self {
            old_rule: old.pointer().map(|pointer| pair.old.statement(pointer)),
            new_rule: new.pointer().map(|pointer| pair.new.statement(pointer)),
            ..change
        })
    }

    /// How much the side with less room lets through.
    pub(super) fn least(&self) -> i128 {
        or_any(self.old).min(or_any(self.new))
    }

    /// One more than the side with less room lets through.
    pub(super) fn too_many(&self) -> Option<i128> {
        self.least().checked_add(1)
    }
}

/// Counters that have a new name, and count the same.
pub(super) fn renamed(old: &[Limit], new: &[Limit]) -> Vec<Renamed> {
    let counters = |limits: &[Limit]| -> BTreeSet<String> {
        limits.iter().map(|limit| limit.counter.clone()).collect()
    };
    let (before, after) = (counters(old), counters(new));
    let same = |one: &Limit, other: &Limit| {
        (one.window, &one.increment_from) == (other.window, &other.increment_from)
    };
    let gone = old.iter().filter(|limit| !after.contains(&limit.counter));
    let names = gone.filter_map(|gone| {
        let come = new.iter().find(|new| same(gone, new) && !before.contains(&new.counter))?;
        Some(Renamed { old: gone.counter.clone(), new: come.counter.clone() })
    });
    names.collect()
}
