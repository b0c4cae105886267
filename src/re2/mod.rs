//! Regular expressions as RE2 reads them.
//!
//! A pattern is read once, character by character, and written out again in the syntax of the
//! `regex` crate with RE2's meaning spelled out (`\d` becomes `[0-9]`); that crate then searches.
//! On the way everything that RE2 refuses is refused, and what is valid but easily misread is
//! noted. The reader of policies and the gateway's documents come here with a pattern's text; this
//! module knows nothing of either.

mod ascii;
mod budget;
mod class;
mod counted;
mod cursor;
mod escape;
mod group;
pub(crate) mod literals;
mod misread;
mod plain;
mod repeat;
pub(crate) mod sample;
pub(crate) mod shape;
#[cfg(test)]
mod tests;
mod translate;
mod unicode;

use std::borrow::Cow;
use std::ops::Range;

use crate::strings;

pub(crate) use counted::{Counted, counted};
pub(crate) use plain::{Plain, beginnings, plain};

/// The longest pattern that is read, in bytes.
pub(crate) const MAX_LENGTH: usize = 32 * 1024;

/// The most memory that a pattern's automaton may take, in bytes.
const MAX_AUTOMATON: usize = 10 << 20;

/// The most characters of a pattern that a message shows.
const MAX_SHOWN: usize = 40;

/// How deep a translated pattern nests at most: a group takes up to four levels.
pub(crate) const MAX_LEVELS: u32 = 4 * group::MAX_DEPTH as u32;

/// How many levels deeper a pattern nests for being searched over whole characters.
const SEARCHING_LEVELS: u32 = 2;

/// A pattern that RE2 accepts, ready to search with RE2's meaning.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    regex: regex::Regex,
}

/// Why RE2 refuses a pattern, or why mcpol won't run it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(crate) struct PatternError {
    /// What is wrong, in a reader's words.
    pub message: String,
    /// Where in the pattern, in bytes.
    pub range: Range<usize>,
    /// What to write instead, where that is known.
    pub instead: Option<String>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What RE2 refuses, and what would take unbounded time or memory.
    pub(crate) fn new(pattern: &str) -> Result<Self, PatternError> {
        let translation = translate::translate(pattern)?;
        let regex = regex::RegexBuilder::new(&over_characters(&translation.rust))
            .size_limit(MAX_AUTOMATON)
            .nest_limit(MAX_LEVELS + SEARCHING_LEVELS)
            .build()
            .map_err(|_| too_large(pattern))?;
        Ok(Self { regex })
    }

    /// Whether the pattern is found anywhere in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// The same pattern in the syntax of the `regex` crate, with the crate's default flags. Groups
    /// capture nothing in it.
    #[cfg(test)]
    pub(crate) fn rust(&self) -> &str {
        self.regex.as_str()
    }
}

/// A pattern in the syntax of the `regex` crate, as [`Pattern::rust`]; not tried for its size.
///
/// # Errors
/// What RE2 refuses.
pub(crate) fn translated(pattern: &str) -> Result<String, PatternError> {
    translate::translate(pattern).map(|translation| translation.rust)
}

/// Where a valid pattern has `.` for any character, in bytes. None for one that RE2 refuses.
pub(crate) fn dots(pattern: &str) -> Vec<usize> {
    translate::translate(pattern).map(|translation| translation.dots).unwrap_or_default()
}

/// The alternatives of a valid pattern that stand in no group; of one that RE2 refuses, or without
/// any, the whole.
pub(crate) fn alternatives(pattern: &str) -> Vec<&str> {
    let bars = translate::translate(pattern).map(|it| it.bars).unwrap_or_default();
    let starts = std::iter::once(0).chain(bars.iter().map(|bar| bar + 1));
    let ends = bars.iter().copied().chain([pattern.len()]);
    starts.zip(ends).filter_map(|(start, end)| pattern.get(start..end)).collect()
}

/// The pattern that finds this text.
pub(crate) fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut pattern, character| {
        if r"\.+*?()|[]{}^$".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
        pattern
    })
}

/// The parts of a valid pattern that people easily misread, with the form that says it plainly.
/// None for a pattern that RE2 refuses.
pub(crate) fn misreadings(pattern: &str) -> Vec<PatternError> {
    let Ok(translation) = translate::translate(pattern) else { return Vec::new() };
    translation.misreadings.into_iter().chain(misread::glob(pattern)).collect()
}

/// The pattern as it is searched for. `\B` would hold between the bytes of one character, where no
/// match begins or ends, so what stands before a match is skipped by whole characters.
fn over_characters(rust: &str) -> Cow<'_, str> {
    match rust.contains(r"\B") {
        true => Cow::Owned(format!(r"\A(?s:.)*?(?:{rust})")),
        false => Cow::Borrowed(rust),
    }
}

/// A translated pattern is always valid, so that only its size is left to refuse.
fn too_large(pattern: &str) -> PatternError {
    PatternError::new(0..pattern.len(), "the pattern takes too much memory to run")
        .instead("repeat less, or with smaller classes")
}

/// Text of a pattern as a message shows it: escaped, between backticks, its beginning only.
fn tick(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => strings::tick(&format!("{}…", text.get(..end).unwrap_or_default())),
        None => strings::tick(text),
    }
}

impl PatternError {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), range, instead: None }
    }

    fn instead(self, instead: impl Into<String>) -> Self {
        Self { instead: Some(instead.into()), ..self }
    }
}
