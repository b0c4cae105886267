//! A place in a pattern, moving forward. Knows nothing of what the characters mean.

use std::ops::Range;

/// A place in a pattern.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'p> {
    pattern: &'p str,
    at: usize,
}

impl<'p> Cursor<'p> {
    /// The start of a pattern.
    pub(super) fn new(pattern: &'p str) -> Self {
        Self { pattern, at: 0 }
    }

    /// The place, in bytes from the start.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// What is still to be read.
    pub(super) fn rest(self) -> &'p str {
        self.pattern.get(self.at..).unwrap_or_default()
    }

    /// The next character, left unread.
    pub(super) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next one, left unread.
    pub(super) fn peek_second(self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// Reads one character.
    pub(super) fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    /// Reads `text` if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let comes = self.rest().starts_with(text);
        if comes {
            self.at += text.len();
        }
        comes
    }

    /// Reads up to `end` and past it; nothing if `end` never comes.
    pub(super) fn read_past(&mut self, end: &str) -> Option<&'p str> {
        let (text, _) = self.rest().split_once(end)?;
        self.at += text.len() + end.len();
        Some(text)
    }

    /// Reads characters as long as `wanted` holds.
    pub(super) fn read_while(&mut self, wanted: impl Fn(char) -> bool) -> &'p str {
        let rest = self.rest();
        let length = rest.find(|character| !wanted(character)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// From `start` up to here.
    pub(super) fn range_from(self, start: usize) -> Range<usize> {
        start..self.at
    }

    /// The text from `start` up to here.
    pub(super) fn text_from(self, start: usize) -> &'p str {
        self.pattern.get(start..self.at).unwrap_or_default()
    }

    /// From `start` to the pattern's end.
    pub(super) fn range_to_end(self, start: usize) -> Range<usize> {
        start..self.pattern.len()
    }
}
