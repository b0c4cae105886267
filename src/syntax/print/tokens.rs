//! The tokens of a file as it will be written, each with the comments beside and above it.
//!
//! What carries meaning comes from the grammar's pairs. Between two of them stands nothing but
//! keywords, marks, white space and comments.

use std::borrow::Cow;
use std::ops::Range;

/// A comment on a line of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment<'t> {
    pub(super) text: &'t str,
    /// Whether the author left a line empty before it.
    pub(super) blank: bool,
}

/// A token and what is written round it.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) first_on_line: bool,
    /// Whether the author left a line empty before it.
    pub(super) blank: bool,
    /// The comments between the line of the token before and this one.
    pub(super) above: Vec<Comment<'t>>,
    /// The comment at the end of the token's line.
    pub(super) beside: Option<&'t str>,
}

impl Token<'_> {
    /// Whether it is this keyword or mark.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// Whether something is nested behind it.
    pub(super) fn opens(&self) -> bool {
        matches!(&*self.text, "{" | "[" | "(")
    }

    /// Whether it ends what is nested before it, as the end of the file does.
    pub(super) fn closes(&self) -> bool {
        matches!(&*self.text, "}" | "]" | ")" | "")
    }
}

/// The tokens of a text up to an offset.
pub(super) struct Tokens<'t> {
    text: &'t str,
    /// How far the text has been gone through.
    at: usize,
    /// Where the last token, comment or left out mark ends.
    last_end: usize,
    tokens: Vec<Token<'t>>,
    /// The comments above the token that comes next.
    above: Vec<Comment<'t>>,
}

impl<'t> Tokens<'t> {
    /// None yet; a byte-order mark is passed over.
    pub(super) fn new(text: &'t str) -> Self {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        Self { text, at: start, last_end: start, tokens: Vec::new(), above: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn get(&self, tokens: Range<usize>) -> &[Token<'t>] {
        self.tokens.get(tokens).unwrap_or_default()
    }

    /// Goes on to an offset that stands in no pair without pairs inside it, over keywords, marks
    /// and comments.
    pub(super) fn go_to(&mut self, end: usize) {
        while let Some(rest) = self.text.get(self.at..end) {
            let white = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
            let start = rest.bytes().position(|byte| !white(&byte));
            self.at = start.map_or(end, |start| self.at + start);
            match start.and_then(|start| rest.get(start..)) {
                None => return,
                Some(rest) if rest.starts_with('#') => self.comment(),
                Some(rest) => self.add(self.at + literal_length(rest), None),
            }
        }
    }

    /// A token from `range` on, and the keywords and marks before it; `spelling` is its text where
    /// it may differ from what is written.
    pub(super) fn token(&mut self, range: Range<usize>, spelling: Option<String>) {
        self.go_to(range.start);
        self.add(range.end, spelling);
    }

    /// Leaves out the mark at an offset; the comments before it stay.
    pub(super) fn leave_out(&mut self, mark: usize) {
        self.go_to(mark);
        (self.at, self.last_end) = (mark + 1, mark + 1);
    }

    /// All tokens, and an empty one for the end of the file.
    pub(super) fn finish(mut self) -> Vec<Token<'t>> {
        self.go_to(self.text.len());
        self.add(self.text.len(), None);
        self.tokens
    }

    fn add(&mut self, end: usize, spelling: Option<String>) {
        let written = self.text.get(self.at..end).unwrap_or_default();
        let (first_on_line, blank) = self.line_ends();
        self.tokens.push(Token {
            text: spelling.map_or(Cow::Borrowed(written), Cow::Owned),
            first_on_line,
            blank,
            above: std::mem::take(&mut self.above),
            beside: None,
        });
        (self.at, self.last_end) = (end, end);
    }

    /// The comment that begins here stands beside the last token if that is on its line.
    fn comment(&mut self) {
        let line = self.text.get(self.at..).and_then(|rest| rest.split('\n').next());
        let line = line.unwrap_or_default();
        let text = line.trim_end_matches([' ', '\t', '\r']);
        let (first_on_line, blank) = self.line_ends();
        self.at += line.len();
        self.last_end = self.at;
        match self.tokens.last_mut() {
            Some(last) if !first_on_line && last.beside.is_none() && self.above.is_empty() => {
                last.beside = Some(text);
            }
            _ => self.above.push(Comment { text, blank }),
        }
    }

    /// Whether a line ends, and whether an empty one stands, since the last token or comment.
    fn line_ends(&self) -> (bool, bool) {
        let gap = self.text.get(self.last_end..self.at).unwrap_or_default();
        let count = gap.bytes().filter(|byte| *byte == b'\n').count();
        (count > 0 || self.tokens.is_empty(), count > 1)
    }
}

/// The bytes of the keyword or mark that a text begins with; at least one.
fn literal_length(text: &str) -> usize {
    let length = |part: fn(&u8) -> bool| text.bytes().take_while(part).count();
    let word = length(u8::is_ascii_alphanumeric);
    let comparison = length(|byte| matches!(byte, b'=' | b'!' | b'<' | b'>'));
    word.max(comparison).max(1)
}
