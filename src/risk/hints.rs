//! What the server's annotations add: claims, which never make an answer less severe.

use super::class::{Class, Confidence};
use super::classify::Classification;
use super::evidence::{Evidence, Hint};
use super::lexicon::Topic;
use super::words;
use crate::catalog::{Hints, Tool};

/// How many words of a description are searched for a second sign of destruction.
const MAX_WORDS: usize = 400;

/// Words beside verbs that speak of destruction.
const FINAL: &[&str] =
    &["permanently", "irreversible", "irreversibly", "undone", "irrecoverable", "unrecoverable"];

/// Weighs the annotations against the answer so far.
pub(super) fn weigh(answer: &mut Classification, tool: &Tool) {
    let hints = tool.hints();
    if let Some(read_only) = hints.read_only.as_ref().map(|hint| hint.node) {
        weigh_read_only(answer, read_only);
    }
    if let Some(destructive) = hints.destructive.as_ref().map(|hint| hint.node) {
        weigh_destructive(answer, destructive, &hints, tool);
    }
}

fn weigh_read_only(answer: &mut Classification, read_only: bool) {
    let sign = Evidence::Hint(Hint::ReadOnly, read_only);
    match (answer.class, read_only) {
        (None, true) => answer.support(Class::Read, sign),
        (None, false) => answer.evidence.push(sign),
        (Some(Class::Read), true) => answer.agree(sign),
        (Some(Class::Read), false) => answer.overrule(Class::Write, sign),
        (Some(_), true) => answer.doubt(vec![sign]),
        (Some(_), false) => answer.agree(sign),
    }
}

fn weigh_destructive(answer: &mut Classification, destructive: bool, hints: &Hints, tool: &Tool) {
    let sign = Evidence::Hint(Hint::Destructive, destructive);
    match (answer.class, destructive) {
        (Some(Class::Destructive), true) => answer.agree(sign),
        (Some(Class::Destructive), false) => answer.doubt(vec![sign]),
        (Some(Class::Write | Class::Execute), true) => {
            if let Some(second) = second_sign(tool) {
                answer.support(Class::Destructive, second);
                answer.support(Class::Destructive, sign);
                answer.confidence = Confidence::Medium;
            }
        }
        (Some(Class::Read), true) if hints.read_only.is_none() => answer.doubt(vec![sign]),
        _ => {}
    }
}

/// A word of the description that speaks of destruction.
fn second_sign(tool: &Tool) -> Option<Evidence> {
    let text = tool.description()?;
    let words = words::of_text(&text, MAX_WORDS);
    let speaks = |word: &words::Word<'_>| {
        let destroys = word.entry.verb.is_some_and(|verb| verb.class == Class::Destructive);
        (destroys && !word.entry.is(Topic::Filler))
            || FINAL.iter().any(|known| word.text.eq_ignore_ascii_case(known))
    };
    let word = words.iter().find(|word| speaks(word))?;
    Some(Evidence::Description(word.text.to_owned()))
}
