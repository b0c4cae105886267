//! Text in lines of a width that is given.
//!
//! Prose is broken at spaces, and between characters of scripts that have none. What stands in
//! backticks is never broken, so that it can be copied; nor is a word that is wider than a line.

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::terminal::{Style, Terminal};

/// Where prose may be broken.
pub(crate) const PROSE: WordSeparator = WordSeparator::Custom(prose_words);
/// Where a condition may be broken: behind a space, never in a string or a regular expression.
pub(crate) const CONDITION: WordSeparator = WordSeparator::Custom(condition_words);
/// Where a call may be broken: behind a space or a comma, never in a string, so that it stays JSON.
pub(crate) const CALL: WordSeparator = WordSeparator::Custom(call_words);

/// Prose in lines of up to `width` columns. Each line of the text keeps its indentation, on the
/// lines that it is broken into too.
pub(crate) fn lines(text: &str, width: usize) -> Vec<String> {
    let wrapped = |line: &str| {
        let rest = line.trim_start_matches(' ');
        let indent = " ".repeat(line.len() - rest.len());
        hanging(rest, &indent, &indent, width, PROSE)
    };
    text.split('\n').flat_map(wrapped).collect()
}

/// Text behind `first`, the lines that follow behind `rest`, in lines of up to `width` columns.
pub(crate) fn hanging(
    text: &str,
    first: &str,
    rest: &str,
    width: usize,
    separator: WordSeparator,
) -> Vec<String> {
    // What fits on the first line is broken nowhere.
    if is_plain(text) && display_width(first) + text.len() <= width {
        return vec![format!("{first}{text}")];
    }
    let options = options(width, separator).initial_indent(first).subsequent_indent(rest);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// How far the further lines of an entry are indented where its label leaves them little room.
const NARROW_INDENT: usize = 2;

/// Text behind `first`, the lines that follow behind `rest`; ends with a line end.
pub(crate) fn paragraph(
    text: &str,
    first: &str,
    rest: &str,
    terminal: Terminal,
    separator: WordSeparator,
) -> String {
    hanging(text, first, rest, terminal.prose_width(), separator).join("\n") + "\n"
}

/// A word that says what follows, and the text behind it, its further lines below its first; ends
/// with a line end.
pub(crate) fn entry(
    indent: usize,
    label: (Style, &str),
    text: &str,
    separator: WordSeparator,
    terminal: Terminal,
) -> String {
    let (style, label) = label;
    let first = format!("{:indent$}{} ", "", terminal.paint(style, label));
    let hanging = display_width(&first);
    let is_narrow = hanging > terminal.prose_width() * 2 / 5;
    let rest = " ".repeat(if is_narrow { indent + NARROW_INDENT } else { hanging });
    paragraph(text, &first, &rest, terminal, separator)
}

/// Whether a text has a column for each byte, and none of space at its end.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~')) && text.ends_with(|it: char| it != ' ')
}

fn options<'o>(width: usize, separator: WordSeparator) -> Options<'o> {
    Options::new(width)
        .break_words(false)
        .word_separator(separator)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
}

fn prose_words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let between_wide =
        |before, after: char| is_wide(before) && is_wide(after) && after.is_alphabetic();
    words(line, &['`'], move |before, after| {
        is_after_space(before, after) || between_wide(before, after)
    })
}

fn condition_words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    words(line, &['"', '/'], is_after_space)
}

fn call_words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    words(line, &['"'], |before, after| is_after_space(before, after) || before == ',')
}

fn is_after_space(before: char, after: char) -> bool {
    before == ' ' && after != ' '
}

fn is_wide(character: char) -> bool {
    !character.is_ascii() && display_width(character.encode_utf8(&mut [0; 4])) == 2
}

/// The words of a line: it may be broken between two characters outside quotes for which
/// `is_break` holds.
fn words<'l>(
    line: &'l str,
    quotes: &'static [char],
    is_break: impl Fn(char, char) -> bool + 'l,
) -> Box<dyn Iterator<Item = Word<'l>> + 'l> {
    let mut quotes = Quotes { line, quotes, open: None, is_escaped: false };
    let mut before = None;
    let mut start = 0;
    let breaks = line.char_indices().filter_map(move |(at, character)| {
        let is_open = quotes.open.is_some();
        quotes.read(at, character);
        let last = before.replace(character)?;
        (!is_open && is_break(last, character)).then_some(at)
    });
    Box::new(breaks.chain([line.len()]).filter_map(move |end| {
        let word = line.get(start..end)?;
        start = end;
        Some(Word::from(word))
    }))
}

/// Follows quotes through a line. One that nothing closes opens nothing.
struct Quotes<'l> {
    line: &'l str,
    quotes: &'static [char],
    open: Option<char>,
    is_escaped: bool,
}

impl Quotes<'_> {
    fn read(&mut self, at: usize, character: char) {
        let is_escaped = std::mem::take(&mut self.is_escaped);
        match self.open {
            Some(open) if character == open && !is_escaped => self.open = None,
            // In backticks a backslash is one of the characters of the code.
            Some(open) => self.is_escaped = open != '`' && character == '\\' && !is_escaped,
            None if self.quotes.contains(&character) => {
                let rest = self.line.get(at + character.len_utf8()..).unwrap_or_default();
                self.open = rest.contains(character).then_some(character);
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests;
