//! Where something is written, as people say it.

use std::fmt;

use serde::Serialize;

use super::escape;
use crate::source::{Sources, Span};

/// A file, a line and a column, both from 1, the column in characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Site {
    /// The file, as it was named.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Site {
    /// Where a span begins, or what it was made from.
    pub(crate) fn of(span: Span, sources: &Sources) -> Option<Self> {
        let span = sources.origin(span);
        let source = sources.get(span.source)?;
        let place = source.place(span.start);
        Some(Self { file: source.name().to_owned(), line: place.line, column: place.column })
    }
}

/// As in `agent.mcpol:7:5`, escaped.
impl fmt::Display for Site {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", escape::inline(&self.file), self.line, self.column)
    }
}
