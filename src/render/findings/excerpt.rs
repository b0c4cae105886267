//! The few lines of source text that a finding is about, made safe to print.
//!
//! An excerpt is one small text of several regions: each holds neighbouring lines of one file,
//! unsafe characters written out and very long lines cut to a window round what is marked. It
//! translates every marked place into its own text, and tells miette which file, line and column a
//! region really has.

use std::ops::Range;
use std::sync::Arc;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::finding::Finding;
use crate::source::{Place, Source, Sources, Span};
use crate::strings::{escape, secrets};

/// A line of more bytes than this is shown only in part.
const WIDE: usize = 240;
/// How much is shown before the marked text in such a line.
const BEFORE: usize = 60;
/// Of a marked text of more lines than this, only the first is shown.
const LINES: usize = 6;
/// How many places of one finding are shown.
const MARKS: usize = 13;
/// How much of a line round what is shown is searched for secrets.
const AROUND: usize = 4096;
/// What stands where a line is cut.
const ELLIPSIS: &str = "…";

#[derive(Debug, Default)]
pub(super) struct Excerpt {
    text: String,
    regions: Vec<Region>,
    marks: Vec<Mark>,
    left_out: usize,
}

/// Neighbouring lines of one file.
#[derive(Debug)]
struct Region {
    file: String,
    first_line: usize,
    line_count: usize,
    range: Range<usize>,
}

/// A marked place of the excerpt's text.
#[derive(Debug)]
struct Mark {
    range: Range<usize>,
    place: Place,
    words: String,
    primary: bool,
}

/// A place that is to be marked.
struct Wanted<'f> {
    source: Arc<Source>,
    range: Range<usize>,
    place: Place,
    last_line: usize,
    words: &'f str,
    primary: bool,
}

/// A line of source text, as far as it is shown.
struct Shown {
    range: Range<usize>,
    /// Where the line begins in the excerpt, after the ellipsis if there is one.
    at: usize,
}

impl Excerpt {
    pub(super) fn new(finding: &Finding, sources: &Sources) -> Self {
        let mut wanted: Vec<Wanted<'_>> = places(finding, sources).take(MARKS).collect();
        wanted.sort_by_key(|wanted| (wanted.source.id() != finding.span.source, wanted.key()));
        let mut excerpt =
            Self { left_out: (finding.labels.len() + 1).saturating_sub(MARKS), ..Self::default() };
        let mut rest = wanted.as_slice();
        while let Some((region, others)) = split_region(rest) {
            excerpt.add(region);
            rest = others;
        }
        excerpt
    }

    pub(super) fn labels(&self) -> impl Iterator<Item = LabeledSpan> {
        self.marks.iter().map(|mark| {
            let words = (!mark.words.is_empty()).then(|| mark.words.clone());
            if mark.primary {
                LabeledSpan::new_primary_with_span(words, mark.range.clone())
            } else {
                LabeledSpan::new_with_span(words, mark.range.clone())
            }
        })
    }

    /// A line about the places that aren't shown.
    pub(super) fn left_out(&self) -> String {
        match self.left_out {
            0 => String::new(),
            1 => "  and 1 more place\n".to_owned(),
            more => format!("  and {more} more places\n"),
        }
    }

    /// Adds the lines round neighbouring marks.
    fn add(&mut self, wanted: &[Wanted<'_>]) {
        let (Some(first), Some(last_line)) =
            (wanted.first(), wanted.iter().map(|wanted| wanted.last_line).max())
        else {
            return;
        };
        let start = self.text.len();
        let lines: Vec<Shown> = (first.place.line..=last_line)
            .map(|line| self.add_line(&first.source, line, first.range.start))
            .collect();
        self.regions.push(Region {
            file: escape::inline(first.source.name()).into_owned(),
            first_line: first.place.line,
            line_count: lines.len(),
            range: start..self.text.len(),
        });
        self.marks.extend(wanted.iter().map(|wanted| wanted.mark(&lines)));
    }

    /// Adds one line, or a window of a long one that begins a little before `from`.
    fn add_line(&mut self, source: &Source, line: usize, from: usize) -> Shown {
        let whole = source.line(line).unwrap_or_default();
        let range = window(source.text(), whole.clone(), from);
        if range.start > whole.start {
            self.text.push_str(ELLIPSIS);
        }
        let at = self.text.len();
        self.text.push_str(&escape::source(&masked(source.text(), whole.clone(), range.clone())));
        if range.end < whole.end {
            self.text.push_str(ELLIPSIS);
        }
        self.text.push('\n');
        Shown { range, at }
    }
}

/// The finding's own place and its labels'.
fn places<'f>(
    finding: &'f Finding,
    sources: &'f Sources,
) -> impl Iterator<Item = Wanted<'f>> + use<'f> {
    let own = std::iter::once((finding.span, finding.note.as_str(), true));
    let labels = finding.labels.iter().map(|label| (label.span, label.text.as_str(), false));
    own.chain(labels)
        .filter_map(|(span, words, primary)| Wanted::new(span, words, primary, sources))
}

