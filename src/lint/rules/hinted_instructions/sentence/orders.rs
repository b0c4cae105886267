//! Whom the verbs of a sentence address, and whether they tell to do something or not to.

use super::{Sentence, Word};
use crate::lint::rules::hinted_instructions::concept::{Concept, Set};
use crate::lint::rules::hinted_instructions::lexicon::ENGLISH;
use crate::lint::rules::hinted_instructions::reading::BREAK;

/// What may stand before a verb that speaks to the reader: "you must also read".
const LEADS: Set = Set::of(&[
    Concept::Order,
    Concept::You,
    Concept::Model,
    Concept::Not,
    Concept::And,
    Concept::Also,
    Concept::Secretly,
    Concept::Trigger,
]);

impl Sentence<'_> {
    /// The verbs by which the sentence tells the reader to do one of these.
    pub(in crate::lint::rules::hinted_instructions) fn told(
        &self,
        set: Set,
    ) -> impl Iterator<Item = &Word> {
        self.verbs(set).filter(|verb| !self.is_negated(verb))
    }

    /// The verbs by which the sentence tells the reader not to do one of these.
    pub(in crate::lint::rules::hinted_instructions) fn told_not(
        &self,
        set: Set,
    ) -> impl Iterator<Item = &Word> {
        self.verbs(set).filter(|verb| self.is_negated(verb))
    }

    fn verbs(&self, set: Set) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(move |word| word.concepts.meets(set) && self.is_addressed(word))
    }

    /// Whether a verb is an order to the reader: only in English can it be something else.
    fn is_addressed(&self, verb: &Word) -> bool {
        let before = self.between(self.start, verb.start).trim_end_matches(' ');
        self.language != ENGLISH
            || before.ends_with(begins_clause)
            || before.is_empty()
            || before.ends_with(" or")
            || self.is_led(verb, before.len() + self.start)
            || self.follows_gerund(verb)
    }

    /// Whether the word before a verb, which ends at a place, makes an order of it: "you must read",
    /// not "before you read".
    fn is_led(&self, verb: &Word, end: usize) -> bool {
        let mut before = self.words.iter().rev().filter(|word| word.start < verb.start);
        let Some(last) = before.next().filter(|last| last.end >= end) else { return false };
        let of_moment = before
            .next()
            .is_some_and(|it| it.concepts.has(Concept::Trigger) && last.start - it.end <= 1);
        last.concepts.meets(LEADS) && !(last.concepts.has(Concept::You) && of_moment)
    }

    /// Whether a moment stands before a verb without a comma: "after using it call …".
    fn follows_gerund(&self, verb: &Word) -> bool {
        let first = self.clause(verb.clause).next().filter(|it| it.concepts.has(Concept::Trigger));
        let phrase =
            first.filter(|it| it.end < verb.start).map(|it| self.between(it.end, verb.start));
        phrase.is_some_and(|it| it.split(' ').nth(1).is_some_and(|word| word.ends_with("ing")))
    }

    /// Whether a `not` stands before a verb in its clause, or behind it where the language has it
    /// there.
    pub(in crate::lint::rules::hinted_instructions) fn is_negated(&self, verb: &Word) -> bool {
        verb.concepts.has(Concept::Not)
            || self.words.iter().any(|word| {
                word.clause == verb.clause
                    && word.concepts.has(Concept::Not)
                    && (word.end <= verb.start || self.language != ENGLISH)
            })
    }
}

/// Whether a new clause may begin after a character.
fn begins_clause(character: char) -> bool {
    character.is_ascii_punctuation() || matches!(character, BREAK | '—' | '–' | '•')
}
