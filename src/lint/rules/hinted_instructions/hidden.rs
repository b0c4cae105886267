//! Characters that a model reads and a person doesn't see.

use crate::json::Letter;
use crate::source::Span;
use crate::strings::escape::is_unsafe;

/// How much of a decoded message is shown.
const MAX_LABELS: usize = 120;

/// So many characters that can't be seen may spell a message.
const LONG: usize = 16;

/// What hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Characters of the tag block, each of which stands for an ASCII character.
    Tag,
    /// Variation selectors, each of which can stand for a byte.
    Selector,
    /// Marks that turn the direction of text.
    Direction,
    /// Characters that a terminal obeys.
    Control,
    /// Any other that can't be seen.
    Invisible,
}

/// Hidden text and where it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    pub(super) span: Span,
    /// What it is, and what it says.
    pub(super) words: String,
    /// Whether nothing is said by it: characters that can't be seen, and no more.
    pub(super) is_quiet: bool,
}

/// The hidden texts of a string.
pub(super) fn find(letters: &[Letter]) -> Vec<Hidden> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let length = run(letters, at);
        if let (Some(kind), Some(text)) = (kind(letter.character), letters.get(at..at + length))
            && !is_ordinary(kind, letters, at, length)
        {
            found.extend(hidden(kind, text));
        }
        at += length.max(1);
    }
    found
}

/// How many characters of one kind stand here.
fn run(letters: &[Letter], at: usize) -> usize {
    let Some(first) = letters.get(at).and_then(|letter| kind(letter.character)) else { return 1 };
    let same = |letter: &&Letter| kind(letter.character) == Some(first);
    letters.get(at..).unwrap_or_default().iter().take_while(same).count()
}

fn kind(character: char) -> Option<Kind> {
    match character {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => None,
        '\u{e0000}'..='\u{e007f}' => Some(Kind::Tag),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Some(Kind::Selector),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Kind::Direction)
        }
        '\0'..='\u{1f}' | '\u{7f}' => Some(Kind::Control),
        '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => Some(Kind::Control),
        '\u{80}'..='\u{9f}' => None,
        _ => is_unsafe(character).then_some(Kind::Invisible),
    }
}

/// Whether these characters do here what they are for.
fn is_ordinary(kind: Kind, letters: &[Letter], at: usize, length: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).map(|it| it.character);
    let after = letters.get(at + length).map(|letter| letter.character);
    let Some(first) = letters.get(at).map(|letter| letter.character) else { return true };
    match kind {
        Kind::Tag => is_flag(before, letters.get(at..at + length).unwrap_or_default()),
        Kind::Selector => length == 1 && before.is_some_and(|before| selects(before, first)),
        Kind::Direction => {
            is_mark(first) && letters.iter().any(|it| is_right_to_left(it.character))
        }
        // Latin letters of two bytes, read one byte at a time.
        Kind::Control => matches!(before, Some('\u{80}'..='\u{ff}')) && first > '\u{7f}',
        Kind::Invisible if first == '\u{ad}' => has_space(letters),
        // A blank among the letters of Braille.
        Kind::Invisible if first == '\u{2800}' => before.is_some_and(is_braille),
        Kind::Invisible => length == 1 && joins(before, first, after),
    }
}

/// The flag of a part of a country: a black flag, its code, and an end.
fn is_flag(before: Option<char>, tags: &[Letter]) -> bool {
    let ends = tags.last().is_some_and(|last| last.character == '\u{e007f}');
    before == Some('\u{1f3f4}') && ends && tags.len() <= 7
}

/// Whether a variation selector chooses how this character looks.
fn selects(before: char, selector: char) -> bool {
    match selector {
        '\u{fe00}'..='\u{fe0f}' => !before.is_ascii() || matches!(before, '0'..='9' | '#' | '*'),
        _ => {
            matches!(before, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        }
    }
}

/// Whether it only says which direction the text beside it has.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{5d0}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && character.is_alphabetic()
}

fn is_braille(character: char) -> bool {
    matches!(character, '\u{2801}'..='\u{28ff}')
}

/// Soft hyphens are ordinary where words stand, not inside a name.
fn has_space(letters: &[Letter]) -> bool {
    letters.iter().any(|letter| letter.character.is_whitespace())
}