impl<'f> Wanted<'f> {
    fn new(span: Span, words: &'f str, primary: bool, sources: &Sources) -> Option<Self> {
        let source = Arc::clone(sources.get(span.source)?);
        let place = source.place(span.start);
        let mut range = span.range();
        let mut last_line = source.place(span.end.saturating_sub(1).max(span.start)).line;
        let first = source.line(place.line)?;
        if last_line - place.line >= LINES || first.len() > WIDE {
            last_line = place.line;
        }
        range.end = range.end.min(source.line(last_line)?.end.max(range.start));
        Some(Self { source, range, place, last_line, words, primary })
    }

    fn key(&self) -> (crate::source::SourceId, usize) {
        (self.source.id(), self.range.start)
    }

    fn is_wide(&self) -> bool {
        self.source.line(self.place.line).is_some_and(|line| line.len() > WIDE)
    }

    /// Whether the two can be shown together: neighbouring lines, or one window of a long line.
    fn is_near(&self, next: &Self) -> bool {
        if self.source.id() != next.source.id() {
            return false;
        }
        if self.is_wide() || next.is_wide() {
            let reach = self.range.start + WIDE - 2 * BEFORE;
            return self.place.line == next.place.line && next.range.start < reach;
        }
        next.place.line <= self.last_line + 2
    }

    fn mark(&self, lines: &[Shown]) -> Mark {
        let text = self.source.text();
        let start = translate(text, lines, self.range.start);
        let end = translate(text, lines, self.range.end).max(start);
        Mark {
            range: start..end,
            place: self.place,
            words: self.words.to_owned(),
            primary: self.primary,
        }
    }
}

/// The first wanted places that can be shown together, and the others.
fn split_region<'w, 'f>(wanted: &'w [Wanted<'f>]) -> Option<(&'w [Wanted<'f>], &'w [Wanted<'f>])> {
    let first = wanted.first()?;
    let near = |pair: &[Wanted<'f>]| match pair {
        [left, right] if first.is_wide() => left.is_near(right) && first.is_near(right),
        [left, right] => left.is_near(right),
        _ => false,
    };
    let count = 1 + wanted.windows(2).take_while(|pair| near(pair)).count();
    wanted.split_at_checked(count)
}

/// The part of a line that is shown.
fn window(text: &str, line: Range<usize>, from: usize) -> Range<usize> {
    if line.len() <= WIDE {
        return line;
    }
    let from = if (line.start..=line.end).contains(&from) { from } else { line.start };
    let start = boundary(text, from.saturating_sub(BEFORE).max(line.start));
    let end = boundary(text, (start + WIDE).min(line.end));
    start..end
}

/// A part of a line without its secrets, those that reach into it from outside among them.
fn masked(text: &str, line: Range<usize>, part: Range<usize>) -> String {
    let start = boundary(text, part.start.saturating_sub(AROUND).max(line.start));
    let end = boundary(text, (part.end + AROUND).min(line.end));
    let around = secrets::masked(text.get(start..end).unwrap_or_default());
    around.get(part.start - start..part.end - start).unwrap_or_default().to_owned()
}

/// The character boundary at or before `offset`.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// Where an offset of the source stands in the excerpt.
fn translate(text: &str, lines: &[Shown], offset: usize) -> usize {
    let line = lines.iter().rev().find(|line| line.range.start <= offset).or(lines.first());
    let Some(line) = line else { return 0 };
    let offset = offset.clamp(line.range.start, line.range.end);
    let before = text.get(line.range.start..offset).unwrap_or_default();
    line.at + escape::source(before).len()
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_before: usize,
        _context_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        let region = self
            .regions
            .iter()
            .find(|region| region.range.start <= span.offset() && end <= region.range.end)
            .ok_or(MietteError::OutOfBounds)?;
        // miette asks without context for the place in the header, with context for the lines.
        let place = match context_before {
            0 => self.place(span.offset()),
            _ => None,
        };
        let place = place.unwrap_or(Place { line: region.first_line, column: 1 });
        Ok(Box::new(MietteSpanContents::new_named(
            region.file.clone(),
            self.text.as_bytes().get(region.range.clone()).unwrap_or_default(),
            SourceSpan::from(region.range.clone()),
            place.line - 1,
            place.column - 1,
            region.line_count,
        )))
    }
}

impl Excerpt {
    fn place(&self, offset: usize) -> Option<Place> {
        let marks = self.marks.iter().filter(|mark| mark.range.start == offset);
        marks.max_by_key(|mark| mark.primary).map(|mark| mark.place)
    }
}
