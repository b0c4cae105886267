//! Texts that speak to the model instead of describing a tool.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use regex::bytes::{Captures, Regex};

use crate::json::Letter;
use crate::source::Span;

use super::phrase_words::candidates;
use super::phrases::{PHRASES, Phrase, Unless, written_out};
use super::reading::Reading;

/// How much of a text is quoted.
const QUOTED: usize = 80;

/// How far back a `not` is looked for.
const BEFORE: usize = 80;

/// A phrase of a text and where it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) span: Span,
    /// What it does.
    does: &'static str,
    /// The same with the phrase.
    pub(super) words: String,
}

/// Whether a text as it stands in a JSON file, plain ASCII, may have a phrase in it.
pub(super) fn may_be_in(text: &str) -> bool {
    !candidates(text).is_empty()
}

/// The phrases of a string, the first of each kind. `own` are the names of the server's tools, as
/// [`name`] makes them.
pub(super) fn find(letters: &[Letter], own: &BTreeSet<String>) -> Vec<Order> {
    let reading = Reading::of(letters);
    let mut found: Vec<Order> = Vec::new();
    for (phrase, pattern) in candidates(&reading.text).into_iter().filter_map(pattern) {
        if let Some(order) = first(phrase, pattern, &reading, own)
            && found.iter().all(|known| !known.is_about(&order))
        {
            found.push(order);
        }
    }
    found
}

impl Order {
    /// Whether the two say the same, or lie in one place.
    fn is_about(&self, other: &Self) -> bool {
        let apart = self.span.end <= other.span.start || other.span.end <= self.span.start;
        self.does == other.does || !apart
    }
}

/// A name as names are compared: small letters, no difference between `_` and `-`.
pub(super) fn name(tool: &str) -> String {
    tool.to_lowercase().replace('-', "_")
}

/// A phrase with its pattern, which is read when a text may have the phrase.
fn pattern(number: usize) -> Option<(&'static Phrase, &'static Regex)> {
    static PATTERNS: [OnceLock<Option<Regex>>; PHRASES.len()] =
        [const { OnceLock::new() }; PHRASES.len()];
    let phrase = PHRASES.get(number)?;
    let read = || Regex::new(&written_out(phrase.pattern)).ok();
    let pattern = PATTERNS.get(number)?.get_or_init(read).as_ref()?;
    Some((phrase, pattern))
}

fn first(
    phrase: &Phrase,
    pattern: &Regex,
    reading: &Reading<'_>,
    own: &BTreeSet<String>,
) -> Option<Order> {
    let text = reading.text.as_bytes();
    let mut found =
        pattern.captures_iter(text).filter(|found| counts(phrase.unless, found, text, own));
    let whole = found.next()?.get(0)?;
    let span = reading.span(whole.start(), whole.end())?;
    let quoted = String::from_utf8_lossy(whole.as_bytes());
    let shown: String = quoted.trim().chars().take(QUOTED).collect();
    let more = if shown.len() < quoted.trim().len() { "…" } else { "" };
    let words = format!("{}: \"{shown}{more}\"", phrase.does);
    Some(Order { span, does: phrase.does, words })
}

fn counts(unless: Unless, found: &Captures<'_>, text: &[u8], own: &BTreeSet<String>) -> bool {
    match unless {
        Unless::Never => true,
        Unless::Negated => found.get(0).is_some_and(|whole| !is_negated(text, whole.start())),
        Unless::OwnTool => found.name("tool").is_none_or(|tool| !is_own(tool.as_bytes(), own)),
    }
}

/// Whether a `not` stands before this place in its sentence.
fn is_negated(text: &[u8], at: usize) -> bool {
    let before = text.get(at.saturating_sub(BEFORE)..at).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let sentence = before.rsplit(['.', ';', '!', '?']).next().unwrap_or_default();
    sentence.split(' ').any(|word| matches!(word, "not" | "never" | "no") || word.ends_with("n't"))
}

/// Whether a word names one of the server's tools, or none: `this tool`.
fn is_own(tool: &[u8], own: &BTreeSet<String>) -> bool {
    let name = name(&String::from_utf8_lossy(tool));
    let is_name = name.contains(['_', '.', '/', ':']);
    !is_name || own.iter().any(|own| own.contains(&name))
}

#[cfg(test)]
mod tests;
