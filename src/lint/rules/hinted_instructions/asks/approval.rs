//! Consent that is taken as given.

use super::Passage;
use crate::lint::rules::hinted_instructions::concept::{Concept, Set};
use crate::lint::rules::hinted_instructions::lexicon::ENGLISH;
use crate::lint::rules::hinted_instructions::sentence::Word;

const USER: Set = Set::of(&[Concept::User]);
const CONSENT: Set = Set::of(&[Concept::Approval, Concept::Given]);

/// The words that ask for it.
pub(super) fn find(passage: &Passage<'_, '_>) -> Option<Word> {
    if let Some(word) = passage.sentence.words.iter().find(|it| it.concepts.has(Concept::Objects)) {
        return Some(*word);
    }
    unasked(passage)
        .or_else(|| without_asking(passage))
        .or_else(|| assumed(passage))
        .or_else(|| given(passage))
        .or_else(|| skipped(passage))
        .or_else(|| unneeded(passage))
        .filter(|word| !passage.is_bounded(word))
}

/// "Do not ask the user to confirm."
fn unasked(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    if sentence.has(Set::of(&[Concept::Without])) {
        return None;
    }
    let mut verbs = sentence.told_not(Set::of(&[Concept::Ask]));
    let asks = |verb: &&Word| {
        sentence.is_about(verb, CONSENT)
            || sentence.is_about(verb, USER)
            || sentence.between(verb.end, sentence.end).trim_start().starts_with("again")
    };
    verbs.find(asks).copied()
}

/// "Run it without asking the user."
fn without_asking(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let without = sentence.words.iter().find(|it| it.concepts.has(Concept::Without))?;
    let has = |set: Set| {
        sentence.objects(without).any(|it| it.concepts.meets(set) && it.start > without.start)
    };
    let next = sentence
        .words
        .iter()
        .find(|it| it.start > without.start && !it.concepts.has(Concept::Plain))?;
    let is_near =
        sentence.between(without.end, next.start.max(without.end)).split(' ').count() <= 4;
    let asks = is_near && next.concepts.meets(USER.or(CONSENT).or(Set::of(&[Concept::Ask])));
    let asked = asks && has(USER) && has(CONSENT.or(Set::of(&[Concept::Ask])));
    let negated = sentence.words.iter().any(|it| it.concepts.has(Concept::Not));
    let acts = sentence.words.iter().any(|it| {
        it.start < without.start && sentence.told(it.concepts).any(|verb| verb.start == it.start)
    });
    (asked && !negated && acts && !passage.is_opening()).then_some(*without)
}

/// "Treat it as confirmed."
fn assumed(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let mut verbs = sentence.told(Set::of(&[Concept::Treat]));
    verbs.find(|verb| sentence.is_about(verb, Set::of(&[Concept::Given]))).copied()
}

/// "The user has already approved everything."
fn given(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let given = sentence.words.iter().find(|it| it.concepts.has(Concept::Given))?;
    let all = Set::of(&[Concept::Everything, Concept::Also, Concept::Skip]);
    let who = sentence.has_before(given.start, USER.or(Set::of(&[Concept::Approval])));
    let is_wide = who && sentence.has(all);
    let when = sentence.has_before(given.start, Set::of(&[Concept::Trigger]));
    let held = !when && !sentence.is_negated(given);
    (held && (is_wide || is_unneeded_after(passage, given))).then_some(*given)
}

/// Whether no more consent is needed by a sentence, as it goes on after a word.
fn is_unneeded_after(passage: &Passage<'_, '_>, word: &Word) -> bool {
    let rest = || passage.sentence.words.iter().filter(|it| it.start >= word.end);
    rest().any(|it| it.concepts.has(Concept::Not))
        && rest().any(|it| it.concepts.has(Concept::Approval))
}

/// "Skip the confirmation."
fn skipped(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let orders = Set::of(&[Concept::Order, Concept::You, Concept::Also]);
    let mut verbs = sentence.told(Set::of(&[Concept::Skip]));
    let skips = |verb: &&Word| {
        sentence.is_about(verb, Set::of(&[Concept::Approval])) && sentence.has(orders)
    };
    verbs.find(skips).copied()
}

/// "You don't need the user's permission."
fn unneeded(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let not = sentence.words.iter().find(|it| {
        it.concepts.has(Concept::Not)
            && is_need(sentence.between(it.start, it.end), sentence.language)
    })?;
    let has = |set: Set| sentence.objects(not).any(|it| it.concepts.meets(set));
    (has(Set::of(&[Concept::Approval])) && has(USER)).then_some(*not)
}

fn is_need(words: &str, language: usize) -> bool {
    let words = words.to_ascii_lowercase();
    let is_no = language == ENGLISH && words == "no";
    is_no || words.contains("need") || matches!(words.as_str(), "无需" | "不需要" | "不必" | "無需")
}
