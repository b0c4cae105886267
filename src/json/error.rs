//! What is wrong with a JSON text, and where.

use crate::source::{SourceId, Span};

/// What is wrong with a JSON text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct JsonError {
    /// What is wrong, in a reader's words.
    pub message: String,
    /// The exact text.
    pub span: Span,
}

impl JsonError {
    /// What serde_json found in `text`, which stands at `start` of a source. Its columns count
    /// bytes.
    pub(super) fn located(
        error: &serde_json::Error,
        text: &str,
        source: SourceId,
        start: usize,
    ) -> Self {
        let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line_start: usize = lines.map(str::len).sum();
        let at = (line_start + error.column().saturating_sub(1)).min(text.len());
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let rest = text.get(at..).unwrap_or_default();
        let width = rest.chars().next().map_or(0, char::len_utf8);
        let said = error.to_string();
        let message = said.split(" at line ").next().unwrap_or_default().to_owned();
        Self { message, span: Span::new(source, start + at, start + at + width) }
    }
}
