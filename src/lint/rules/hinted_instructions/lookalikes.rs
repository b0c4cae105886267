//! Characters that a model, and a hurried reader, takes for plain letters.

use crate::strings::escape::is_unsafe;

/// The alphabet of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// Letters of other alphabets that look Latin are there for their looks.
    Latin,
    /// The text is written in Greek or Cyrillic: it has letters that look like no Latin one.
    Other,
}

impl Alphabet {
    pub(super) fn of(mut text: impl Iterator<Item = char>) -> Self {
        let is_other = |it: char| {
            matches!(it, '\u{370}'..='\u{52f}') && it.is_alphabetic() && latin(it) == lower(it)
        };
        if text.any(is_other) { Self::Other } else { Self::Latin }
    }

    /// The character that one is read as, ASCII in its case; none where it can't be seen.
    pub(super) fn plain(self, character: char) -> Option<char> {
        match character {
            _ if character.is_ascii_alphanumeric() => Some(character),
            '*' | '`' | '"' | '“' | '”' | '«' | '»' => Some(' '),
            '’' | '‘' => Some('\''),
            '\u{300}'..='\u{36f}' => None,
            _ if character.is_whitespace() => Some(' '),
            _ if is_unsafe(character) => None,
            _ if character.is_ascii() => Some(character),
            '\u{370}'..='\u{52f}' if self == Self::Other => Some(lower(character)),
            _ => Some(latin(character)),
        }
    }
}

fn lower(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

/// The plain letter that one looks like.
fn latin(character: char) -> char {
    let lower = lower(character);
    match lower {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'а' | 'α' => 'a',
        'ç' | 'с' => 'c',
        'ԁ' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'е' => 'e',
        'һ' => 'h',
        'í' | 'ì' | 'î' | 'ï' | 'і' | 'ι' => 'i',
        'ј' => 'j',
        'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ν' => 'v',
        'х' => 'x',
        'у' => 'y',
        '！'..='～' => shifted(lower, 0xFEE0),
        '𝐀'..='𝚣' => letter((u32::from(lower) - 0x1D400) % 52),
        other => other,
    }
}

/// A full-width character in its usual width.
fn shifted(character: char, by: u32) -> char {
    let usual = u32::from(character).checked_sub(by).and_then(char::from_u32);
    usual.unwrap_or(character).to_ascii_lowercase()
}

/// The letter of a mathematical alphabet, whose capitals come first.
fn letter(number: u32) -> char {
    char::from_u32(u32::from('a') + number % 26).unwrap_or('a')
}
