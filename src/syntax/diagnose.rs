//! Why a piece of text isn't what the grammar expects.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use pest::Parser as _;

use super::error::SyntaxError;
use super::expected;
use super::grammar::{Grammar, Rule};
use super::keywords;
use super::lexis::{self, Kind, Token};
use super::near_miss;
use crate::finding::Finding;
use crate::json::Number;
use crate::source::{SourceId, Span};
use crate::strings::nearest;

/// The place where reading a piece failed, and what would have gone on.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// Where the piece begins.
    start: usize,
    /// Where the token stands that is wrong.
    at: usize,
    /// What could stand there, in words.
    expected: Vec<String>,
    /// Whether the piece stands in a block.
    inside: bool,
}

impl Failure {
    /// A failure at an offset, which may lie inside a token of the piece that begins at `start`.
    pub(super) fn new(text: &str, start: usize, offset: usize, expected: Vec<String>) -> Self {
        let token = lexis::words(text, start)
            .find(|token| token.end() > offset || token.end() == offset && is_unfinished(token));
        let at = token.map_or(text.len(), |token| token.start);
        Self { start, at, expected, inside: false }
    }

    /// The same failure in a piece of a block.
    pub(super) fn inside(mut self) -> Self {
        self.inside = true;
        self
    }

    /// Asks the grammar how far it came with a piece and what it expected there. `extent` is where
    /// the piece stands in the text, with as much after it as it may take.
    pub(super) fn of(rule: Rule, text: &str, extent: Range<usize>) -> Self {
        let start = extent.start;
        let piece = text.get(extent).unwrap_or_default();
        let (mut offset, mut expected) = expectations(rule, piece);
        if offset == piece.len() {
            // What could follow the last word shows only after white space.
            (offset, expected) = expectations(rule, &format!("{piece}\n"));
            offset = offset.min(piece.len());
        }
        Self::new(text, start, start + offset, expected)
    }

    /// The same failure where the text could also have gone on with these words.
    pub(super) fn or_expected(mut self, words: &[&str]) -> Self {
        self.expected.extend(words.iter().map(|word| (*word).to_owned()));
        self
    }

    /// The token that is wrong: reading may go on there.
    pub(super) fn resume(&self) -> usize {
        self.at
    }

    /// What is said about it.
    pub(super) fn finding(self, text: &str, source: SourceId) -> Finding {
        let mut after = lexis::words(text, self.start).peekable();
        let before: Vec<_> =
            std::iter::from_fn(|| after.next_if(|token| token.start < self.at)).collect();
        let (token, next) = (after.next(), after.next());
        let begins = self.expected.iter().any(|word| word == "`}`");
        let inside = self.inside;
        let in_test = self.expected.iter().any(|word| word == "`call`");
        let context =
            Context { text, source, before: &before, token, next, inside, begins, in_test };
        near_miss::detect_near_miss(&context)
            .map(near_miss::NearMiss::finding)
            .or_else(|| of_token(&context).map(SyntaxError::finding))
            .unwrap_or_else(|| self.unexpected(&context).finding())
    }

    fn unexpected(self, context: &Context<'_>) -> SyntaxError {
        let expected = self.expected;
        let Some(token) = context.token else {
            let span = Span::new(context.source, self.at, self.at);
            return SyntaxError::Unexpected { found: String::new(), expected, span };
        };
        let (found, span) = (token.text.to_owned(), context.span(&token));
        match token.kind {
            Kind::Word if expected.is_empty() && keywords::is_reserved(token.text) => {
                let name = dotted(context.text, token.start);
                let span = Span::new(context.source, token.start, token.start + name.len());
                let (name, names_tool) = (name.to_owned(), names_tool(context));
                SyntaxError::ReservedWord { word: found, name, names_tool, span }
            }
            Kind::Word if is_new_statement(context, &token, &expected) => {
                SyntaxError::UnknownStatement {
                    meant: keywords::meant_by(token.text)
                        .or_else(|| nearest(token.text, keywords::STATEMENTS)),
                    word: found,
                    is_called: context.next.is_some_and(|next| next.is("(")),
                    span,
                }
            }
            _ => SyntaxError::Unexpected { found, expected, span },
        }
    }
}

