//! Untrusted text made safe to print.
//!
//! Names, descriptions and arguments come from servers; a terminal obeys the escape sequences in
//! them and a reader is fooled by invisible or reordering characters. Everything that mcpol prints
//! passes through here. Secrets are masked here too: whatever is printed may be kept and passed on.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::secrets::masked;

/// Whether a character must never reach a terminal or a reader as it is: control characters,
/// bidirectional and invisible formatting, tag characters, line separators, variation selectors.
pub(crate) fn is_unsafe(character: char) -> bool {
    if is_plain(character) {
        return false;
    }
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{fffe}'..='\u{ffff}' | '\u{16fe4}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d159}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character is one that every keyboard has: hardly any text has others.
fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~')
}

/// The text with every unsafe character written as `\u{…}`, line ends included, and no secret.
pub(crate) fn inline(text: &str) -> Cow<'_, str> {
    escape(text, |_| false)
}

/// The same for text of several lines: line feeds stay.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    escape(text, |character| character == '\n')
}

/// A name as it is shown inside a message: escaped, between backticks.
pub(crate) fn tick(name: &str) -> String {
    format!("`{}`", inline(name))
}

/// The same for a line of source text: tabs stay, so that columns line up.
pub(crate) fn source(text: &str) -> Cow<'_, str> {
    escape(text, |character| character == '\t')
}

/// A JSON text with every unsafe character in its strings written as `\uXXXX`, which means the
/// same.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    let is_raw = |character: char| is_unsafe(character) && character != '\n';
    if !text.contains(is_raw) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_raw(character) {
            write_utf16(character, &mut escaped);
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

/// `\uXXXX`, twice for a character beyond the basic plane.
pub(crate) fn write_utf16(character: char, out: &mut String) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        // Writing to a string can't fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

/// The text with nothing in it that the log of a CI takes for a command: `::name` where a line
/// begins, and anywhere `##[name]`, `##vso[name]` and their like.
pub(crate) fn commands(text: &str) -> Cow<'_, str> {
    let begins = |line: &str| line.trim_start().starts_with("::");
    let brackets = bracketed_commands(text);
    if brackets.is_empty() && !text.lines().any(begins) {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_owned();
    for at in brackets.into_iter().rev() {
        text.replace_range(at..=at, "\\u{23}");
    }
    let line = |line: &str| match begins(line) {
        true => line.replacen("::", "\\u{3a}:", 1),
        false => line.to_owned(),
    };
    Cow::Owned(text.split_inclusive('\n').map(line).collect())
}

/// Where `##`, a word or none, and `[` stand.
fn bracketed_commands(text: &str) -> Vec<usize> {
    let is_command = |at: &usize| {
        let behind = text.get(*at..).and_then(|rest| rest.strip_prefix("##"));
        let word = |letter: char| letter.is_ascii_alphanumeric();
        behind.is_some_and(|behind| behind.trim_start_matches(word).starts_with('['))
    };
    text.match_indices('#').map(|(at, _)| at).filter(is_command).collect()
}

fn escape(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let masked = masked(text);
    match written_out(&masked, keep) {
        Some(escaped) => Cow::Owned(escaped),
        None => masked,
    }
}

/// The text where unsafe characters are written out, if there are any.
fn written_out(text: &str, keep: impl Fn(char) -> bool) -> Option<String> {
    if !text.chars().any(|character| is_unsafe(character) && !keep(character)) {
        return None;
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_unsafe(character) && !keep(character) {
            // Writing to a string can't fail.
            let _ = write!(escaped, "\\u{{{:x}}}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    Some(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(inline("plain, ünïcode ✓"), Cow::Borrowed(_)));
    }

    #[test]
    fn no_line_is_a_command_of_a_log() {
        assert_eq!(commands("a::b\n  ::error::x\n"), "a::b\n  \\u{3a}:error::x\n");
        assert_eq!(commands("a ##[error]x"), "a \\u{23}#[error]x");
        assert_eq!(commands("## a [b] ##vso[c]"), "## a [b] \\u{23}#vso[c]");
        assert_eq!(commands("###[a]"), "#\\u{23}#[a]");
    }

    #[test]
    fn json_means_the_same_when_it_is_escaped() {
        let text = serde_json::to_string("a\u{202e}\u{e0041}\n").unwrap();
        assert_eq!(json(&text), "\"a\\u202e\\udb40\\udc41\\n\"");
        assert_eq!(serde_json::from_str::<String>(&json(&text)).unwrap(), "a\u{202e}\u{e0041}\n");
    }

    #[test]
    fn what_a_terminal_obeys_is_written_out() {
        assert_eq!(inline("a\x1b[31m\u{202e}\u{e0041}\n"), "a\\u{1b}[31m\\u{202e}\\u{e0041}\\u{a}");
        assert_eq!(lines("a\nb\r"), "a\nb\\u{d}");
    }
}
