//! Pieces that patterns are made of.

use crate::re2;

/// A pattern that no string has.
const NOTHING: &str = r"[^\x00-\x{10FFFF}]";

/// This text and nothing else.
pub(super) fn literal(text: &str) -> String {
    re2::escaped(text)
}

/// This text with its ASCII letters in either case. Each letter is spelled as a class of its two
/// cases, as folding by `(?i)` takes in characters outside ASCII.
pub(super) fn any_case(text: &str) -> String {
    text.chars().map(either_case).collect()
}

fn either_case(character: char) -> String {
    if character.is_ascii_alphabetic() {
        format!("[{}{}]", character.to_ascii_uppercase(), character.to_ascii_lowercase())
    } else {
        literal(character.encode_utf8(&mut [0; 4]))
    }
}

/// One of these patterns; of none, a pattern that no string has.
pub(super) fn one_of(alternatives: impl IntoIterator<Item = String>) -> String {
    let alternatives: Vec<_> = alternatives.into_iter().collect();
    match alternatives.as_slice() {
        [] => NOTHING.to_owned(),
        some => format!("(?:{})", some.join("|")),
    }
}

/// A text from the pattern that finds it, as [`literal`] and [`any_case`] write it; letters of
/// either case are small.
pub(super) fn plain(pattern: &str) -> String {
    let mut plain = String::new();
    let mut rest = pattern.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => plain.extend(rest.next()),
            '[' => plain.extend(rest.by_ref().take_while(|it| *it != ']').last()),
            _ => plain.push(character),
        }
    }
    plain
}
