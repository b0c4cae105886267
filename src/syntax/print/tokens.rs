//! The tokens of a faultless text, each with the comments beside and above it.

use std::borrow::Cow;

use crate::syntax::lexis::{self, Kind};

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
    pub(super) kind: Kind,
    pub(super) first_on_line: bool,
    /// Whether the author left a line empty before it.
    pub(super) blank: bool,
    /// The comments between the line of the token before and this one.
    pub(super) above: Vec<Comment<'t>>,
    /// The comment at the end of the token's line.
    pub(super) beside: Option<&'t str>,
}

impl<'t> Token<'t> {
    fn new(text: &'t str, kind: Kind, above: Vec<Comment<'t>>) -> Self {
        let text = Cow::Borrowed(text);
        Self { text, kind, first_on_line: false, blank: false, above, beside: None }
    }

    /// Whether it is this word or mark.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.kind, Kind::Word | Kind::Mark)
    }

    /// Whether something is nested behind it.
    pub(super) fn opens(&self) -> bool {
        ["{", "[", "("].iter().any(|mark| self.is(mark))
    }

    /// Whether it ends what is nested before it, as the end of the file does.
    pub(super) fn closes(&self) -> bool {
        ["}", "]", ")", ""].iter().any(|mark| self.is(mark))
    }
}

/// Every token, and an empty one for the end of the file.
pub(super) fn read(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut above = Vec::new();
    let mut end = text.len() - text.trim_start_matches('\u{feff}').len();
    for token in lexis::tokens(text, end) {
        let blank = is_blank(text.get(end..token.start).unwrap_or_default());
        end = token.end();
        match (token.kind, tokens.last_mut()) {
            (Kind::Comment, Some(last)) if !token.first_on_line => {
                last.beside = Some(comment(token.text));
            }
            (Kind::Comment, _) => above.push(Comment { text: comment(token.text), blank }),
            _ => tokens.push(Token {
                first_on_line: token.first_on_line,
                blank,
                ..Token::new(token.text, token.kind, std::mem::take(&mut above))
            }),
        }
    }
    tokens.push(Token::new("", Kind::Mark, above));
    tokens
}

/// Every comment of a text in order, without the white space that its line ends with.
pub fn comments(text: &str) -> impl Iterator<Item = &str> {
    let comments = lexis::tokens(text, 0).filter(|token| token.kind == Kind::Comment);
    comments.map(|token| comment(token.text))
}

/// A comment without the white space that the line ends with.
fn comment(text: &str) -> &str {
    text.trim_end_matches([' ', '\t', '\r'])
}

/// Whether white space holds an empty line.
fn is_blank(white_space: &str) -> bool {
    white_space.bytes().filter(|byte| *byte == b'\n').count() > 1
}
