//! Edits put into a text.

use std::ops::Range;

use crate::finding::{Edit, Fix};
use crate::syntax;

/// A text with some fixes made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Applied {
    /// The text.
    pub text: String,
    /// Which of the fixes were made, by their number.
    pub made: Vec<usize>,
    /// The comments that went with what was taken away.
    pub comments: Vec<String>,
}

/// The text with these fixes made: of two that touch the same text the first one given, each with
/// all of its edits or none.
///
/// Edits that take the whole of a line away, or of several, take the lines themselves too, the
/// comment at their end and those right above them, and the blank line that would be left over at
/// the beginning or end of a block or beside another one. What is taken out of a line leaves one
/// space.
pub(crate) fn apply(text: &str, fixes: &[&Fix]) -> Applied {
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    let mut made = Vec::new();
    for (number, fix) in fixes.iter().enumerate() {
        let own: Vec<_> = fix.edits.iter().map(|edit| (widened(text, edit), &*edit.text)).collect();
        let free = |(range, _): &(Range<usize>, &str)| {
            is_inside(text, range) && !edits.iter().any(|(other, _)| overlap(range, other))
        };
        if !own.is_empty() && own.iter().all(free) {
            edits.extend(own);
            made.push(number);
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut edits = edits.into_iter().fold(Vec::new(), with_joined_removals);
    for (range, new) in &mut edits {
        if new.is_empty() && is_whole_lines(text, range) {
            *range = with_blank_line(text, range.clone());
        }
    }
    let removed = edits.iter().filter(|(_, new)| new.is_empty());
    let removed = removed.filter_map(|(range, _)| text.get(range.clone()));
    let comments = removed.flat_map(syntax::comments).map(str::to_owned).collect();
    Applied { text: replaced(text, &edits), made, comments }
}

/// The edits with another one; what is removed side by side is one removal.
fn with_joined_removals<'e>(
    mut edits: Vec<(Range<usize>, &'e str)>,
    (range, new): (Range<usize>, &'e str),
) -> Vec<(Range<usize>, &'e str)> {
    match edits.last_mut() {
        Some((last, "")) if new.is_empty() && last.end == range.start => last.end = range.end,
        _ => edits.push((range, new)),
    }
    edits
}

fn replaced(text: &str, edits: &[(Range<usize>, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in edits {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        out.push_str(new);
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

fn is_inside(text: &str, range: &Range<usize>) -> bool {
    text.get(range.clone()).is_some()
}

/// Whether two edits can't be made together. What is put in at one place has no order.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end || one == other
}

/// The range of an edit, whole lines where nothing else but a comment stands on them, and the
/// comments right above.
fn widened(text: &str, edit: &Edit) -> Range<usize> {
    let range = edit.span.range();
    if !edit.text.is_empty() || range.is_empty() {
        return range;
    }
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let line = before.trim_end_matches([' ', '\t']);
    match rest_of_line(after).filter(|_| is_line_start(line)) {
        Some(rest) => syntax::without_comments(line).len()..range.end + rest,
        None if is_line_start(line) => range,
        None if after.starts_with(char::is_whitespace) => line.len()..range.end,
        None => range,
    }
}

/// Whether a range begins where a line does and ends where one ends.
fn is_whole_lines(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let removed = text.get(range.clone()).unwrap_or_default();
    is_line_start(before) && (after.is_empty() || removed.ends_with('\n'))
}

fn is_line_start(before: &str) -> bool {
    before.is_empty() || before == "\u{feff}" || before.ends_with('\n')
}

/// How long the rest of a line is with its end, if nothing but a comment stands there.
fn rest_of_line(after: &str) -> Option<usize> {
    let line = after.split_inclusive('\n').next().unwrap_or_default();
    let rest = line.trim();
    (rest.is_empty() || rest.starts_with('#')).then_some(line.len())
}

/// Whole lines with the blank line after or before them that nothing needs any more: what stood
/// apart still does, and a block begins and ends with a line that isn't blank.
fn with_blank_line(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let above = before.split_inclusive('\n').next_back().unwrap_or_default();
    let below = after.split_inclusive('\n').next().unwrap_or_default();
    let is_blank = |line: &str| line.trim().is_empty() || line == "\u{feff}";
    let begins = is_blank(above) || above.trim_end().ends_with('{');
    let ends = after.is_empty() || below.trim_start().starts_with('}');
    if ends && above.trim().is_empty() {
        return range.start - above.len()..range.end;
    }
    let end = if begins && is_blank(below) { range.end + below.len() } else { range.end };
    range.start..end
}