fn expectations(rule: Rule, piece: &str) -> (usize, Vec<String>) {
    let failed = with_error_detail(|| Grammar::parse(rule, piece).err());
    failed.map(|error| expected::expected_tokens(&error, piece)).unwrap_or_default()
}

/// Has the grammar's library keep note of what it expects. That makes reading slow, and the switch
/// is global: it is on for one piece at a time.
fn with_error_detail<T>(read: impl FnOnce() -> T) -> T {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_error_detail(true);
    let read = read();
    pest::set_error_detail(false);
    drop(turn);
    read
}

/// What stands after a statement.
pub(super) const A_STATEMENT: &str = "a statement";

/// Whether a word stands where a statement's first word must.
fn is_new_statement(context: &Context<'_>, token: &Token<'_>, expected: &[String]) -> bool {
    let statement = expected.iter().any(|word| word == A_STATEMENT);
    statement && (context.before.is_empty() || token.first_on_line)
}

/// The tokens round a failure.
pub(super) struct Context<'t> {
    pub(super) text: &'t str,
    pub(super) source: SourceId,
    /// The tokens of the piece before the wrong one.
    pub(super) before: &'t [Token<'t>],
    /// The wrong token; `None` at the end of the text.
    pub(super) token: Option<Token<'t>>,
    /// The token after it.
    pub(super) next: Option<Token<'t>>,
    /// Whether the piece stands in a block.
    pub(super) inside: bool,
    /// Whether another piece of the block could begin here.
    pub(super) begins: bool,
    /// Whether a step of a test could begin here.
    pub(super) in_test: bool,
}

impl<'t> Context<'t> {
    /// The token that stands `back` tokens before the wrong one, from 1.
    pub(super) fn back(&self, back: usize) -> Option<&'t Token<'t>> {
        self.before.get(self.before.len().checked_sub(back)?)
    }

    /// The place of a token.
    pub(super) fn span(&self, token: &Token<'_>) -> Span {
        Span::new(self.source, token.start, token.end())
    }
}

/// The word at an offset, and what follows it after dots.
pub(super) fn dotted(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let of_name = |character: char| character.is_ascii_alphanumeric() || "_-*.".contains(character);
    rest.split(|character| !of_name(character)).next().unwrap_or_default().trim_end_matches('.')
}

/// Whether the name that stands here would be a tool's, not that of a constant or group.
fn names_tool(context: &Context<'_>) -> bool {
    let defines = context.back(1).is_some_and(|before| before.is("let") || before.is("group"));
    !defines && !context.before.iter().any(|token| token.is("args"))
}

/// Whether a token is cut off before its end.
fn is_unfinished(token: &Token<'_>) -> bool {
    token.is_unclosed() || token.kind == Kind::Number && Number::new(token.text).is_none()
}

/// Faults of the wrong token itself.
fn of_token(context: &Context<'_>) -> Option<SyntaxError> {
    let before = context.back(1);
    if before.is_some_and(|before| before.is("until")) {
        let end = context.text.len();
        let span = context.token.map(|token| context.span(&token));
        let span = span.unwrap_or(Span::new(context.source, end, end));
        return Some(SyntaxError::DateForm { span });
    }
    let token = context.token?;
    let (text, span) = (token.text.to_owned(), context.span(&token));
    match token.kind {
        Kind::String if token.is_unclosed() => Some(SyntaxError::UnclosedString { span }),
        Kind::Regex if token.is_unclosed() => Some(SyntaxError::UnclosedRegex { span }),
        Kind::Number if Number::new(token.text).is_none() => {
            Some(SyntaxError::NumberForm { text, span })
        }
        Kind::Number if before.is_some_and(is_before_count) => {
            Some(SyntaxError::CountRange { text, span })
        }
        Kind::Mark if matches!(token.text, "." | "+") => signed_number(context, &token),
        _ => None,
    }
}

/// `.5`, `+5`
fn signed_number(context: &Context<'_>, sign: &Token<'_>) -> Option<SyntaxError> {
    let digits =
        context.next.filter(|next| next.kind == Kind::Number && next.start == sign.end())?;
    let span = context.span(sign).to(context.span(&digits));
    Some(SyntaxError::NumberForm { text: sign.text.to_owned() + digits.text, span })
}

fn is_before_count(token: &Token<'_>) -> bool {
    ["limit", "to", "wait", "}"].iter().any(|word| token.is(word))
}
