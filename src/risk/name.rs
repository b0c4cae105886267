//! What a tool's name says that it does.

use super::class::Class;
use super::evidence::Evidence;
use super::lexicon::{Topic, Use, Verb};
use super::money;
use super::words::Word;

/// What a name says.
#[derive(Debug)]
pub(super) struct Reading {
    /// The class.
    pub(super) class: Class,
    /// Whether its verb is nothing but a verb.
    pub(super) clear: bool,
    /// Where its verb stands among the words.
    pub(super) at: usize,
    /// The words it rests on.
    pub(super) evidence: Vec<Evidence>,
    /// The words that say less.
    pub(super) against: Vec<Evidence>,
}

/// What the words of a name say; nothing where no verb is among them.
pub(super) fn read(words: &[Word<'_>]) -> Option<Reading> {
    let lead = lead(words)?;
    let verbs = active(words, lead);
    let (at, verb) = *verbs.iter().rev().max_by_key(|(_, verb)| verb.class)?;
    let first = verbs.first().copied().filter(|(_, first)| first.class == Class::Read);
    let weaker = first.filter(|_| verb.class > Class::Read);
    let quote = |at: usize| words.get(at).map(|word| Evidence::Name(word.text.to_owned()));
    let mut reading = Reading {
        class: verb.class,
        clear: verb.only(),
        at,
        evidence: quote(at).into_iter().collect(),
        against: weaker.and_then(|(at, _)| quote(at)).into_iter().collect(),
    };
    reading.by_object(words);
    Some(reading)
}

/// The verb of a word in its base form; `updates` and `charges` are things in a name.
fn verb(word: &Word<'_>) -> Option<Verb> {
    word.entry.verb.filter(|verb| !word.inflected && verb.used != Use::InProse)
}

/// Every verb of a name with its place.
fn verbs(words: &[Word<'_>]) -> Vec<(usize, Verb)> {
    words.iter().enumerate().filter_map(|(at, word)| Some((at, verb(word)?))).collect()
}

/// Where the verb stands that the name begins with; words in front of it are a server's name or
/// what it is about.
fn lead(words: &[Word<'_>]) -> Option<usize> {
    let verbs = verbs(words);
    let (first, lead) = *verbs.first()?;
    let (last, end) = *verbs.last()?;
    let at_end = last != first && last + 1 == core(words);
    let thing_first = at_end && !lead.only() && {
        let closes = end.only() || (lead.class == Class::Read && !is_thing(words, last));
        closes && (end.class == Class::Read || end.class >= lead.class)
    };
    Some(if thing_first { last } else { first })
}

/// How many words stand before `by_id`, `for_user` and the like.
fn core(words: &[Word<'_>]) -> usize {
    let ends = |word: &Word<'_>| word.entry.is(Topic::Preposition);
    let end = words.iter().skip(1).position(ends).map_or(words.len(), |at| at + 1);
    let numbered = |word: &&Word<'_>| is_version(word.text);
    end - words.iter().take(end).rev().take_while(numbered).count()
}

/// `2`, `v2`
fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix(['v', 'V']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word that may be a verb is rather what a reading tool reads: `query_order`.
fn is_thing(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        word.entry.is(Topic::Money) || word.entry.is(Topic::Outgoing) || word.entry.is(Topic::Media)
    })
}

/// The verbs that say what is done: the first, those after `and` or `or`, and every word after it
/// that is nothing but a verb.
fn active(words: &[Word<'_>], lead: usize) -> Vec<(usize, Verb)> {
    let joined = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|word| word.entry.is(Topic::Joint))
    };
    let counts = |(at, verb): &(usize, Verb)| *at == lead || verb.only() || joined(*at);
    verbs(words).into_iter().filter(|one| one.0 >= lead && counts(one)).collect()
}

impl Reading {
    /// What the verb's object changes.
    fn by_object(&mut self, words: &[Word<'_>]) {
        let word = words.get(self.at).map(|word| word.text.to_ascii_lowercase());
        match word.as_deref() {
            Some(_) if self.moves_something_else(words) => self.class = Class::Write,
            Some("checkout") => self.if_about(words, Topic::Basket, Class::Financial),
            Some("query") => self.if_about(words, Topic::Code, Class::Execute),
            Some("cancel" | "kill" | "terminate" | "cancelar") => {
                self.if_about(words, Topic::Work, Class::Execute);
            }
            Some("capture" | "take") => self.if_about(words, Topic::Media, Class::Read),
            _ => {}
        }
    }

    /// Whether what is transferred, swapped or settled has a name, and that isn't money's.
    fn moves_something_else(&self, words: &[Word<'_>]) -> bool {
        let moving = words.get(self.at).is_some_and(|word| word.entry.is(Topic::Moving));
        let object = words.get(self.at + 1..).unwrap_or_default();
        moving && !object.is_empty() && money::object(object).is_none()
    }

    fn if_about(&mut self, words: &[Word<'_>], topic: Topic, class: Class) {
        if let Some(word) = words.iter().find(|word| word.entry.is(topic)) {
            self.class = class;
            self.evidence.push(Evidence::Name(word.text.to_owned()));
        }
    }
}
