//! A string as a model reads it: small letters, single spaces, nothing invisible; each byte still
//! knows which letter it comes from.

use crate::json::Letter;
use crate::source::Span;
use crate::strings::escape::is_unsafe;

/// A text with the places of its bytes.
pub(super) struct Reading<'l> {
    pub(super) text: String,
    letters: &'l [Letter],
    /// The number of the letter that each byte comes from.
    from: Vec<usize>,
}

impl<'l> Reading<'l> {
    /// Underscores are spaces where nothing else is: in names.
    pub(super) fn of(letters: &'l [Letter]) -> Self {
        let is_name = letters.iter().all(|letter| is_of_name(letter.character));
        let mut reading = Self { text: String::new(), letters, from: Vec::new() };
        for (at, letter) in letters.iter().enumerate() {
            match plain(letter.character) {
                Some('_') if is_name => reading.push(' ', at),
                Some(character) => reading.push(character, at),
                None => {}
            }
        }
        reading
    }

    fn push(&mut self, character: char, at: usize) {
        if character == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        self.text.push(character);
        self.from.resize(self.text.len(), at);
    }

    /// Where these bytes are written.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let letter = |at: usize| self.letters.get(*self.from.get(at)?);
        Some(letter(start)?.span.to(letter(end.checked_sub(1)?)?.span))
    }
}

/// Whether a character may stand in a name.
fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-') || is_unsafe(character)
}

/// The character that one is read as; none where it can't be seen.
fn plain(character: char) -> Option<char> {
    match character {
        'a'..='z' | '0'..='9' | '_' => Some(character),
        'A'..='Z' => Some(character.to_ascii_lowercase()),
        '*' | '`' | '"' | '“' | '”' | '«' | '»' => Some(' '),
        '’' | '‘' => Some('\''),
        _ if character.is_whitespace() => Some(' '),
        _ if is_unsafe(character) => None,
        _ if character.is_ascii() => Some(character),
        _ => Some(latin(character)),
    }
}

/// The plain letter that one looks like.
fn latin(character: char) -> char {
    let lower = character.to_lowercase().next().unwrap_or(character);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguises_are_taken_off() {
        let read = |text: &str| {
            let letters: Vec<_> =
                text.chars().map(|character| Letter { character, span: Span::default() }).collect();
            Reading::of(&letters).text
        };
        assert_eq!(read("**Ign\u{ad}ore**\n\tALL"), "ignore all");
        assert_eq!(read("ｉｇｎｏｒｅ 𝗮𝗹𝗹 іgnоrе"), "ignore all ignore");
        assert_eq!(read("ignore_all"), "ignore all");
        assert_eq!(read("see ignore_all"), "see ignore_all");
    }
}
