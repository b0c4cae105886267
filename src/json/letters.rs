//! The characters of a JSON string, each with the place that it is written at.

use super::node::Node;
use crate::source::{SourceId, Span};

/// One character of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letter {
    /// The character, escapes resolved; `U+FFFD` for half of a surrogate pair.
    pub character: char,
    /// Where it is written, escape and all.
    pub span: Span,
}

/// The characters of a string.
#[derive(Debug, Clone)]
pub(crate) struct Letters<'s> {
    rest: &'s str,
    source: SourceId,
    at: usize,
}

impl<'s> Node<'s> {
    /// Every string in it, keys too, in the order of the text; itself, where it is one.
    pub(crate) fn strings(self) -> impl Iterator<Item = Node<'s>> + use<'s> {
        let slots = self.at..self.tape.after(self.at);
        slots.map(move |at| Node { tape: self.tape, at }).filter(|node| node.is_string())
    }

    /// The characters of a string; none of any other value.
    pub(crate) fn letters(self) -> Letters<'s> {
        let rest = if self.is_string() { self.between_quotes() } else { "" };
        let Span { source, start, .. } = self.span();
        Letters { rest, source, at: start as usize + 1 }
    }
}

impl Iterator for Letters<'_> {
    type Item = Letter;

    fn next(&mut self) -> Option<Letter> {
        let (character, length) = first(self.rest)?;
        let span = Span::new(self.source, self.at, self.at + length);
        self.rest = self.rest.get(length..).unwrap_or_default();
        self.at += length;
        Some(Letter { character, span })
    }
}

/// The first character and how many bytes it is written with.
fn first(text: &str) -> Option<(char, usize)> {
    let character = text.chars().next()?;
    if character != '\\' {
        return Some((character, character.len_utf8()));
    }
    let short = |character| Some((character, 2));
    match text.as_bytes().get(1)? {
        b'u' => unicode(text),
        b'b' => short('\u{8}'),
        b'f' => short('\u{c}'),
        b'n' => short('\n'),
        b'r' => short('\r'),
        b't' => short('\t'),
        other => short(char::from(*other)),
    }
}

/// What `\uXXXX`, or a pair of them, stands for.
fn unicode(text: &str) -> Option<(char, usize)> {
    let unit = unit(text)?;
    let low = text.get(6..).and_then(self::unit);
    let pair = low.map(|low| char::decode_utf16([unit, low]).next());
    if let (0xD800..=0xDBFF, Some(Some(Ok(character)))) = (unit, pair) {
        return Some((character, 12));
    }
    Some((char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER), 6))
}

fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}