/// Whether a joiner stands between two characters that it can join: signs of an emoji, letters of
/// a script that needs it.
fn joins(before: Option<char>, joiner: char, after: Option<char>) -> bool {
    let joinable = |character: char| {
        character > '\u{5ff}' && (!is_unsafe(character) || character == '\u{fe0f}')
    };
    matches!(joiner, '\u{200c}' | '\u{200d}')
        && before.is_some_and(joinable)
        && after.is_some_and(joinable)
}

fn hidden(kind: Kind, text: &[Letter]) -> Option<Hidden> {
    let span = text.first()?.span.to(text.last()?.span);
    let words = match kind {
        Kind::Tag => {
            decoded_as("tag characters", text.iter().filter_map(|it| ascii(it.character)).collect())
        }
        Kind::Selector => decoded_as("variation selectors", bytes(text)),
        Kind::Direction => "characters that turn the direction of the text".to_owned(),
        Kind::Control => "characters that a terminal obeys".to_owned(),
        Kind::Invisible => match text.len() {
            1 => "a character that can't be seen".to_owned(),
            count => format!("{count} characters that can't be seen"),
        },
    };
    Some(Hidden { span, words, is_quiet: kind == Kind::Invisible && text.len() < LONG })
}

fn decoded_as(what: &str, message: String) -> String {
    let message = message.trim();
    if message.is_empty() || message.contains(char::is_control) {
        return format!("{what}, which can't be seen");
    }
    let shown: String = message.chars().take(MAX_LABELS).collect();
    let more = if message.chars().count() > MAX_LABELS { "…" } else { "" };
    format!("{what} that say \"{shown}{more}\"")
}

/// The character that a tag stands for.
fn ascii(tag: char) -> Option<char> {
    let character = u32::from(tag).checked_sub(0xE0000).and_then(char::from_u32)?;
    matches!(character, ' '..='~').then_some(character)
}

/// The text whose bytes variation selectors stand for.
fn bytes(text: &[Letter]) -> String {
    let byte = |letter: &Letter| match u32::from(letter.character) {
        selector @ 0xFE00..=0xFE0F => u8::try_from(selector - 0xFE00).ok(),
        selector => u8::try_from(selector.checked_sub(0xE0100)? + 16).ok(),
    };
    let bytes: Vec<u8> = text.iter().filter_map(byte).collect();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let letters: Vec<_> =
            text.chars().map(|character| Letter { character, span: Span::default() }).collect();
        find(&letters).into_iter().map(|hidden| hidden.words).collect()
    }

    #[test]
    fn messages_are_decoded() {
        let tags: String =
            "go".chars().filter_map(|it| char::from_u32(0xE0000 + it as u32)).collect();
        assert_eq!(said(&format!("a{tags}")), ["tag characters that say \"go\""]);
        assert_eq!(said("\u{263a}\u{e0157}\u{e015f}"), ["variation selectors that say \"go\""]);
        assert_eq!(said("a\u{e0001}"), ["tag characters, which can't be seen"]);
        assert_eq!(said("a\u{fe00}\u{fe01}"), ["variation selectors, which can't be seen"]);
    }

    #[test]
    fn what_hides_is_found_and_what_does_its_work_is_not() {
        for text in [
            "a\u{200b}b",
            "\u{feff}a",
            "a\u{200d}b",
            "\u{1f468}\u{200d}\u{200d}\u{1f469}",
            "a\u{2066}b",
            "a\u{200f}b",
            "a\u{1b}[8m",
            "a\u{9b}8m",
            "a\u{8}",
            "so\u{ad}ft",
            "a\u{fe0f}",
            "a\u{2062}b",
            "\u{1f3f4}\u{e0067}\u{e0062}",
            "\u{3164}",
            "a\u{2800}b",
            "\u{2800}\u{2800}",
        ] {
            assert_eq!(said(text).len(), 1, "{}", text.escape_unicode());
        }
        for text in [
            "a\tb\r\n",
            "\u{26a0}\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "\u{1f468}\u{200d}\u{1f469}",
            "\u{1f3f3}\u{fe0f}\u{200d}\u{1f308}",
            "\u{915}\u{94d}\u{200d}\u{937}",
            "\u{5d0}\u{200f}a",
            "\u{280b}\u{2800}\u{2813}",
            "a com\u{ad}pound",
            "\u{e2}\u{80}\u{9d}",
            "\u{845b}\u{e0100}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        ] {
            assert_eq!(said(text), Vec::<String>::new(), "{}", text.escape_unicode());
        }
    }
}
