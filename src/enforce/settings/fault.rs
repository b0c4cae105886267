//! Why settings are left alone.

use crate::json::JsonError;
use crate::source::{Source, Span};

/// What is wrong with a client's settings, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub(crate) struct Fault {
    line: usize,
    column: usize,
    message: String,
}

impl Fault {
    pub(super) fn new(source: &Source, span: Span, message: impl Into<String>) -> Self {
        let place = source.place(span.start);
        Self { line: place.line, column: place.column, message: message.into() }
    }

    pub(super) fn of(source: &Source, error: &JsonError) -> Self {
        Self::new(source, error.span, format!("it is not JSON: {error}"))
    }
}
