//! Text in lines of a width that is given.
//!
//! Prose is broken at spaces, and between characters of scripts that have none. What stands in
//! backticks is never broken, so that it can be copied; nor is a word that is wider than a line.

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::terminal::{Style, Terminal};

/// Where prose may be broken.
pub(crate) const PROSE: WordSeparator = WordSeparator::Custom(prose_words);
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
    let options = options(width, separator).initial_indent(first).subsequent_indent(rest);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

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
    let rest = " ".repeat(display_width(&first));
    paragraph(text, &first, &rest, terminal, separator)
}

fn options<'o>(width: usize, separator: WordSeparator) -> Options<'o> {
    Options::new(width)
        .break_words(false)
        .word_separator(separator)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
}

fn prose_words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let after_space = |before, after| before == ' ' && after != ' ';
    let between_wide =
        |before, after: char| is_wide(before) && is_wide(after) && after.is_alphabetic();
    words(line, '`', move |before, after| after_space(before, after) || between_wide(before, after))
}

fn call_words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    words(line, '"', |before, _| matches!(before, ' ' | ','))
}

fn is_wide(character: char) -> bool {
    !character.is_ascii() && display_width(character.encode_utf8(&mut [0; 4])) == 2
}

/// The words of a line: it may be broken between two characters outside quotes for which
/// `is_break` holds.
fn words<'l>(
    line: &'l str,
    quote: char,
    is_break: impl Fn(char, char) -> bool + 'l,
) -> Box<dyn Iterator<Item = Word<'l>> + 'l> {
    let mut quotes = Quotes::new(line, quote);
    let mut before = None;
    let mut start = 0;
    let breaks = line.char_indices().filter_map(move |(at, character)| {
        let open = quotes.is_open;
        quotes.read(character);
        let last = before.replace(character)?;
        (!open && is_break(last, character)).then_some(at)
    });
    Box::new(breaks.chain([line.len()]).filter_map(move |end| {
        let word = line.get(start..end)?;
        start = end;
        Some(Word::from(word))
    }))
}

/// Follows quotes through a line. One that nothing closes opens nothing.
struct Quotes {
    quote: char,
    left: usize,
    is_open: bool,
    is_escaped: bool,
}

impl Quotes {
    fn new(line: &str, quote: char) -> Self {
        Self { quote, left: line.matches(quote).count(), is_open: false, is_escaped: false }
    }

    fn read(&mut self, character: char) {
        if character == self.quote {
            self.left -= 1;
            if !self.is_escaped {
                self.is_open = !self.is_open && self.left > 0;
            }
        }
        self.is_escaped = self.quote == '"' && character == '\\' && !self.is_escaped;
    }
}

#[cfg(test)]
mod tests;
