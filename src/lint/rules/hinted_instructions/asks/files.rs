//! Files and keys that the model is told to read or to hand over.

use super::Passage;
use crate::lint::rules::hinted_instructions::concept::{Concept, Set};
use crate::lint::rules::hinted_instructions::sentence::Word;

const TAKES: Set =
    Set::of(&[Concept::Read, Concept::Put, Concept::Send, Concept::Use, Concept::Call]);
const FILE: Set = Set::of(&[Concept::SecretFile]);

/// The words that ask for a file with secrets.
pub(super) fn find(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    if !sentence.has(FILE) && !has_home_path(sentence.inner()) {
        return None;
    }
    let verb = taken(passage).or_else(|| content(passage)).or_else(|| any_path(passage))?;
    (hands_over(passage, &verb) || !passage.is_job(Concept::SecretFile)).then_some(verb)
}

/// A verb that takes such a file.
fn taken(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let takes = |verb: &&Word| {
        let file = sentence.objects(verb).find(|it| it.concepts.meets(FILE));
        file.is_some_and(|file| !is_target(passage, verb, file) && !passage.is_example(file))
    };
    let mut verbs =
        sentence.told(TAKES).filter(|verb| passage.orders() || hands_over(passage, verb));
    verbs.find(takes).copied()
}

/// Whether what a verb reads is put somewhere else then: "read … and pass its content as …".
fn hands_over(passage: &Passage<'_, '_>, verb: &Word) -> bool {
    let sentence = passage.sentence;
    let mut gives =
        sentence.told(Set::of(&[Concept::Put, Concept::Send])).filter(|it| it.start > verb.start);
    verb.concepts.has(Concept::Read)
        && gives.any(|it| sentence.is_about(it, Set::of(&[Concept::Content])))
}

/// Whether a file is what something is put into: "add it to your .env".
fn is_target(passage: &Passage<'_, '_>, verb: &Word, file: &Word) -> bool {
    let puts = verb.concepts.meets(Set::of(&[Concept::Put, Concept::Use]))
        && !verb.concepts.has(Concept::Read);
    let before = passage.sentence.between(verb.end, file.start.max(verb.end));
    let mut last = before.rsplit(' ').filter(|it| !it.is_empty()).take(3);
    puts && last.any(|it| matches!(it, "to" | "in" | "into" | "inside" | "or"))
}

/// The content of such a file, which an argument is to hold.
fn content(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let content = sentence.words.iter().find(|it| it.concepts.has(Concept::Content))?;
    let file = sentence
        .clause(content.clause)
        .find(|it| it.concepts.meets(FILE) && it.start > content.start)?;
    let refused = sentence.is_negated(content) || passage.is_example(file) || passage.is_opening();
    (!refused).then_some(*content)
}

/// A file of the user's by its path, read before the tool may be used and handed over.
fn any_path(passage: &Passage<'_, '_>) -> Option<Word> {
    let sentence = passage.sentence;
    let before_use = Set::of(&[Concept::Trigger]);
    let read = sentence
        .told(Set::of(&[Concept::Read]))
        .find(|verb| has_home_path(sentence.between(verb.end, sentence.end)))?;
    let hands_over =
        sentence.told(Set::of(&[Concept::Put, Concept::Send])).any(|it| it.start > read.start);
    (passage.orders() && (sentence.has(before_use) || hands_over) && !passage.is_example(read))
        .then_some(*read)
}

/// What a path begins with that leads to someone's home or the system's settings.
pub(in super::super) const HOMES: &[&str] =
    &["~/", "/home/", "/root/", "/etc/", "/Users/", "$HOME/", "C:\\Users"];

/// Whether a path begins at someone's home or the system's settings.
fn has_home_path(text: &str) -> bool {
    text.split([' ', '\'', '(']).any(|word| HOMES.iter().any(|home| word.starts_with(home)))
}
