//! Where sentences end.

use crate::lint::rules::hinted_instructions::reading::BREAK;

/// Longer sentences are read in pieces of so many bytes.
const LONGEST: usize = 600;

/// Where the sentences of a text lie.
pub(super) fn ranges(text: &str) -> Vec<(usize, usize)> {
    let (mut ranges, mut start) = (Vec::new(), 0);
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let too_long = end - start > LONGEST && character == ' ' || end - start > 2 * LONGEST;
        if too_long
            || ends(
                text.get(start..at).unwrap_or_default(),
                character,
                text.get(end..).unwrap_or_default(),
            )
        {
            ranges.push((start, end));
            start = end;
        }
    }
    if start < text.len() {
        ranges.push((start, text.len()));
    }
    ranges
}

/// Whether a character ends the sentence that stands before it.
fn ends(before: &str, character: char, after: &str) -> bool {
    let is_last = !after.starts_with(|it: char| !it.is_whitespace());
    match character {
        BREAK | '。' | '！' | '？' => true,
        '!' | '?' => true,
        '.' => is_last && !is_abbreviated(before),
        _ => false,
    }
}

/// Whether a full stop after this text is part of a word or a number.
fn is_abbreviated(before: &str) -> bool {
    let last = before.rsplit([' ', '(']).next().unwrap_or_default().to_ascii_lowercase();
    let is_number = !last.is_empty()
        && last.len() == before.trim().len()
        && last.chars().all(|it| it.is_ascii_digit());
    is_number
        || matches!(
            last.as_str(),
            "e.g" | "i.e" | "z.b" | "p.ej" | "p.ex" | "vs" | "etc" | "incl" | "p"
        )
}
