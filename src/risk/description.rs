//! What the opening of a description says that the tool does.
//!
//! Only the verbs that the first sentence begins with count: `Create or update a file`, `This tool
//! permanently deletes …`. What is said further on is often about other tools.

use super::class::Class;
use super::evidence::Evidence;
use super::lexicon::{Topic, Verb};
use super::object;
use super::words::{self, Word};

/// How many words of a description are looked at.
const MAX_WORDS: usize = 24;

/// How many words, with the verb, are searched for its object.
const NEAR: usize = 8;

/// How many words may stand before the verb, fillers aside.
const SKIPPED: usize = 2;

/// Words that a verb may be about, and no noun can stand before.
const WHAT: &[&str] = &["it", "them", "all", "every", "everything", "each", "any", "his", "their"];

/// What a description's opening says.
#[derive(Debug)]
pub(super) struct Opening<'t> {
    words: Vec<Word<'t>>,
    /// Where its verbs stand, with what they are.
    verbs: Vec<(usize, Verb)>,
}

impl<'t> Opening<'t> {
    /// The opening of a text.
    pub(super) fn of(text: &'t str) -> Self {
        let words = words::of_sentence(text, MAX_WORDS);
        let verbs = lead(&words).map(|first| joined(&words, first)).unwrap_or_default();
        Self { words, verbs }
    }

    /// The most severe thing that its verbs say, the word, and whether it is nothing but a verb.
    pub(super) fn class(&self) -> Option<(Class, Evidence, bool)> {
        let classed = self.verbs.iter().map(|(at, verb)| (self.class_of(*at, *verb), *at, *verb));
        let (class, at, verb) = classed.rev().max_by_key(|(class, _, _)| *class)?;
        let word = Evidence::Description(self.words.get(at)?.text.to_owned());
        Some((class, word, verb.only()))
    }

    fn class_of(&self, at: usize, verb: Verb) -> Class {
        if verb.class == Class::Execute && self.only_asks(at) {
            return Class::Read;
        }
        if verb.class == Class::Read {
            return Class::Read;
        }
        let near = self.words.get(at..).unwrap_or_default();
        let near = near.get(..NEAR.min(near.len())).unwrap_or_default();
        object::decides(near, 0).map_or(verb.class, |(class, _)| class)
    }

    /// The words that its first verb is about.
    pub(super) fn object(&self) -> &[Word<'t>] {
        let first = self.verbs.last().map_or(0, |(at, _)| at + 1);
        let after = self.words.get(first..).unwrap_or_default();
        let ends = |word: &Word<'_>| word.after_comma || word.entry.is(Topic::Preposition);
        let end = after.iter().position(ends).unwrap_or(after.len());
        after.get(..end).unwrap_or_default()
    }

    /// Whether what is run is a search: `Perform a web search`.
    fn only_asks(&self, at: usize) -> bool {
        let after = self.words.iter().skip(at + 1).take(6);
        let reads = |word: &Word<'_>| {
            let verb = word.entry.verb.is_some_and(|verb| verb.class == Class::Read);
            verb || word.entry.is(Topic::Asking)
        };
        let mut asks = false;
        for word in after {
            if word.entry.is(Topic::Code) {
                return false;
            }
            asks |= reads(word);
        }
        asks
    }
}

/// Where the first verb stands. A word that may be a noun counts only where nothing but fillers
/// stands before it, and no word after an article.
fn lead(words: &[Word<'_>]) -> Option<usize> {
    let mut skipped = 0;
    for (at, word) in words.iter().enumerate() {
        if skipped > SKIPPED {
            return None;
        }
        let thing = at.checked_sub(1).and_then(|before| words.get(before));
        let thing = thing.is_some_and(|before| before.entry.is(Topic::Article));
        let verb = word.entry.verb.filter(|verb| !thing && (skipped == 0 || verb.only()));
        let empty = word.entry.is(Topic::Filler) || word.entry.is(Topic::Manner);
        if verb.is_some() && !empty {
            return Some(at);
        }
        skipped += usize::from(!empty);
    }
    None
}

/// The first verb and those joined to it: `Creates, updates or deletes`. Further on, only words
/// that are nothing but verbs: `Fetches a page and deletes it`.
fn joined(words: &[Word<'_>], first: usize) -> Vec<(usize, Verb)> {
    let Some(lead) = words.get(first) else { return Vec::new() };
    let mut verbs: Vec<_> = lead.entry.verb.map(|verb| (first, verb)).into_iter().collect();
    let mut chained = true;
    let mut joint = false;
    for (at, word) in words.iter().enumerate().skip(first + 1) {
        if word.entry.is(Topic::Joint) {
            joint = true;
        } else if !word.entry.is(Topic::Manner) {
            let same = (joint || word.after_comma) && word.inflected == lead.inflected;
            let acts = |verb: &Verb| chained || (verb.only() && is_verb_here(words, at));
            let verb = word.entry.verb.filter(|verb| same && acts(verb));
            verbs.extend(verb.map(|verb| (at, verb)));
            chained &= verb.is_some();
            joint = false;
        }
    }
    verbs
}

/// Whether a word that is joined to a verb further back is a verb itself: `and deletes rows`, `and
/// delete it`, but not `view and edit rights`.
fn is_verb_here(words: &[Word<'_>], at: usize) -> bool {
    let ends = |next: &Word<'_>| {
        let holds = [Topic::Filler, Topic::Preposition, Topic::Joint];
        holds.into_iter().any(|topic| next.entry.is(topic)) || next.is_any(WHAT)
    };
    let inflected = words.get(at).is_some_and(|word| word.inflected);
    inflected || words.get(at + 1).is_none_or(ends)
}
