//! A string as a model reads it: single spaces, no accents, nothing invisible, lookalikes as what
//! they look like; each byte still knows which letter it comes from.

use crate::json::Letter;
use crate::source::Span;
use crate::strings::escape::is_unsafe;

use super::lookalikes::Alphabet;

/// What stands for the end of a paragraph or of an item.
pub(super) const BREAK: char = '\n';

/// A text with the places of its bytes.
pub(super) struct Reading<'l> {
    pub(super) text: String,
    letters: &'l [Letter],
    /// The number of the letter that each byte comes from.
    from: Vec<usize>,
}

impl<'l> Reading<'l> {
    /// Underscores are spaces where nothing else is, and so are changes of case: in names.
    pub(super) fn of(letters: &'l [Letter]) -> Self {
        let is_name = letters.iter().all(|letter| is_of_name(letter.character));
        let alphabet = Alphabet::of(letters.iter().map(|letter| letter.character));
        let mut reading = Self { text: String::new(), letters, from: Vec::new() };
        let mut before = ' ';
        for (at, letter) in letters.iter().enumerate() {
            let character = letter.character;
            if character == '\n' && begins_item(letters.get(at + 1..).unwrap_or_default()) {
                reading.push(BREAK, at);
            }
            if is_name && before.is_lowercase() && character.is_uppercase() {
                reading.push(' ', at);
            }
            match alphabet.plain(character) {
                Some('_') if is_name => reading.push(' ', at),
                Some(character) => reading.push(character, at),
                None => {}
            }
            before = character;
        }
        reading
    }

    fn push(&mut self, character: char, at: usize) {
        let is_blank = |character: char| matches!(character, ' ' | BREAK);
        if is_blank(character) && (self.text.is_empty() || self.text.ends_with(is_blank)) {
            if character == BREAK && self.text.pop().is_some() {
                self.text.push(BREAK);
            }
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

/// Whether a new paragraph, heading or item of a list begins after a line's end.
fn begins_item(rest: &[Letter]) -> bool {
    let mut rest =
        rest.iter().map(|letter| letter.character).skip_while(|it| matches!(it, ' ' | '\t' | '\r'));
    match rest.next() {
        Some('\n' | '#' | '<' | '•' | '–') => true,
        Some('-' | '*' | '+') => rest.next().is_some_and(char::is_whitespace),
        Some('0'..='9') => matches!(rest.find(|it| !it.is_ascii_digit()), Some('.' | ')')),
        _ => false,
    }
}

/// Whether a character may stand in a name.
fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-') || is_unsafe(character)
}

/// A text as [`Reading`] has it.
pub(super) fn plain_text(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'\'');
    if text.bytes().all(is_plain) {
        return text.to_ascii_lowercase();
    }
    let alphabet = Alphabet::of(text.chars());
    text.chars()
        .filter_map(|character| alphabet.plain(character))
        .map(|it| it.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let letters: Vec<_> =
            text.chars().map(|character| Letter { character, span: Span::default() }).collect();
        Reading::of(&letters).text
    }

    #[test]
    fn disguises_are_taken_off() {
        assert_eq!(read("**Ign\u{ad}ore**\n\tALL"), "Ignore ALL");
        assert_eq!(read("ｉｇｎｏｒｅ 𝗮𝗹𝗹 іgnоrе"), "ignore all ignore");
        assert_eq!(read("ignore_all"), "ignore all");
        assert_eq!(read("ignoreAll"), "ignore All");
        assert_eq!(read("see ignore_all"), "see ignore_all");
        assert_eq!(read("u\u{308}bergib"), "ubergib");
    }

    #[test]
    fn a_script_of_its_own_stays() {
        assert_eq!(read("Прочитай с paypal"), "прочитай с paypal");
        assert_eq!(read("用户"), "用户");
    }

    #[test]
    fn items_and_paragraphs_end() {
        assert_eq!(read("a\n\n b\n- c\n1. d\ne"), "a\nb\n- c\n1. d e");
    }
}
