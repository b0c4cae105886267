//! The places that a finding marks, and which of them are shown together.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::cut;
use crate::finding::Finding;
use crate::source::{Place, Source, SourceId, Sources, Span};

/// Of a marked text of more lines than this, only the first and the last are shown.
const MAX_LINES: usize = 6;
/// What miette draws left of a line: a space, the line's number and ` │ `.
const GUTTER: usize = 4;
/// What miette draws left of a line of a region with places of several lines, beside one column for
/// each such place.
const ARROW: usize = 3;

/// A place that is to be marked.
pub(super) struct Annotation<'f> {
    pub(super) source: Arc<Source>,
    pub(super) range: Range<usize>,
    pub(super) place: Place,
    pub(super) last_line: usize,
    pub(super) words: &'f str,
    pub(super) primary: bool,
}

/// The finding's own place and its labels'.
pub(super) fn annotations<'f>(
    finding: &'f Finding,
    sources: &'f Sources,
) -> impl Iterator<Item = Annotation<'f>> + use<'f> {
    let own = std::iter::once((finding.span, finding.note.as_str(), true));
    let labels = finding.labels.iter().map(|label| (label.span, label.text.as_str(), false));
    own.chain(labels)
        .filter_map(|(span, words, primary)| Annotation::new(span, words, primary, sources))
}

impl<'f> Annotation<'f> {
    fn new(span: Span, words: &'f str, primary: bool, sources: &Sources) -> Option<Self> {
        let source = Arc::clone(sources.get(span.source)?);
        let place = source.place(span.start);
        let mut range = span.range();
        let last_line = source.place(span.end.saturating_sub(1).max(span.start)).line;
        range.end = range.end.min(source.line(last_line)?.end.max(range.start));
        Some(Self { source, range, place, last_line, words, primary })
    }

    pub(super) fn sort_key(&self) -> (SourceId, usize) {
        (self.source.id(), self.range.start)
    }

    pub(super) fn is_of_many_lines(&self) -> bool {
        self.last_line > self.place.line
    }

    /// The lines of it that must be shown.
    fn lines(&self) -> Vec<usize> {
        match self.last_line - self.place.line < MAX_LINES {
            true => (self.place.line..=self.last_line).collect(),
            false => vec![self.place.line, self.last_line],
        }
    }

    /// What of a line, from its start, must be shown.
    pub(super) fn within(&self, line: &Range<usize>) -> Option<Range<usize>> {
        let of_line =
            |offset: usize| (line.start..=line.end).contains(&offset).then(|| offset - line.start);
        match (of_line(self.range.start), of_line(self.range.end)) {
            (Some(start), Some(end)) => Some(start..end),
            (Some(at), None) | (None, Some(at)) => Some(at..at),
            (None, None) => None,
        }
    }

    fn line_fits(&self, width: usize) -> bool {
        let line = self.source.line(self.place.line).unwrap_or_default();
        cut::fits(self.source.text().get(line).unwrap_or_default(), width)
    }
}

/// The first annotations places that can be shown together, and the others.
pub(super) fn split_region<'w, 'f>(
    annotations: &'w [Annotation<'f>],
    width: usize,
) -> Option<(&'w [Annotation<'f>], &'w [Annotation<'f>])> {
    annotations.first()?;
    let joins = |(count, next): &(usize, &Annotation<'f>)| {
        let region = annotations.get(..=*count).unwrap_or_default();
        is_near(region, next) && has_room(region, next, width)
    };
    let count = 1 + annotations.iter().skip(1).enumerate().take_while(joins).count();
    annotations.split_at_checked(count)
}

/// Whether a place is on a line of a region, or on one of the next two.
fn is_near(region: &[Annotation<'_>], next: &Annotation<'_>) -> bool {
    region
        .iter()
        .any(|one| one.source.id() == next.source.id() && next.place.line <= one.last_line + 2)
}

/// The lines of a region that are shown, in order; a line alone between two of them is shown too.
pub(super) fn shown_lines(region: &[Annotation<'_>]) -> Vec<usize> {
    let marked: BTreeSet<usize> = region.iter().flat_map(Annotation::lines).collect();
    let between = |line: &usize| marked.contains(&(line + 2)).then_some(line + 1);
    marked
        .iter()
        .copied()
        .chain(marked.iter().filter_map(between))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Whether the line of a place can show it beside those before it.
fn has_room(before: &[Annotation<'_>], next: &Annotation<'_>, width: usize) -> bool {
    let width = text_width(before, width);
    let marks = before.iter().filter(|one| one.last_line == next.place.line).count();
    marks < cut::max_marks(width) || next.line_fits(width)
}

/// How many columns there are for source text beside what miette draws left of it.
pub(super) fn text_width(region: &[Annotation<'_>], width: usize) -> usize {
    let last_line = region.iter().map(|one| one.last_line).max().unwrap_or_default();
    let digits = last_line.checked_ilog10().unwrap_or_default() as usize + 1;
    let arrows = match region.iter().filter(|one| one.is_of_many_lines()).count() {
        0 => 0,
        count => count + ARROW,
    };
    width.saturating_sub(GUTTER + digits + arrows)
}
