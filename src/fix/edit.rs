//! Edits put into a text.

use std::ops::Range;

use crate::finding::{Edit, Fix};

/// The text with these fixes made, and how many were: of two that touch the same text the first one
/// given, each with all of its edits or none.
///
/// An edit that takes the whole of a line away, or of several, takes the line itself too and, where
/// one of two is left over, the blank line after it. A comment at its end stays, on its own line.
pub fn apply(text: &str, fixes: &[&Fix]) -> (String, usize) {
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
    (replaced(text, &made), count)
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
    let starts = line.is_empty() || line == "\u{feff}" || line.ends_with('\n');
    match rest_of_line(after).filter(|_| starts) {
        Some(rest) => {
            let end = range.end + rest;
            line.len()..end + blank_after(line, text.get(end..).unwrap_or_default())
        }
        None => range,
    }
}

/// How long the rest of a line is with its end, if nothing stands there.
fn rest_of_line(after: &str) -> Option<usize> {
    let line = after.split_inclusive('\n').next().unwrap_or_default();
    line.trim().is_empty().then_some(line.len())
}

/// How long the blank line after taken lines is. It goes with them where there is a blank line before
/// them too, so that what stood apart still does.
fn blank_after(before: &str, after: &str) -> usize {
    let line = after.split_inclusive('\n').next().unwrap_or_default();
    let above = before.lines().next_back().unwrap_or_default();
    let apart = above.trim().is_empty() || above == "\u{feff}";
    if apart && line.trim().is_empty() { line.len() } else { 0 }
}
