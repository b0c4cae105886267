//! What a table of weights says of an argument where the rules are silent.
//!
//! `weights.tsv` is learned from labelled tools (`risk::tests::weights`): a line for each sign, with
//! what it adds to each answer's sum. The first line names the answers.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::LazyLock;

use super::RoleAnswer;
use super::features::Feature;
#[cfg(test)]
use super::layout::lay_out;
use super::role::Role;

/// Steps of a weight in the table to 1.
pub(super) const STEPS: f32 = 128.0;

/// How many bytes a slot of the table has: the key of a sign, and where its row begins.
const SLOT: usize = size_of::<u64>() + size_of::<u32>();

/// How many places a row can name.
const PLACES: usize = 1 << u8::BITS;

/// How many signs are shown as evidence.
const SHOWN: usize = 2;

/// The table as it is written.
#[cfg(test)]
pub(super) const TEXT: &str = include_str!("weights.tsv");

/// The place of an answer, and what a sign adds to its sum, in steps.
type Weight = (u8, i8);

/// The table.
#[derive(Debug)]
pub(super) struct Weights {
    answers: Vec<RoleAnswer>,
    slots: Cow<'static, [u8]>,
    weights: Cow<'static, [u8]>,
}

/// The likeliest answer.
#[derive(Debug)]
pub(super) struct Likeliest<'s> {
    /// What it is.
    pub(super) answer: RoleAnswer,
    /// How far it is from the border to all others: about 1 where it is clear, below 0 where every
    /// other answer is as unlikely.
    pub(super) margin: f32,
    /// The signs that weighed most for it, the weightiest first.
    pub(super) signs: Vec<Feature<'s>>,
}

impl Weights {
    /// The table of the program, as the build has laid it out.
    pub(super) fn own() -> &'static Self {
        static OWN: LazyLock<Weights> = LazyLock::new(|| Weights {
            answers: answers(include_str!(concat!(env!("OUT_DIR"), "/weights.answers"))),
            slots: Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/weights.slots"))),
            weights: Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/weights.rows"))),
        });
        &OWN
    }

    /// The table in a text; lines that can't be read say nothing.
    #[cfg(test)]
    pub(super) fn read(text: &str) -> Self {
        let (names, lines) = text.split_once('\n').unwrap_or((text, ""));
        let layout = lay_out(lines, super::features::key);
        Self {
            answers: answers(names),
            slots: Cow::Owned(layout.slots),
            weights: Cow::Owned(layout.weights),
        }
    }

    /// What the sign with this key adds to which answers, if the table has it.
    fn row(&self, key: u64) -> Option<&[[u8; 2]]> {
        let (slots, _) = self.slots.as_chunks::<SLOT>();
        let (before, from) = slots.split_at_checked(key as usize & slots.len().checked_sub(1)?)?;
        let mut next = from.iter().chain(before).map(slot).take_while(|(_, start)| *start != 0);
        let (_, start) = next.find(|(own, _)| *own == key)?;
        let (count, rest) = self.weights.get(start as usize..)?.split_first()?;
        rest.as_chunks().0.get(..usize::from(*count))
    }

    /// The likeliest of the possible answers for an argument with these signs; none without a table.
    pub(super) fn likeliest<'s>(
        &self,
        features: &[(u64, Feature<'s>)],
        is_possible: impl Fn(RoleAnswer) -> bool,
    ) -> Option<Likeliest<'s>> {
        let row = |(key, feature): &(u64, Feature<'s>)| Some((*feature, self.row(*key)?));
        let met: Vec<_> = features.iter().filter_map(row).collect();
        let (best, margin) = self.best(met.iter().map(|(_, row)| *row), is_possible)?;
        let signs = weightiest(&met, best);
        Some(Likeliest { answer: self.answer(best)?, margin, signs })
    }

    /// The place of the possible answer with the highest sum, and that sum.
    fn best<'r>(
        &self,
        rows: impl Iterator<Item = &'r [[u8; 2]]>,
        is_possible: impl Fn(RoleAnswer) -> bool,
    ) -> Option<(u8, f32)> {
        let mut sums = [0_i32; PLACES];
        for row in rows {
            for (place, weight) in row.iter().map(weight) {
                if let Some(sum) = sums.get_mut(usize::from(place)) {
                    *sum += i32::from(weight);
                }
            }
        }
        let sums = (0..).zip(&self.answers).zip(sums);
        let possible = sums.filter(|((_, answer), _)| is_possible(**answer));
        let best = possible.max_by_key(|((at, _), sum): &((u8, _), i32)| (*sum, Reverse(*at)));
        best.map(|((at, _), sum)| (at, sum as f32 / STEPS))
    }

    fn answer(&self, at: u8) -> Option<RoleAnswer> {
        self.answers.get(usize::from(at)).copied()
    }

    /// The likeliest answer for an argument with these signs, written out.
    #[cfg(test)]
    pub(super) fn of_written(&self, signs: &[String]) -> Option<RoleAnswer> {
        let rows = signs.iter().filter_map(|sign| self.row(super::features::key(sign)));
        let (best, _) = self.best(rows, |_| true)?;
        self.answer(best)
    }
}

/// The signs that weigh most for an answer.
fn weightiest<'s>(met: &[(Feature<'s>, &[[u8; 2]])], best: u8) -> Vec<Feature<'s>> {
    let of_best = |row: &[[u8; 2]]| row.iter().map(weight).find(|(place, _)| *place == best);
    let mut signs: Vec<_> = met
        .iter()
        .filter(|(feature, _)| feature.is_word())
        .filter_map(|(feature, row)| Some((of_best(row)?.1, *feature)))
        .filter(|(weight, _)| *weight > 0)
        .collect();
    signs.sort_unstable_by_key(|(weight, sign)| (Reverse(*weight), *sign));
    let mut words: Vec<Feature<'s>> = Vec::new();
    for (_, sign) in signs {
        if words.len() < SHOWN && !words.iter().any(|shown| shown.word == sign.word) {
            words.push(sign);
        }
    }
    words
}

/// The answer with this word.
pub(super) fn answer(name: &str) -> Option<RoleAnswer> {
    let role = || Role::named(name).map(RoleAnswer::Is);
    if name == "none" { Some(RoleAnswer::Harmless) } else { role() }
}

/// The key of a slot, and where its row begins.
fn slot(bytes: &[u8; SLOT]) -> (u64, u32) {
    let [key @ .., a, b, c, d] = *bytes;
    (u64::from_le_bytes(key), u32::from_le_bytes([a, b, c, d]))
}

/// One weight of a row.
fn weight(bytes: &[u8; 2]) -> Weight {
    let [place, weight] = *bytes;
    (place, weight.cast_signed())
}

/// The answers of a table, in their order.
fn answers(names: &str) -> Vec<RoleAnswer> {
    names.split('\t').filter_map(answer).collect()
}
