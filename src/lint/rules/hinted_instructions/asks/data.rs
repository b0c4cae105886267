//! Data that has nothing to do with the tool, put into its arguments or sent elsewhere.

use super::Passage;
use crate::lint::rules::hinted_instructions::concept::{Concept, Set};
use crate::lint::rules::hinted_instructions::sentence::Word;

const GIVES: Set = Set::of(&[Concept::Put, Concept::Send, Concept::Read]);
const WHOLE: Set = Set::of(&[Concept::Everything, Concept::Yours]);
const YOURS: Set = Set::of(&[Concept::Yours]);

/// The words that ask for it.
pub(super) fn find(passage: &Passage<'_, '_>) -> Option<Word> {
    given(passage)
        .or_else(|| described(passage))
        .or_else(|| sent(passage))
        .or_else(|| secrets(passage))
        .or_else(|| diverted(passage))
}

/// A verb that gives the model's own data away.
fn given(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let gives = |verb: &&Word| {
        let objects = sentence.objects(verb).fold(Set::default(), |set, it| set.or(it.concepts));
        is_foreign(passage, objects)
    };
    let mut verbs =
        sentence.told(GIVES).filter(|verb| passage.orders() && !passage.is_example(verb));
    verbs.find(gives).copied()
}

/// Whether these words together say: data of the model's that the tool isn't about.
fn is_foreign(passage: &Passage<'_, '_>, objects: Set) -> bool {
    let is = |concept: Concept, with: Set| {
        objects.has(concept) && objects.meets(with) && !passage.is_job(concept)
    };
    is(Concept::Talk, WHOLE)
        || is(Concept::Prompt, WHOLE)
        || objects.has(Concept::Secret)
            && !passage.is_job(Concept::Secret)
            && (objects.has(Concept::Everything) && objects.has(Concept::Yours)
                || is_environment(passage))
        || is(Concept::Gossip, WHOLE)
}

/// Whether all variables of the environment are meant, or further ones are to be looked for.
fn is_environment(passage: &Passage<'_, '_>) -> bool {
    const ALL: Set = Set::of(&[Concept::Everything, Concept::Also]);
    let text = passage.sentence.inner().to_ascii_lowercase();
    passage.sentence.has(ALL) && text.contains("environment var")
}

/// An argument that is described as the model's own data.
fn described(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    if passage.is_opening() || sentence.words.iter().any(|it| it.concepts.has(Concept::Not)) {
        return None;
    }
    let own = Set::of(&[Concept::Talk, Concept::Prompt, Concept::Gossip]);
    let word =
        sentence.words.iter().find(|it| it.concepts.meets(own) && !passage.is_example(it))?;
    let all = sentence.words.iter().fold(Set::default(), |set, it| set.or(it.concepts));
    let whole = all.has(Concept::Everything) && all.meets(YOURS);
    let begins = sentence.has_before(word.start, GIVES);
    (!begins
        && (whole || word.concepts.has(Concept::Prompt) && all.meets(YOURS))
        && is_foreign(passage, all))
    .then_some(*word)
}

/// What passes through, sent to an address that the text names.
fn sent(passage: &Passage<'_, '_>) -> Option<Word> {
    const EVERY: Set = Set::of(&[Concept::Also, Concept::Everything]);
    const HAUL: Set = Set::of(&[Concept::Haul, Concept::Recipient, Concept::Secret]);
    let sentence = passage.sentence;
    let address = address(passage)?;
    let is_regular = passage.orders() && sentence.has(EVERY) && sentence.has(HAUL);
    let mut verbs = sentence.told(Set::of(&[Concept::Send, Concept::Put])).filter(|_| is_regular);
    verbs.find(|verb| verb.start < address && !passage.is_example(verb)).copied()
}

/// Several secrets sent somewhere, in a sentence that isn't about what the tool does.
fn secrets(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let are_several = |word: &&Word| {
        word.concepts.has(Concept::Secret)
            && sentence.between(word.start, word.end).ends_with(['s', 'S'])
    };
    let mut verbs = sentence
        .told(Set::of(&[Concept::Send]))
        .filter(|_| !passage.is_opening() && !passage.is_job(Concept::Secret));
    verbs
        .find(|verb| {
            let secrets = sentence.objects(verb).filter(are_several).last();
            secrets.is_some_and(|it| {
                sentence.between(it.end, sentence.end).trim_start().starts_with("to ")
            })
        })
        .copied()
}

/// A recipient that is to be another.
fn diverted(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let address = address(passage)?;
    let mut verbs = sentence.told(Set::of(&[Concept::Change]));
    let changes = |verb: &&Word| {
        verb.start < address && sentence.is_about(verb, Set::of(&[Concept::Recipient]))
    };
    verbs.find(|verb| changes(verb) && passage.orders() && !passage.is_example(verb)).copied()
}

/// Where a sentence names an address on the net, a mailbox or a telephone.
pub(super) fn address(passage: &Passage<'_, '_>) -> Option<usize> {
    let sentence = passage.sentence;
    let mut at = sentence.start;
    for word in sentence.inner().split(' ') {
        if is_address(word.trim_matches(|it: char| it.is_ascii_punctuation() && it != '+')) {
            return Some(at);
        }
        at += word.len() + 1;
    }
    None
}

fn is_address(word: &str) -> bool {
    let is_mailbox =
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_telephone = word.starts_with('+') && digits > 1 || digits > 8 && digits == word.len();
    is_mailbox || word.contains("://") || is_telephone
}
