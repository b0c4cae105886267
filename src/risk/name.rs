//! What a tool's name says that it does.

use super::class::Class;
use super::evidence::Evidence;
use super::lexicon::{Topic, Use, Verb};
use super::words::Word;
use super::{money, object};

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
    let Some(lead) = lead(words) else { return with_money(words) };
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

/// A word that is a verb before money alone: `place_limit_order`, `issue_refund`, `fund_wallet`.
fn with_money(words: &[Word<'_>]) -> Option<Reading> {
    let acts = |word: &Word<'_>| {
        let verb = word.entry.verb.filter(|_| !word.inflected);
        verb.is_some_and(|verb| verb.used == Use::InProse)
    };
    let is_money = |word: &&Word<'_>| word.entry.is(Topic::Money);
    let tells = |word: &&Word<'_>| is_money(word) || word.entry.verb.is_some();
    let (at, verb) = words.iter().enumerate().find(|(_, word)| acts(word))?;
    let after = words.get(at + 1..).unwrap_or_default();
    let object = after.iter().find(tells).filter(is_money)?;
    let evidence = [verb, object].map(|word| Evidence::Name(word.text.to_owned())).into();
    Some(Reading { class: Class::Financial, clear: false, at, evidence, against: Vec::new() })
}

/// The verb of a word in its base form; `updates` and `charges` are things in a name.
fn verb(word: &Word<'_>) -> Option<Verb> {
    word.entry.verb.filter(|verb| !word.inflected && verb.used != Use::InProse)
}

/// Whether a word that may be a verb is, at the end, a paper of something: `git_log`,
/// `issue_comment`.
fn is_paper(words: &[Word<'_>], at: usize, verb: Verb) -> bool {
    let paper = |word: &Word<'_>| word.entry.is(Topic::Paper) || word.entry.is(Topic::Aspect);
    verb.class > Class::Read && !verb.only() && words.get(at).is_some_and(paper)
}

/// Every verb of a name with its place.
fn verbs(words: &[Word<'_>]) -> Vec<(usize, Verb)> {
    let verbs = words.iter().enumerate().filter_map(|(at, word)| Some((at, verb(word)?)));
    let core = core(words);
    verbs.filter(|(at, verb)| at + 1 != core || !is_paper(words, *at, *verb)).collect()
}

/// Where the verb stands that the name begins with; words in front of it are a server's name or
/// what it is about.
fn lead(words: &[Word<'_>]) -> Option<usize> {
    let verbs = verbs(words);
    let (first, lead) = *verbs.first()?;
    let next = verbs.get(1).filter(|(at, verb)| *at == first + 1 && verb.only());
    if let Some((next, _)) = next.filter(|_| !lead.only()) {
        return Some(*next);
    }
    let (last, end) = *verbs.last()?;
    let at_end = last != first && last + 1 == core(words);
    let is_thing = at_end && !lead.only() && closes(words, lead, last, end);
    Some(if is_thing { last } else { first })
}

/// Whether the verb at the end is what is done, and the word before it that may be a verb is a
/// thing: `run_list`, `profile_update`; but not `query_order`.
fn closes(words: &[Word<'_>], lead: Verb, last: usize, end: Verb) -> bool {
    let is_verb = end.only() || (lead.class == Class::Read && !is_thing(words, last));
    is_verb && (end.class == Class::Read || end.class >= lead.class)
}

/// How many words stand before `by_id`, `for_user` and the like after the first verb.
pub(super) fn core(words: &[Word<'_>]) -> usize {
    let start = words.iter().position(|word| verb(word).is_some()).unwrap_or_default() + 1;
    let ends = |word: &Word<'_>| word.entry.is(Topic::Preposition);
    let end = words.iter().skip(start).position(ends).map_or(words.len(), |at| at + start);
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
        if self.moves_something_else(words) {
            self.class = Class::Write;
        } else if let Some((class, object)) = object::decides(words, self.at) {
            self.class = class;
            self.evidence.push(Evidence::Name(object.text.to_owned()));
        }
    }

    /// Whether what is transferred, swapped or settled has a name, and that isn't money's.
    fn moves_something_else(&self, words: &[Word<'_>]) -> bool {
        let moving = words.get(self.at).is_some_and(|word| word.entry.is(Topic::Moving));
        let object = words.get(self.at + 1..).unwrap_or_default();
        moving && !object.is_empty() && money::object(object).is_none()
    }
}
