//! How a text may be laid out: which tokens stay together, where a line can end, and what is
//! indented when it does. Made from tokens (see `statement` and `condition`), drawn by `draw`.

use std::ops::Range;

use super::tokens::Token;
use crate::syntax::lexis::Kind;

/// A part of a layout. Tokens are named by their index.
#[derive(Debug, Clone)]
pub(super) enum Layout {
    /// Tokens on one line.
    Tokens(Range<usize>),
    /// Where the group round it ends a line, if it isn't on one line itself; `next` comes after.
    Line {
        next: usize,
        /// Whether an empty line of the author's stays.
        blank: bool,
    },
    /// Lines in it begin further right.
    Indent(Vec<Layout>),
    /// Stands on one line if `tokens` do, else every line that can end in it ends.
    Group {
        tokens: Range<usize>,
        parts: Vec<Layout>,
        /// Never on one line.
        lines: bool,
    },
    /// The end of a statement, on a line of its own if it must be.
    Clause {
        tokens: Range<usize>,
        parts: Vec<Layout>,
        /// Whether it comes after a list without brackets: when that stands in lines, the clause
        /// isn't indented.
        after_terms: bool,
    },
}

/// Goes through the tokens of a faultless text and makes their layout.
pub(super) struct Planner<'a, 't> {
    tokens: &'a [Token<'t>],
    pub(super) at: usize,
    /// Before which tokens a line may end.
    pub(super) breaks: Vec<bool>,
}

impl<'a, 't> Planner<'a, 't> {
    pub(super) fn new(tokens: &'a [Token<'t>]) -> Self {
        Self { tokens, at: 0, breaks: vec![false; tokens.len()] }
    }

    /// The text of the next token.
    pub(super) fn text(&self) -> &'a str {
        self.tokens.get(self.at).map_or("", |token| &token.text)
    }

    /// Whether this word or mark comes next.
    pub(super) fn is(&self, text: &str) -> bool {
        self.is_ahead(0, text)
    }

    /// The same for the token that stands `ahead` tokens from here.
    pub(super) fn is_ahead(&self, ahead: usize, text: &str) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| token.is(text))
    }

    /// Whether this word or mark was the last to be taken.
    pub(super) fn was(&self, text: &str) -> bool {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.is_some_and(|token| token.is(text))
    }

    /// Whether a closing bracket or the end of the file comes next.
    pub(super) fn closes(&self) -> bool {
        self.tokens.get(self.at).is_none_or(Token::closes)
    }

    /// The next tokens, on one line.
    pub(super) fn take(&mut self, count: usize) -> Layout {
        let end = (self.at + count).min(self.tokens.len());
        Layout::Tokens(std::mem::replace(&mut self.at, end)..end)
    }

    /// A place where a line can end.
    pub(super) fn line(&mut self, blank: bool) -> Layout {
        self.allow_break();
        Layout::Line { next: self.at, blank }
    }

    fn allow_break(&mut self) {
        if let Some(may_break) = self.breaks.get_mut(self.at) {
            *may_break = true;
        }
    }

    /// What `parts` reads, on one line if it and the tokens before it from `start` on fit there.
    pub(super) fn group(
        &mut self,
        start: usize,
        parts: impl FnOnce(&mut Self) -> Vec<Layout>,
    ) -> Layout {
        let parts = parts(self);
        Layout::Group { tokens: start..self.at, parts, lines: false }
    }

    /// The end of a statement if it begins with `word`: the word and what `rest` reads.
    pub(super) fn clause(
        &mut self,
        word: &str,
        after_terms: bool,
        rest: impl FnOnce(&mut Self) -> Layout,
    ) -> Option<Layout> {
        self.is(word)
            .then(|| self.bare_clause(after_terms, |planner| vec![planner.take(1), rest(planner)]))
    }

    /// The message that a step may end with.
    pub(super) fn message(&mut self) -> Option<Layout> {
        let string = self.tokens.get(self.at).is_some_and(|token| token.kind == Kind::String);
        string.then(|| self.bare_clause(false, |planner| vec![planner.take(1)]))
    }

    fn bare_clause(
        &mut self,
        after_terms: bool,
        parts: impl FnOnce(&mut Self) -> Vec<Layout>,
    ) -> Layout {
        let start = self.at;
        self.allow_break();
        let parts = parts(self);
        Layout::Clause { tokens: start..self.at, parts, after_terms }
    }

    /// From an opening bracket to the closing one, each element on its own line if not all fit.
    pub(super) fn list(&mut self, element: impl Fn(&mut Self) -> Vec<Layout>) -> Layout {
        self.group(self.at, |planner| {
            let open = planner.take(1);
            let elements = planner.elements(element);
            vec![open, Layout::Indent(elements), planner.line(true), planner.take(1)]
        })
    }

    fn elements(&mut self, element: impl Fn(&mut Self) -> Vec<Layout>) -> Vec<Layout> {
        let mut elements = Vec::new();
        while !self.closes() {
            elements.push(self.line(true));
            elements.extend(element(self));
            if self.is(",") {
                elements.push(self.take(1));
            }
        }
        elements
    }

    /// What stands behind a brace, up to the one that closes it. It stays on one line if its author
    /// wrote it on one and it holds one element at most; `start` is where the statement begins.
    pub(super) fn block(
        &mut self,
        start: usize,
        element: impl Fn(&mut Self) -> Vec<Layout>,
    ) -> Layout {
        let (open, mut elements, mut count) = (self.at, Vec::new(), 0);
        while !self.closes() {
            elements.push(self.line(true));
            elements.extend(element(self));
            count += 1;
        }
        let parts = vec![Layout::Indent(elements), self.line(true), self.take(1)];
        let lines = count > 1 || count == 1 && self.has_line_ends(open..self.at);
        Layout::Group { tokens: start..self.at, parts, lines }
    }

    /// Whether the author began a line with one of these tokens.
    fn has_line_ends(&self, tokens: Range<usize>) -> bool {
        self.tokens.get(tokens).unwrap_or_default().iter().any(|token| token.first_on_line)
    }
}
