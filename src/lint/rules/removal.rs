//! Fixes that take text away.

use crate::finding::{Edit, Fix, Safety};
use crate::source::Span;

/// Takes a whole statement or rule away.
pub(super) fn of(span: Span, what: &str, safety: Safety) -> Fix {
    Fix {
        safety,
        title: format!("remove the {what}"),
        edits: vec![Edit { span, text: String::new() }],
    }
}

/// Takes one name of a comma list away, with the comma; none where it can't be told which goes.
pub(super) fn of_listed(span: Span, text: &str) -> Option<Fix> {
    let (start, end) = (span.range().start, span.range().end);
    let (before, after) = (text.get(..start)?, text.get(end..)?);
    let range = if after.trim_start().starts_with(',') {
        start..end + with_comma(after)
    } else {
        comma_before(before)?..end
    };
    let span = Span::new(span.source, range.start, range.end);
    let title = "remove the name".to_owned();
    Some(Fix { safety: Safety::Safe, title, edits: vec![Edit { span, text: String::new() }] })
}

/// As many bytes as the comma and the spaces round it take, line ends aside.
fn with_comma(after: &str) -> usize {
    let comma = after.len() - after.trim_start().len() + 1;
    let rest = after.get(comma..).unwrap_or_default();
    comma + rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

/// Where the comma stands that the text ends with; none where it may belong to a comment.
fn comma_before(before: &str) -> Option<usize> {
    let before = before.trim_end().strip_suffix(',')?;
    let line = before.rsplit('\n').next().unwrap_or_default();
    (!line.contains('#')).then_some(before.trim_end().len())
}
