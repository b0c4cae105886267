//! Quotas as the gateway's page describes them: reserved one after the other, taken back together,
//! in counters of 64 bits. Written apart from the evaluator, which is held against it.

use std::collections::BTreeMap;

/// One more than the largest number that a counter holds.
const TOO_LARGE: i128 = 1 << 63;

/// Counters by what they are known by.
#[derive(Debug)]
pub(crate) struct Quotas<K> {
    counters: BTreeMap<K, Window>,
}

/// A counter's window, by its number, and what is used of it.
#[derive(Debug, Clone, Copy)]
struct Window {
    number: i64,
    used: i128,
}

/// What a call takes of one quota.
#[derive(Debug, Clone)]
pub(crate) struct Taken<K> {
    /// The counter.
    pub counter: K,
    /// The window, by its number.
    pub window: i64,
    /// The most that a window holds.
    pub max: i64,
    /// The amount, as the call has it; `None` where it has no number.
    pub amount: Option<f64>,
}

impl<K: Ord + Clone> Quotas<K> {
    /// Nothing is used.
    pub(crate) fn new() -> Self {
        Self { counters: BTreeMap::new() }
    }

    /// Whether a call may take all of these, in their order. Each that it takes is given back at the
    /// first that has no room.
    pub(crate) fn take(&mut self, all: &[Taken<K>]) -> bool {
        let mut reserved = Vec::new();
        for taken in all {
            let before = self.used(taken);
            let amount = taken.amount.map(in_a_counter);
            let after = amount.map(|amount| wrapped(before + amount));
            match after.filter(|after| *after <= i128::from(taken.max)) {
                Some(after) => {
                    self.set(taken, after);
                    reserved.push((taken, amount.unwrap_or(0)));
                }
                None => {
                    self.give_back(&reserved);
                    return false;
                }
            }
        }
        true
    }

    fn used(&self, taken: &Taken<K>) -> i128 {
        let window = self.counters.get(&taken.counter);
        window.filter(|window| window.number == taken.window).map_or(0, |window| window.used)
    }

    fn set(&mut self, taken: &Taken<K>, used: i128) {
        self.counters.insert(taken.counter.clone(), Window { number: taken.window, used });
    }

    fn give_back(&mut self, reserved: &[(&Taken<K>, i128)]) {
        for (taken, amount) in reserved {
            self.set(taken, wrapped(self.used(taken) - amount).max(0));
        }
    }
}

/// An amount cut towards zero; what has no place in a counter is its least number.
fn in_a_counter(amount: f64) -> i128 {
    #[expect(clippy::cast_possible_truncation, reason = "it saturates far outside of a counter")]
    let whole = amount.trunc() as i128;
    match (-TOO_LARGE..TOO_LARGE).contains(&whole) {
        true => whole,
        false => -TOO_LARGE,
    }
}

/// The number of 64 bits that a counter shows for this one.
fn wrapped(number: i128) -> i128 {
    (number + TOO_LARGE).rem_euclid(2 * TOO_LARGE) - TOO_LARGE
}
