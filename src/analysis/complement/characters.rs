//! Sets of characters, and the shortest class that stands for one.

use std::fmt::Write;

/// How many characters there are.
const ALL: u32 = 0x11_0000 - SURROGATES;

/// How many code points stand for no character.
const SURROGATES: u32 = 0x800;

/// The first of these.
const FIRST_SURROGATE: u32 = 0xD800;

/// Characters, as ranges of their numbers: sorted, apart from each other. A character's number is
/// its code point, less the surrogates before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Characters(Vec<(u32, u32)>);

/// The number of the first character that isn't before a code point.
pub(super) fn number(code_point: u32) -> u32 {
    match code_point {
        0..FIRST_SURROGATE => code_point,
        _ => code_point.saturating_sub(SURROGATES).max(FIRST_SURROGATE),
    }
}

/// The character with a number.
pub(super) fn character(number: u32) -> char {
    let code_point = if number < FIRST_SURROGATE { number } else { number + SURROGATES };
    char::from_u32(code_point).unwrap_or(char::REPLACEMENT_CHARACTER)
}

impl Characters {
    /// The ranges between these numbers, which begin with 0.
    pub(super) fn between(starts: &[u32]) -> Vec<Self> {
        let ends = starts.iter().skip(1).copied().chain([ALL]);
        let ranges = starts.iter().copied().zip(ends).filter(|(start, end)| start < end);
        ranges.map(|(start, end)| Self(vec![(start, end - 1)])).collect()
    }

    /// The first of them.
    pub(super) fn first(&self) -> Option<char> {
        self.0.first().map(|(start, _)| character(*start))
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|(start, end)| (end - start + 1) as usize).sum()
    }

    /// Each of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = char> + '_ {
        self.0.iter().flat_map(|(start, end)| (*start..=*end).map(character))
    }

    /// Those in either set.
    pub(super) fn union(&self, other: &Self) -> Self {
        let mut ranges: Vec<_> = self.0.iter().chain(&other.0).copied().collect();
        ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (start, end) in ranges {
            match joined.last_mut() {
                Some((_, last)) if start <= last.saturating_add(1) => *last = end.max(*last),
                _ => joined.push((start, end)),
            }
        }
        Self(joined)
    }

    fn others(&self) -> Self {
        let mut others = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for (start, end) in &self.0 {
            if next < *start {
                others.push((next, start - 1));
            }
            next = end + 1;
        }
        if next < ALL {
            others.push((next, ALL - 1));
        }
        Self(others)
    }

    /// The shortest pattern for one of them.
    pub(super) fn class(&self) -> String {
        let others = self.others();
        if others.0.is_empty() {
            return "(?s:.)".to_owned();
        }
        if self.count() == 1 {
            return self.first().map(literal).unwrap_or_default();
        }
        let (these, not_these) =
            (format!("[{}]", self.ranges()), format!("[^{}]", others.ranges()));
        if not_these.len() < these.len() { not_these } else { these }
    }

    fn ranges(&self) -> String {
        let mut text = String::new();
        let mut hyphen = "";
        for (start, end) in &self.0 {
            match (character(*start), character(*end)) {
                ('-', '-') => hyphen = "-",
                (first, last) if first == last => push_member(&mut text, first),
                (first, last) => {
                    push_member(&mut text, first);
                    if u32::from(last) - u32::from(first) > 1 {
                        text.push('-');
                    }
                    push_member(&mut text, last);
                }
            }
        }
        text + hyphen
    }
}

/// A character by itself.
fn literal(character: char) -> String {
    let mut text = String::new();
    if r"\.+*?()|[]{}^$".contains(character) {
        text.push('\\');
    }
    push(&mut text, character);
    text
}

/// A character inside a class.
fn push_member(text: &mut String, character: char) {
    if r"\[]^-".contains(character) {
        text.push('\\');
    }
    push(text, character);
}

/// What isn't printable ASCII is written by its code point.
fn push(text: &mut String, character: char) {
    let code_point = u32::from(character);
    // Writing to a string never fails.
    let _ = match code_point {
        0x20..=0x7E => write!(text, "{character}"),
        0..=0xFF => write!(text, r"\x{code_point:02X}"),
        _ => write!(text, r"\x{{{code_point:X}}}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(ranges: &[(char, char)]) -> String {
        let ranges = ranges.iter().map(|(a, b)| (number(u32::from(*a)), number(u32::from(*b))));
        ranges.fold(Characters::default(), |set, range| set.union(&Characters(vec![range]))).class()
    }

    #[test]
    fn a_class_is_written_in_the_shorter_of_its_two_forms() {
        let last = char::MAX;
        for (ranges, written) in [
            (&[('a', 'a')][..], "a"),
            (&[('.', '.')], r"\."),
            (&[('\n', '\n')], r"\x0A"),
            (&[('a', 'b')], "[ab]"),
            (&[('a', 'b'), ('c', 'z')], "[a-z]"),
            (&[('-', '-'), ('a', 'z')], "[a-z-]"),
            (&[('+', '-'), ('[', '^')], r"[+-\-\[-\^]"),
            (&[('\0', '`'), ('b', last)], "[^a]"),
            (&[('\0', '\u{d7ff}'), ('\u{e000}', last)], "(?s:.)"),
            (&[('\u{d7ff}', '\u{e000}')], r"[\x{D7FF}-\x{E000}]"),
        ] {
            assert_eq!(class(ranges), written);
        }
    }

    #[test]
    fn numbers_leave_the_surrogates_out() {
        for character_of in ['\0', '\u{d7ff}', '\u{e000}', char::MAX] {
            assert_eq!(character(number(u32::from(character_of))), character_of);
        }
        assert_eq!(number(0xD900), number(0xE000));
        assert_eq!(number(0x11_0000), ALL);
    }
}
