//! How many letters two names differ in at least: a look at the letters alone, wherever they stand.

use super::distance::is_mark;

/// How many letters are told apart; some count as one.
const LETTERS: usize = 64;

/// How often each letter stands in a name, marks and case aside.
#[derive(Debug)]
pub(super) struct Letters {
    counts: [u8; LETTERS],
    /// Which letters stand in it at all, a bit for each.
    which: u64,
}

impl Letters {
    pub(super) fn of(name: &str) -> Self {
        let (mut counts, mut which) = ([0_u8; LETTERS], 0);
        for letter in name.chars().filter(|it| !is_mark(*it)).flat_map(char::to_lowercase) {
            let letter = letter as usize % LETTERS;
            which |= 1 << letter;
            if let Some(count) = counts.get_mut(letter) {
                *count = count.saturating_add(1);
            }
        }
        Self { counts, which }
    }

    /// In how many letters the names differ at least; `None` where these are more than `most`.
    pub(super) fn distance(&self, other: &Self, most: usize) -> Option<usize> {
        let (lacking, beyond) = (self.which & !other.which, other.which & !self.which);
        if lacking.count_ones().max(beyond.count_ones()) as usize > most {
            return None;
        }
        let distance = above(&self.counts, &other.counts).max(above(&other.counts, &self.counts));
        (distance <= most).then_some(distance)
    }
}

/// How many letters there are in `some` beyond those in `others`.
fn above(some: &[u8; LETTERS], others: &[u8; LETTERS]) -> usize {
    let pairs = some.iter().zip(others);
    let above: u16 = pairs.map(|(one, other)| u16::from(one.saturating_sub(*other))).sum();
    above.into()
}
