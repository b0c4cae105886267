//! Pairs to syntax tree: what the grammar has read, given its shape. Faults that the grammar
//! can't see (reserved words, escapes, mixed connectives) are reported on the way.

mod condition;
mod json;
mod selector;
mod statement;
mod string;
mod token;

pub(super) use statement::Head;
pub(super) use token::build_window;

use super::grammar::{Pair, Rule};
use crate::finding::{self, Finding};
use crate::source::{SourceId, Span};

/// How deep conditions and arguments may be nested.
pub(super) const MAX_DEPTH: usize = 64;

/// Builds the tree of one match that begins `base` bytes into a source.
pub(super) struct Builder<'f> {
    source: SourceId,
    base: usize,
    findings: &'f mut Vec<Finding>,
    /// The first reserved word that stands where a name must.
    pub(super) reserved: Option<Span>,
}

impl<'f> Builder<'f> {
    pub(super) fn new(source: SourceId, base: usize, findings: &'f mut Vec<Finding>) -> Self {
        Self { source, base, findings, reserved: None }
    }

    fn span(&self, pair: &Pair<'_>) -> Span {
        let span = pair.as_span();
        Span::new(self.source, self.base + span.start(), self.base + span.end())
    }

    /// The place of a pair whose rule may reach beyond its last token.
    fn extent(&self, pair: &Pair<'_>) -> Span {
        let (start, end) = (pair.as_span().start(), last_token_end(pair.clone()));
        Span::new(self.source, self.base + start, self.base + end)
    }

    fn report(&mut self, finding: Finding) {
        finding::add(self.findings, finding);
    }
}

/// Where the last token of a pair ends. Rules that end with a bracket or a token end there; after
/// the last pair of any other rule come white space and comments at most.
fn last_token_end(mut pair: Pair<'_>) -> usize {
    loop {
        let end = pair.as_span().end();
        let closed = matches!(
            pair.as_rule(),
            Rule::block
                | Rule::steps
                | Rule::list
                | Rule::operands
                | Rule::object
                | Rule::array
                | Rule::parentheses
                | Rule::path
                | Rule::matches
        );
        match pair.into_inner().next_back() {
            Some(last) if !closed => pair = last,
            Some(_) | None => return end,
        }
    }
}
