//! Pairs to syntax tree: what the grammar has read, given its shape. Faults that the grammar
//! can't see (reserved words, escapes, mixed connectives) are reported on the way.

mod children;
mod condition;
mod json;
mod selector;
mod statement;
mod string;
mod token;

pub(super) use statement::Head;

use super::grammar::Pair;
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
        let start = self.base + pair.as_span().start();
        let text = pair.as_str().trim_end_matches([' ', '\t', '\r', '\n']);
        Span::new(self.source, start, start + text.len())
    }

    fn report(&mut self, finding: Finding) {
        finding::add(self.findings, finding);
    }
}
