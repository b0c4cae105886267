//! The comments of a text, which a parser leaves out.

use crate::import::tree::{Comment, span};
use crate::source::{Source, Span};

/// Every comment. `scalars` are the places of everything that may hold the comments' mark itself.
pub(super) fn of(source: &Source, scalars: &[Span]) -> Vec<Comment> {
    let mut start = 0;
    let lines = source.text().split_inclusive('\n').map(|line| {
        let at = start;
        start += line.len();
        (at, line.trim_end())
    });
    lines.filter_map(|(at, line)| of_line(source, at, line, scalars)).collect()
}

fn of_line(source: &Source, at: usize, line: &str, scalars: &[Span]) -> Option<Comment> {
    let is_mark = |(mark, _): &(usize, &str)| {
        let before = line.get(..*mark).unwrap_or_default();
        let is_apart = before.is_empty() || before.ends_with([' ', '\t']);
        is_apart && !is_inside(at + mark, scalars)
    };
    let (mark, _) = line.match_indices('#').find(is_mark)?;
    let text = line.get(mark + 1..)?;
    let text = text.strip_prefix(' ').unwrap_or(text).to_owned();
    Some(Comment { span: span(source, at + mark, at + line.len()), text })
}

/// Whether an offset lies in a scalar.
fn is_inside(at: usize, scalars: &[Span]) -> bool {
    let before = scalars.partition_point(|scalar| scalar.range().start <= at);
    let last = before.checked_sub(1).and_then(|last| scalars.get(last));
    last.is_some_and(|scalar| scalar.range().contains(&at))
}
