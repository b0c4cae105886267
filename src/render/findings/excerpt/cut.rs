//! Which parts of a line are shown: all of it where there is room, else what is marked with as
//! much round it as fits.
//!
//! Offsets are bytes from the start of the line, widths are columns of a terminal. Only the text
//! near the marks is read, so that a file of one very long line costs no more than another.

use std::ops::Range;

use textwrap::core::display_width;

use crate::strings::escape;

/// What stands where a part of a line is left out.
pub(super) const ELLIPSIS: &str = "…";
/// What a tab is shown as, wherever it stands.
const TAB: &str = "    ";
/// As many bytes are shown in one column at most: characters without a width take part too.
const MAX_BYTES_PER_COLUMN: usize = 16;
/// How many columns a mark gets at least, with the text round it.
const MIN_WIDTH: usize = 24;

/// Source text as it is printed.
pub(super) fn printed(text: &str) -> String {
    escape::source(text).replace('\t', TAB)
}

/// How many columns source text takes when it is printed.
pub(super) fn printed_width(text: &str) -> usize {
    display_width(&printed(text))
}

/// Whether a line can be shown whole.
pub(super) fn fits(line: &str, width: usize) -> bool {
    forward(line, 0, width) == line.len()
}

/// How many marks of a line that doesn't fit are shown together, with room for what is said about
/// the last.
pub(super) fn max_marks(width: usize) -> usize {
    (width / MIN_WIDTH).saturating_sub(1).max(1)
}

/// A part of a line that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) range: Range<usize>,
    /// Where it begins, the ellipses before it counted.
    pub(super) column: usize,
}

/// The parts of a line that are shown: apart from each other, in order, `width` columns together
/// with an ellipsis wherever something is left out.
pub(super) fn visible_parts(line: &str, marks: &[Range<usize>], width: usize) -> Vec<Part> {
    let (mut end, mut column) = (0, 0);
    let mut parts = Vec::new();
    for range in visible_ranges(line, marks, width) {
        column += usize::from(range.start > end);
        end = range.end;
        let width = range_width(line, &range);
        parts.push(Part { range, column });
        column += width;
    }
    parts
}

/// The column of an offset; of one that isn't shown, the end of the part before it.
pub(super) fn column(line: &str, parts: &[Part], offset: usize) -> usize {
    let part = parts.iter().rev().find(|part| part.range.start <= offset).or(parts.first());
    let before = |part: &Part| part.range.start..offset.clamp(part.range.start, part.range.end);
    part.map_or(0, |part| part.column + range_width(line, &before(part)))
}

fn visible_ranges(line: &str, marks: &[Range<usize>], width: usize) -> Vec<Range<usize>> {
    if fits(line, width) {
        return std::iter::once(0..line.len()).collect();
    }
    let share = width / marks.len().max(1);
    let mut marked: Vec<_> = marks.iter().flat_map(|mark| ends(line, mark, share)).collect();
    if marked.is_empty() {
        marked.push(0..0);
    }
    let marked = joined(marked);
    let taken: usize = marked.iter().map(|part| range_width(line, part)).sum();
    let spare = width.saturating_sub(taken + marked.len() + 1) / marked.len().max(1);
    joined(marked.iter().map(|part| surrounded(line, part, spare)).collect())
}

/// A marked text, or its two ends where it is longer than its share.
fn ends(line: &str, mark: &Range<usize>, share: usize) -> Vec<Range<usize>> {
    if forward(line, mark.start, share.saturating_sub(2)) >= mark.end {
        return vec![mark.clone()];
    }
    let end = share / 3;
    vec![mark.start..forward(line, mark.start, end), backward(line, mark.end, end)..mark.end]
}

/// A part with up to `spare` columns of the text round it, fewer before it than behind it: that
/// leaves room for what is said about it.
fn surrounded(line: &str, part: &Range<usize>, spare: usize) -> Range<usize> {
    let start = backward(line, part.start, spare / 3);
    let behind = spare.saturating_sub(range_width(line, &(start..part.start)));
    let end = forward(line, part.end, behind);
    let before = spare.saturating_sub(range_width(line, &(part.end..end)));
    backward(line, part.start, before)..end
}

/// Overlapping and touching parts made one.
fn joined(mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.sort_by_key(|part| part.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(parts.len());
    for part in parts {
        match joined.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => joined.push(part),
        }
    }
    joined
}

fn range_width(line: &str, range: &Range<usize>) -> usize {
    printed_width(line.get(range.clone()).unwrap_or_default())
}

/// The offset up to which the text from `start` on fits into `width` columns.
fn forward(line: &str, start: usize, width: usize) -> usize {
    let text = line.get(start..).unwrap_or_default();
    let mut left = width;
    for (at, character) in text.char_indices() {
        let columns = character_width(character);
        if columns > left || at > width * MAX_BYTES_PER_COLUMN {
            return start + at;
        }
        left -= columns;
    }
    line.len()
}

/// The offset from which on the text up to `end` fits into `width` columns; never a place before a
/// character that belongs to the one before it.
fn backward(line: &str, end: usize, width: usize) -> usize {
    let text = line.get(..end).unwrap_or_default();
    let (mut start, mut left) = (end, width);
    for (at, character) in text.char_indices().rev() {
        let columns = character_width(character);
        if columns > left || end - at > width * MAX_BYTES_PER_COLUMN {
            return start;
        }
        left -= columns;
        if columns > 0 {
            start = at;
        }
    }
    start
}

fn character_width(character: char) -> usize {
    match character {
        ' '..='~' => 1,
        _ => printed_width(character.encode_utf8(&mut [0; 4])),
    }
}

#[cfg(test)]
mod tests;
