//! What a table of weights says of an argument where the rules are silent.
//!
//! `weights.tsv` is learned from labelled tools (`risk::tests::weights`): a line for each sign, with
//! what it adds to each answer's sum. The first line names the answers.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::iter;
use std::sync::LazyLock;

use super::RoleAnswer;
use super::features::Feature;
use super::role::Role;
use crate::strings::Quick;

/// Steps of a weight in the table to 1.
pub(super) const STEPS: f32 = 128.0;

/// How many bytes a line of the table has, about.
const USUAL_LINE: usize = 28;

/// How many signs are shown as evidence.
const SHOWN: usize = 2;

/// The table as it is written.
pub(super) const TEXT: &str = include_str!("weights.tsv");

/// What one sign adds to answers, as it is written: `19:4 26:-4`. Few lines of the table are ever
/// asked for, so they are read when they are.
type Row<'w> = &'w str;

/// The table.
#[derive(Debug, Default)]
pub(super) struct Weights<'w> {
    answers: Vec<RoleAnswer>,
    rows: HashMap<u64, Row<'w>, BuildHasherDefault<Quick>>,
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

impl Weights<'static> {
    /// The table of the program.
    pub(super) fn own() -> &'static Self {
        static OWN: LazyLock<Weights<'static>> = LazyLock::new(|| Weights::read(TEXT));
        &OWN
    }
}

impl<'w> Weights<'w> {
    /// The table in a text; lines that can't be read say nothing.
    pub(super) fn read(text: &'w str) -> Self {
        let (names, lines) = text.split_once('\n').unwrap_or((text, ""));
        let answers = names.split('\t').filter_map(answer).collect();
        let mut rows = HashMap::default();
        rows.reserve(text.len() / USUAL_LINE);
        let mut rest = lines;
        while let Some((sign, after)) = rest.split_once('\t') {
            let (weights, others) = after.split_once('\n').unwrap_or((after, ""));
            rows.insert(super::features::key(sign), weights);
            rest = others;
        }
        Self { answers, rows }
    }

    /// The likeliest of the possible answers for an argument with these signs; none without a table.
    pub(super) fn likeliest<'s>(
        &self,
        features: &[Feature<'s>],
        is_possible: impl Fn(RoleAnswer) -> bool,
    ) -> Option<Likeliest<'s>> {
        let row = |feature: &Feature<'s>| Some((*feature, *self.rows.get(&feature.key())?));
        let met: Vec<_> = features.iter().filter_map(row).collect();
        let (best, margin) = self.best(met.iter().map(|(_, row)| *row), is_possible)?;
        let signs = weightiest(&met, best);
        Some(Likeliest { answer: *self.answers.get(best)?, margin, signs })
    }

    /// The place of the possible answer with the highest sum, and that sum.
    fn best(
        &self,
        rows: impl Iterator<Item = Row<'w>>,
        is_possible: impl Fn(RoleAnswer) -> bool,
    ) -> Option<(usize, f32)> {
        let mut sums = vec![0.0_f32; self.answers.len()];
        for (place, weight) in rows.flat_map(weights) {
            if let Some(sum) = sums.get_mut(place) {
                *sum += f32::from(weight) / STEPS;
            }
        }
        let by_sum = |left: &(usize, f32), right: &(usize, f32)| left.1.total_cmp(&right.1);
        let possible =
            |(at, _): &(usize, f32)| self.answers.get(*at).is_some_and(|it| is_possible(*it));
        sums.iter().copied().enumerate().rev().filter(possible).max_by(by_sum)
    }

    /// The likeliest answer for an argument with these signs, written out.
    #[cfg(test)]
    pub(super) fn of_written(&self, signs: &[String]) -> Option<RoleAnswer> {
        let rows = signs.iter().filter_map(|sign| self.rows.get(&super::features::key(sign)));
        let (best, _) = self.best(rows.copied(), |_| true)?;
        self.answers.get(best).copied()
    }
}

/// The signs that weigh most for an answer.
fn weightiest<'s>(met: &[(Feature<'s>, Row<'_>)], best: usize) -> Vec<Feature<'s>> {
    let of_best = |row: Row<'_>| weights(row).find(|(place, _)| *place == best);
    let mut signs: Vec<_> = met
        .iter()
        .filter(|(feature, _)| feature.is_word())
        .filter_map(|(feature, row)| Some((of_best(row)?.1, *feature)))
        .filter(|(weight, _)| *weight > 0)
        .collect();
    signs.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
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

/// What a row adds to which answers. A row is read often, so byte by byte.
fn weights(row: Row<'_>) -> impl Iterator<Item = (usize, i16)> {
    let mut bytes = row.bytes().peekable();
    iter::from_fn(move || {
        bytes.peek()?;
        let place = number(&mut bytes);
        let falls = bytes.next_if_eq(&b'-').is_some();
        let weight = i16::try_from(number(&mut bytes)).unwrap_or_default();
        Some((place, if falls { -weight } else { weight }))
    })
}

/// The number that begins here, and one more byte: what ends it.
fn number(bytes: &mut impl Iterator<Item = u8>) -> usize {
    let digits = bytes.take_while(u8::is_ascii_digit);
    digits.fold(0_usize, |number, digit| {
        number.wrapping_mul(10).wrapping_add(usize::from(digit - b'0'))
    })
}
