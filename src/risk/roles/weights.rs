//! What a table of weights says of an argument where the rules are silent.
//!
//! `weights.tsv` is learned from labelled tools (`risk::tests::weights`): a line for each sign, with
//! what it adds to each answer's sum. The first line names the answers.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::{LazyLock, OnceLock};

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

/// The place of an answer, and what a sign adds to its sum, in steps.
type Weight = (u8, i8);

/// What one sign adds to answers, as it is written: `19:4 26:-4`. Few lines of the table are ever
/// asked for, so each is read when it is.
#[derive(Debug)]
struct Row<'w> {
    written: &'w str,
    read: OnceLock<Box<[Weight]>>,
}

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
        while let Some((sign, after)) = split_at(rest, b'\t') {
            let (weights, others) = split_at(after, b'\n').unwrap_or((after, ""));
            rows.insert(super::features::key(sign), Row::written(weights));
            rest = others;
        }
        Self { answers, rows }
    }

    /// The likeliest of the possible answers for an argument with these signs; none without a table.
    pub(super) fn likeliest<'s>(
        &self,
        features: &[(u64, Feature<'s>)],
        is_possible: impl Fn(RoleAnswer) -> bool,
    ) -> Option<Likeliest<'s>> {
        let row = |(key, feature): &(u64, Feature<'s>)| {
            self.rows.get(key).map(|row| (*feature, row.weights()))
        };
        let met: Vec<_> = features.iter().filter_map(row).collect();
        let (best, margin) = self.best(met.iter().map(|(_, row)| *row), is_possible)?;
        let signs = weightiest(&met, best);
        Some(Likeliest { answer: self.answer(best)?, margin, signs })
    }

    /// The place of the possible answer with the highest sum, and that sum.
    fn best<'r>(
        &self,
        rows: impl Iterator<Item = &'r [Weight]>,
        is_possible: impl Fn(RoleAnswer) -> bool,
    ) -> Option<(u8, f32)> {
        let mut sums = vec![0_i16; self.answers.len()];
        for (place, weight) in rows.flatten() {
            if let Some(sum) = sums.get_mut(usize::from(*place)) {
                *sum = sum.saturating_add(i16::from(*weight));
            }
        }
        let possible = |(at, _): &(u8, i16)| self.answer(*at).is_some_and(&is_possible);
        let first_highest = |(at, sum): &(u8, i16)| (*sum, Reverse(*at));
        let best = (0..).zip(sums).filter(possible).max_by_key(first_highest);
        best.map(|(at, sum)| (at, f32::from(sum) / STEPS))
    }

    fn answer(&self, at: u8) -> Option<RoleAnswer> {
        self.answers.get(usize::from(at)).copied()
    }

    /// The likeliest answer for an argument with these signs, written out.
    #[cfg(test)]
    pub(super) fn of_written(&self, signs: &[String]) -> Option<RoleAnswer> {
        let rows = signs.iter().filter_map(|sign| self.rows.get(&super::features::key(sign)));
        let (best, _) = self.best(rows.map(Row::weights), |_| true)?;
        self.answer(best)
    }
}

/// The signs that weigh most for an answer.
fn weightiest<'s>(met: &[(Feature<'s>, &[Weight])], best: u8) -> Vec<Feature<'s>> {
    let of_best = |row: &[Weight]| row.iter().copied().find(|(place, _)| *place == best);
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

impl<'w> Row<'w> {
    fn written(written: &'w str) -> Self {
        Self { written, read: OnceLock::new() }
    }

    /// What it adds to which answers; what can't be read adds nothing.
    fn weights(&self) -> &[Weight] {
        self.read.get_or_init(|| self.written.split(' ').filter_map(weight).collect())
    }
}

/// What stands before and after a letter; parts are too short for a vectorised search to pay off.
fn split_at(text: &str, letter: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == letter)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// `12:-5`
fn weight(text: &str) -> Option<Weight> {
    let (place, weight) = text.split_once(':')?;
    Some((place.parse().ok()?, weight.parse().ok()?))
}
