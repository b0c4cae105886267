//! Edits put into a text.

use std::ops::Range;

use crate::finding::{Edit, Fix};

/// The text with these fixes made, and how many were: of two that touch the same text the first one
/// given, each with all of its edits or none.
///
/// Edits that take the whole of a line away, or of several, take the lines themselves too and the
/// blank line that would be left over at the beginning or end of a block or beside another one.
/// What is taken out of a line leaves one space. A comment at its end stays, on its own line.
pub(crate) fn apply(text: &str, fixes: &[&Fix]) -> (String, usize) {
    let mut made: Vec<(Range<usize>, &str)> = Vec::new();
    let mut count = 0;
    for fix in fixes {
        let edits: Vec<_> =
            fix.edits.iter().map(|edit| (widened(text, edit), &*edit.text)).collect();
        let free = |(range, _): &(Range<usize>, &str)| {
            is_inside(text, range) && !made.iter().any(|(other, _)| overlap(range, other))
        };
        if !edits.is_empty() && edits.iter().all(free) {
            made.extend(edits);
            count += 1;
        }
    }
    made.sort_by_key(|(range, _)| (range.start, range.end));
    let mut made = made.into_iter().fold(Vec::new(), with_joined_removals);
    for (range, new) in &mut made {
        if new.is_empty() && is_whole_lines(text, range) {
            *range = with_blank_line(text, range.clone());
        }
    }
    (replaced(text, &made), count)
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

/// The range of an edit, whole lines where nothing else stands on them.
fn widened(text: &str, edit: &Edit) -> Range<usize> {
    let range = edit.span.range();
    if !edit.text.is_empty() || range.is_empty() {
        return range;
    }
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let line = before.trim_end_matches([' ', '\t']);
    let starts = is_line_start(line);
    match rest_of_line(after).filter(|_| starts) {
        Some(rest) => line.len()..range.end + rest,
        None if starts => range.start..range.end + blank_before_comment(after),
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

/// How much white space stands before a comment, which then begins where the edit does.
fn blank_before_comment(after: &str) -> usize {
    let rest = after.trim_start_matches([' ', '\t']);
    if rest.starts_with('#') { after.len() - rest.len() } else { 0 }
}

/// How long the rest of a line is with its end, if nothing stands there.
fn rest_of_line(after: &str) -> Option<usize> {
    let line = after.split_inclusive('\n').next().unwrap_or_default();
    line.trim().is_empty().then_some(line.len())
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
