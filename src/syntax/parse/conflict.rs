//! What version control leaves in a file that two sides changed.

use crate::source::{SourceId, Span};
use crate::syntax::error::SyntaxError;

/// The first conflict that is left in a text: no line of a policy begins like its marks.
pub(super) fn detect_conflict(text: &str, source: SourceId) -> Option<SyntaxError> {
    let mut marks = ["<<<<<<< ", "=======", ">>>>>>> "].into_iter().peekable();
    let (mut at, mut span) = (0, None);
    for line in text.split_inclusive('\n') {
        if let Some(mark) = marks.next_if(|mark| line.starts_with(mark)) {
            let end = at + line.trim_end().len().max(mark.trim_end().len());
            span = span.or(Some(Span::new(source, at, end)));
        }
        at += line.len();
    }
    let is_whole = marks.peek().is_none();
    span.filter(|_| is_whole).map(|span| SyntaxError::MergeConflict { span })
}
