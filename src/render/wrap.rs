//! Text in lines of a width that is given.
//!
//! Prose is broken at spaces, and between characters of scripts that have none. What stands in
//! backticks is never broken, so that it can be copied; nor is a word that is wider than a line.

use textwrap::core::{Word, display_width};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Where prose may be broken.
pub(super) const PROSE: WordSeparator = WordSeparator::Custom(prose_words);

/// Prose in lines of up to `width` columns.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let lines = textwrap::wrap(text, options(width, PROSE));
    lines.into_iter().map(|line| line.into_owned()).collect()
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
