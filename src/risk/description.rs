//! What the opening of a description says that the tool does.
//!
//! Only the verbs that the first sentence begins with count: `Create or update a file`, `This tool
//! permanently deletes …`. What is said further on is often about other tools.

use super::class::Class;
use super::effects::{Act, Effect, Effects, SHOWING};
use super::evidence::Evidence;
use super::lexicon::{Topic, Verb};
use super::name;
use super::object::Object;
use super::words::{self, Word};

/// How many words of a description are looked at.
const MAX_WORDS: usize = 24;

/// How many words may stand before the verb, fillers aside.
const SKIPPED: usize = 2;

/// Words with which a sentence begins that tells of an occasion.
const WHEN: &[&str] = &["when", "if", "once", "after", "before", "while", "whenever"];

/// What is made when it is taken.
const TAKEN: &[&str] = &[
    "backup",
    "capture",
    "checkpoint",
    "dump",
    "image",
    "note",
    "photo",
    "picture",
    "screenshot",
    "snapshot",
];

/// Words that a verb may be about, and no noun can stand before.
const WHAT: &[&str] = &["it", "them", "all", "every", "everything", "each", "any", "his", "their"];

/// What one verb of a description says.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// What it does.
    pub(super) effects: Effects,
    /// The verb.
    pub(super) sign: Evidence,
    /// Whether it is nothing but a verb.
    pub(super) clear: bool,
}

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
        let words = words::of_sentence(first_block(text), MAX_WORDS);
        let verbs = lead(&words).map(|first| joined(&words, first)).unwrap_or_default();
        Self { words, verbs }
    }

    /// What each of its verbs does, with the word, and whether it is nothing but a verb.
    pub(super) fn acts(&self) -> Vec<Told> {
        self.verbs.iter().filter_map(|(at, verb)| self.act(*at, *verb)).collect()
    }

    /// What the verb at `at` is about: `Add, remove or promote members` says it once.
    fn object(&self, at: usize) -> Object<'_, 't> {
        let own = Object::in_prose(&self.words, at);
        let next = self.verbs.iter().map(|(next, _)| *next).find(|next| *next > at);
        let follows = |next: &usize| *next == at + 1 || own.0.len() + at + 1 == *next;
        next.filter(|next| own.0.is_empty() && follows(next)).map_or(own, |next| self.object(next))
    }

    fn act(&self, at: usize, verb: Verb) -> Option<Told> {
        let word = self.words.get(at)?;
        let object = self.object(at);
        let act = Act::of(&self.words, at, verb, object);
        let asks = verb.effects.has(Effect::Execute) && self.only_asks(at);
        let named = verb.effects.has(Effect::Execute).then(|| self.operation(at)).flatten();
        let effects = if asks { self.asks_for_many(at) } else { named.unwrap_or(act.effects) };
        let lists = |(_, other): &(usize, Verb)| other.effects.has(Effect::List);
        let one = word.is_any(SHOWING) && self.verbs.iter().any(lists);
        let effects = if one { verb.effects } else { effects };
        let sign = Evidence::Description(word.text.to_owned());
        Some(Told { effects, sign, clear: verb.only() })
    }

    /// What an operation does that is run by its name: `Execute the list_queues operation`.
    fn operation(&self, at: usize) -> Option<Effects> {
        let named = |word: &&Word<'_>| word.text.contains('_');
        let operation = self.words.get(at + 1..)?.iter().find(named)?;
        let reading = name::read(&words::of_name(operation.text))?;
        Some(reading.acts.iter().fold(Effects::NONE, |all, (effects, _)| all.and(*effects)))
    }

    /// Whether a search that is run lists what it finds.
    fn asks_for_many(&self, at: usize) -> Effects {
        let after = self.words.iter().skip(at + 1).take(6);
        let lists =
            |word: &Word<'_>| word.entry.verb.is_some_and(|it| it.effects.has(Effect::List));
        let many = after.into_iter().any(lists);
        Effects::of(if many { &[Effect::List] } else { &[Effect::Read] })
    }

    /// What its verbs that run something are about, each up to where that ends.
    pub(super) fn run(&self) -> impl Iterator<Item = &[Word<'t>]> {
        let run = self.verbs.iter().filter(|(_, verb)| verb.effects.has(Effect::Execute));
        run.map(|(at, _)| {
            let own = self.object(*at).0;
            let end = own.iter().position(|word| word.entry.is(Topic::Joint));
            own.get(..end.unwrap_or(own.len())).unwrap_or_default()
        })
    }

    /// Whether a word stands in it as a thing.
    pub(super) fn has_thing(&self, text: &str) -> bool {
        let verb = |at: usize| self.verbs.iter().any(|(own, _)| *own == at);
        let mut things = self.words.iter().enumerate().filter(|(at, _)| !verb(*at));
        things.any(|(_, word)| word.is_any(&[text]))
    }

    /// Whether what is run is a search: `Perform a web search`.
    fn only_asks(&self, at: usize) -> bool {
        let after = self.words.iter().skip(at + 1).take(6);
        let reads = |word: &Word<'_>| {
            let verb = word.entry.verb.is_some_and(|verb| verb.class() == Class::Read);
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

/// The lines that belong to the first sentence: up to an empty one, or one that begins anew.
fn first_block(text: &str) -> &str {
    let text = text.trim_start();
    let begins = |line: &str| {
        let line = line.trim_start();
        line.is_empty()
            || line.starts_with(|first: char| first.is_uppercase() || "-*#•|".contains(first))
    };
    let mut ends = text.match_indices('\n').map(|(at, _)| at);
    let end = ends.find(|at| {
        begins(text.get(at + 1..).and_then(|rest| rest.lines().next()).unwrap_or_default())
    });
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

/// Where the first verb stands. A word that may be a noun counts only where nothing but fillers
/// stands before it, and no word after an article.
fn lead(words: &[Word<'_>]) -> Option<usize> {
    let mut skipped = 0;
    if words.first().is_some_and(|word| word.is_any(WHEN)) {
        return None;
    }
    for (at, word) in words.iter().enumerate() {
        if skipped > SKIPPED {
            return None;
        }
        let thing = at.checked_sub(1).and_then(|before| words.get(before));
        let thing = thing.is_some_and(|before| before.entry.is(Topic::Article));
        let thing = thing || is_of_something(words, at);
        let verb = word.entry.verb.filter(|verb| !thing && (skipped == 0 || verb.only()));
        let empty = word.entry.is(Topic::Filler) || word.entry.is(Topic::Manner);
        if verb.is_some() && !empty {
            return (!takes_arguments(words, at)).then_some(at);
        }
        skipped += usize::from(!empty);
    }
    None
}

/// Whether a sentence tells what the tool is given, not what it does: `Takes a question and …`. A
/// picture is taken as well.
fn takes_arguments(words: &[Word<'_>], at: usize) -> bool {
    let takes = words.get(at).is_some_and(|word| word.is_any(&["take"]));
    let mut after = words.iter().skip(at + 1).take(5);
    takes && !after.any(|word| word.is_any(TAKEN))
}

/// Whether a word that may be a verb is a thing: `Logs of a job`, `Records for a zone`.
fn is_of_something(words: &[Word<'_>], at: usize) -> bool {
    let (Some(word), Some(next)) = (words.get(at), words.get(at + 1)) else { return false };
    let noun = word.entry.verb.is_some_and(|verb| !verb.only() && verb.class() > Class::Read);
    let many = word.inflected && next.is_any(&["for", "from", "in"]);
    noun && !word.after_comma && (next.is_any(&["of"]) || many)
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
