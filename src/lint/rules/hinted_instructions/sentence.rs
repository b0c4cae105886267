//! A text's sentences: which known words they have, and in which clauses.

mod borders;
mod orders;

use super::concept::{Concept, Set};
use super::lexicon::{ENGLISH, JAPANESE, LANGUAGES, Mark, NEUTRAL, is_unspaced, marks};
use borders::ranges;

/// What says that something is done.
const VERBS: Set = Set::of(&[
    Concept::Read,
    Concept::Put,
    Concept::Send,
    Concept::Call,
    Concept::Use,
    Concept::Tell,
    Concept::Hide,
    Concept::Ask,
    Concept::Skip,
    Concept::Ignore,
    Concept::Follow,
    Concept::Prefer,
    Concept::Treat,
    Concept::Change,
]);

/// What stands for other things too where it is part of a longer word: "your system prompt".
const NOUNS: Set = Set::of(&[
    Concept::SecretFile,
    Concept::Talk,
    Concept::Prompt,
    Concept::Gossip,
    Concept::ThisTool,
    Concept::Secret,
    Concept::Yours,
    Concept::Given,
    Concept::Objects,
]);

/// One sentence of a reading.
pub(super) struct Sentence<'t> {
    /// The whole reading.
    text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) language: usize,
    pub(super) words: Vec<Word>,
    /// Whether it is the first.
    pub(super) is_first: bool,
}

/// A known word of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) concepts: Set,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number of its clause.
    pub(super) clause: usize,
}

/// The sentences of a reading.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let marks = marks(text);
    let mut rest = marks.as_slice();
    let mut sentences = Vec::new();
    for (start, end) in ranges(text) {
        let count = rest.partition_point(|mark| mark.start < end);
        let (own, others) = rest.split_at_checked(count).unwrap_or((rest, &[]));
        sentences.push(Sentence::new(text, start, end, own, start == 0));
        rest = others;
    }
    sentences
}

impl<'t> Sentence<'t> {
    fn new(text: &'t str, start: usize, end: usize, marks: &[Mark], is_first: bool) -> Self {
        let language = language(text.get(start..end).unwrap_or_default(), marks);
        let mut words: Vec<Word> = Vec::new();
        for mark in
            marks.iter().filter(|mark| mark.language == language || mark.language == NEUTRAL)
        {
            let word =
                Word { concepts: mark.concepts, start: mark.start, end: mark.end, clause: 0 };
            match words.last_mut() {
                Some(last) if mark.start < last.end => last.cover(&word),
                _ => words.push(word),
            }
        }
        let mut sentence = Self { text, start, end, language, words, is_first };
        sentence.number_clauses();
        sentence
    }

    fn number_clauses(&mut self) {
        let ands = self.words.windows(2).filter_map(|pair| match pair {
            [and, verb] => {
                (and.concepts.has(Concept::And) && verb.concepts.meets(VERBS)).then_some(and.start)
            }
            _ => None,
        });
        let mut borders: Vec<usize> = self.stops().chain(ands).collect();
        borders.sort_unstable();
        for word in &mut self.words {
            word.clause = borders.partition_point(|border| *border <= word.start);
        }
    }

    /// Where punctuation parts clauses.
    fn stops(&self) -> impl Iterator<Item = usize> {
        let (text, start) = (self.text, self.start);
        self.inner().char_indices().filter_map(move |(at, character)| {
            let after =
                text.get(start + at + character.len_utf8()..).and_then(|it| it.chars().next());
            let parts = match character {
                ',' | ':' => after.is_none_or(|it| it == ' ' || is_unspaced(it)),
                ';' | '(' | ')' | '—' | '–' | '、' | '<' | '>' => true,
                '-' => after == Some(' '),
                _ => false,
            };
            parts.then_some(start + at)
        })
    }

    /// The sentence's text.
    pub(super) fn inner(&self) -> &'t str {
        self.text.get(self.start..self.end).unwrap_or_default()
    }

    /// The text from one place of the reading to another.
    pub(super) fn between(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether a word stands for one of these.
    pub(super) fn has(&self, set: Set) -> bool {
        self.words.iter().any(|word| word.concepts.meets(set))
    }

    /// What a verb is about: the words after it in its clause, all of the clause where the language
    /// lets objects stand before their verbs.
    pub(super) fn objects(&self, verb: &Word) -> impl Iterator<Item = &Word> {
        let (clause, start, end) = (verb.clause, verb.start, verb.end);
        let anywhere = self.language != ENGLISH;
        self.words.iter().filter(move |word| {
            word.clause == clause && (word.start >= end || anywhere && word.start != start)
        })
    }

    /// Whether a verb is about one of these.
    pub(super) fn is_about(&self, verb: &Word, set: Set) -> bool {
        self.objects(verb).any(|word| word.concepts.meets(set))
    }

    /// Whether one of these words stands before a place of the sentence.
    pub(super) fn has_before(&self, at: usize, set: Set) -> bool {
        self.words.iter().take_while(|word| word.start < at).any(|word| word.concepts.meets(set))
    }

    /// The words of the clause that a word is in.
    pub(super) fn clause(&self, number: usize) -> impl Iterator<Item = &Word> {
        self.words.iter().filter(move |word| word.clause == number)
    }
}

impl Word {
    /// Takes what a shorter word inside it, or one that begins in it, stands for.
    fn cover(&mut self, other: &Self) {
        let is_same = other.start == self.start && other.end == self.end;
        if is_same || other.end <= self.end && self.concepts.meets(NOUNS) {
            self.concepts = self.concepts.or(other.concepts);
        }
    }
}

/// The language that most of a sentence's known words are of.
fn language(text: &str, marks: &[Mark]) -> usize {
    let mut letters = [0_usize; LANGUAGES];
    for mark in marks {
        if let Some(sum) = letters.get_mut(mark.language) {
            *sum += mark.end - mark.start;
        }
    }
    let is_kana = |it: char| matches!(it, '\u{3041}'..='\u{30fa}');
    if text.contains(is_kana) {
        return JAPANESE;
    }
    let most = letters.iter().max().copied().unwrap_or_default();
    letters.iter().position(|sum| *sum == most).unwrap_or(ENGLISH)
}
