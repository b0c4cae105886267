//! How a text may be laid out: which tokens stay together, where a line can end, and what is
//! indented when it does. Made from the grammar's pairs (see `statement` and `parts`), drawn by
//! `draw`.

use std::ops::Range;

use super::spelling;
use super::tokens::{Token, Tokens};
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;

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

/// Parts of a layout, or a fault of mcpol.
pub(super) type Parts = Result<Vec<Layout>, InternalError>;

/// What a file's tokens are and how they may be laid out.
pub(super) struct Plan<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    pub(super) layout: Vec<Layout>,
    /// Before which tokens a line may end.
    pub(super) breaks: Vec<bool>,
}

/// Makes the tokens and the layout of a faultless text, statement by statement.
pub(super) struct Planner<'t> {
    pub(super) tokens: Tokens<'t>,
    pub(super) layout: Vec<Layout>,
    breaks: Vec<bool>,
    /// The offset from which the places of pairs count.
    base: usize,
}

impl<'t> Planner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { tokens: Tokens::new(text), layout: Vec::new(), breaks: Vec::new(), base: 0 }
    }

    /// The next statement, whose places count from `base`.
    pub(super) fn add_statement(
        &mut self,
        base: usize,
        pair: Pair<'t>,
    ) -> Result<(), InternalError> {
        self.base = base;
        self.go_to(self.start(&pair));
        let line = self.line(true);
        let statement = self.plan_statement(pair)?;
        self.layout.push(line);
        self.layout.extend(statement);
        Ok(())
    }

    pub(super) fn finish(mut self) -> Plan<'t> {
        let line = self.line(true);
        self.layout.push(line);
        let tokens = self.tokens.finish();
        self.breaks.resize(tokens.len(), false);
        Plan { tokens, layout: self.layout, breaks: self.breaks }
    }

    pub(super) fn start(&self, pair: &Pair<'t>) -> usize {
        self.base + pair.as_span().start()
    }

    /// The end of a pair; the rules of those that are asked for it don't reach beyond their last
    /// token.
    pub(super) fn end(&self, pair: &Pair<'t>) -> usize {
        self.base + pair.as_span().end()
    }

    /// The keywords and marks up to an offset.
    pub(super) fn go_to(&mut self, offset: usize) -> Layout {
        let first = self.tokens.len();
        self.tokens.go_to(offset);
        Layout::Tokens(first..self.tokens.len())
    }

    /// A pair that is one token, with the keywords and marks before it.
    pub(super) fn token(&mut self, pair: &Pair<'t>) -> Result<Layout, InternalError> {
        let spelling = match pair.as_rule() {
            Rule::string => Some(spelling::quoted(&string(pair)?)),
            Rule::number
            | Rule::word
            | Rule::name
            | Rule::tool
            | Rule::tools
            | Rule::all_tools
            | Rule::date
            | Rule::true_word
            | Rule::false_word
            | Rule::null_word
            | Rule::minute
            | Rule::hour
            | Rule::day
            | Rule::allowed
            | Rule::denied
            | Rule::and
            | Rule::or => None,
            rule => return Err(InternalError::unexpected(rule, Rule::word)),
        };
        Ok(self.spelled(pair, spelling))
    }

    /// A token with its spelling, where it may differ from what is written.
    pub(super) fn spelled(&mut self, pair: &Pair<'t>, spelling: Option<String>) -> Layout {
        let first = self.tokens.len();
        self.tokens.token(self.start(pair)..self.end(pair), spelling);
        Layout::Tokens(first..self.tokens.len())
    }

    /// A place where a line can end.
    pub(super) fn line(&mut self, blank: bool) -> Layout {
        self.allow_break();
        Layout::Line { next: self.tokens.len(), blank }
    }

    fn allow_break(&mut self) {
        self.breaks.resize(self.tokens.len(), false);
        self.breaks.push(true);
    }

    /// What `parts` makes, on one line if it and the tokens before it from `start` on fit there.
    pub(super) fn group(
        &mut self,
        start: usize,
        parts: impl FnOnce(&mut Self) -> Parts,
    ) -> Result<Layout, InternalError> {
        let parts = parts(self)?;
        Ok(Layout::Group { tokens: start..self.tokens.len(), parts, lines: false })
    }

    /// The end of a statement.
    pub(super) fn clause(
        &mut self,
        after_terms: bool,
        parts: impl FnOnce(&mut Self) -> Parts,
    ) -> Result<Layout, InternalError> {
        let start = self.tokens.len();
        self.allow_break();
        let parts = parts(self)?;
        Ok(Layout::Clause { tokens: start..self.tokens.len(), parts, after_terms })
    }

    /// From the opening bracket of a pair to the closing one, each element on its own line if not
    /// all fit. `elements` makes the elements with the lines before them.
    pub(super) fn list(
        &mut self,
        pair: Pair<'t>,
        elements: impl FnOnce(&mut Self, Pair<'t>) -> Parts,
    ) -> Result<Layout, InternalError> {
        let (start, end) = (self.start(&pair), self.end(&pair));
        self.go_to(start);
        self.group(self.tokens.len(), |planner| {
            let open = planner.go_to(start + 1);
            let elements = elements(planner, pair)?;
            planner.go_to(end - 1);
            let line = planner.line(true);
            Ok(vec![open, Layout::Indent(elements), line, planner.go_to(end)])
        })
    }

    /// What stands behind the brace of a block, up to the one that closes it. It stays on one line
    /// if its author wrote it on one and it holds one element at most; `first` is the token that
    /// the statement begins with.
    pub(super) fn block(
        &mut self,
        first: usize,
        pair: Pair<'t>,
        element: impl Fn(&mut Self, Pair<'t>) -> Parts,
    ) -> Result<Layout, InternalError> {
        let (open, end) = (self.tokens.len(), self.end(&pair));
        let (mut elements, mut count) = (Vec::new(), 0);
        for pair in pair.into_inner() {
            self.go_to(self.start(&pair));
            elements.push(self.line(true));
            elements.extend(element(self, pair)?);
            count += 1;
        }
        self.go_to(end - 1);
        let parts = vec![Layout::Indent(elements), self.line(true), self.go_to(end)];
        let lines = count > 1 || count == 1 && self.has_line_ends(open..self.tokens.len());
        Ok(Layout::Group { tokens: first..self.tokens.len(), parts, lines })
    }

    /// Whether the author began a line with one of these tokens.
    fn has_line_ends(&self, tokens: Range<usize>) -> bool {
        self.tokens.get(tokens).iter().any(|token| token.first_on_line)
    }
}

/// The text that a quoted string stands for.
pub(super) fn string(pair: &Pair<'_>) -> Result<String, InternalError> {
    serde_json::from_str(pair.as_str())
        .map_err(|_| InternalError::unexpected(pair.as_rule(), Rule::string))
}
