//! The few lines of source text that a finding is about, made safe to print.
//!
//! An excerpt is one small text of several regions: each holds neighbouring lines of one file,
//! unsafe characters written out and long lines cut round what is marked. It translates every
//! marked place into its own text, and tells miette which file, line and column a region really
//! has.

mod annotation;
mod cut;

use std::ops::Range;

use annotation::{Annotation, annotations, shown_lines, split_region, text_width};
use cut::Part;
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use textwrap::core::display_width;

use crate::finding::Finding;
use crate::render::wrap;
use crate::source::{Place, Source, Sources};
use crate::strings::{escape, secrets};

/// What stands for lines that are left out.
const LINES_LEFT_OUT: &str = "⋮\n";
/// How many places of one finding are shown.
const MARKS: usize = 13;
/// How much of the text round what is shown is searched for secrets: more than a private key has.
const AROUND: usize = 8192;
/// What stands between a place and what is said about it: `╰── `.
const LABEL_LEAD: usize = 4;
/// Beside a label there are at least this many columns of source text.
const MIN_TEXT_WIDTH: usize = 10;
/// A label has at least this many columns, where lines have room for it.
const MIN_LABEL_WIDTH: usize = 20;

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
    /// The numbers of its lines; none where some are left out.
    numbers: Vec<Option<usize>>,
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

/// A part of a line of source text, as it is shown.
struct Shown {
    range: Range<usize>,
    /// Where it stands in the excerpt.
    at: usize,
    /// In which column of its line it stands.
    column: usize,
}

impl Excerpt {
    /// What is shown of a finding's places, in lines of up to `width` columns.
    pub(super) fn new(finding: &Finding, sources: &Sources, width: usize) -> Self {
        let mut all: Vec<_> = annotations(finding, sources).take(MARKS).collect();
        all.sort_by_key(|one| (one.source.id() != finding.span.source, one.sort_key()));
        let mut excerpt =
            Self { left_out: (finding.labels.len() + 1).saturating_sub(MARKS), ..Self::default() };
        let mut rest = all.as_slice();
        let mut regions = Vec::new();
        while let Some((region, others)) = split_region(rest, width) {
            regions.push(region);
            rest = others;
        }
        // The first region's place is the finding's own.
        regions.sort_by_key(|region| !region.iter().any(|one| one.primary));
        for region in regions {
            excerpt.add(region, text_width(region, width));
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
    fn add(&mut self, annotations: &[Annotation<'_>], width: usize) {
        let Some(first) = annotations.first() else { return };
        let start = self.text.len();
        let mut numbers = Vec::new();
        let mut shown = Vec::new();
        for line in shown_lines(annotations) {
            if numbers.last().is_some_and(|last| *last != Some(line - 1)) {
                self.text.push_str(LINES_LEFT_OUT);
                numbers.push(None);
            }
            shown.extend(self.add_line(&first.source, line, annotations, width));
            numbers.push(Some(line));
        }
        let file = escape::inline(first.source.name()).into_owned();
        self.regions.push(Region { file, numbers, range: start..self.text.len() });
        self.marks.extend(annotations.iter().map(|one| Mark::new(one, &shown, width)));
    }

    /// Adds one line, a long one cut round its marks.
    fn add_line(
        &mut self,
        source: &Source,
        line: usize,
        marks: &[Annotation<'_>],
        width: usize,
    ) -> Vec<Shown> {
        let whole = source.line(line).unwrap_or_default();
        let mut end = whole.start;
        let mut shown = Vec::new();
        for Part { range, column } in visible_parts(source, whole.clone(), marks, width) {
            let range = whole.start + range.start..whole.start + range.end;
            if range.start > end {
                self.text.push_str(cut::ELLIPSIS);
            }
            end = range.end;
            let printed = cut::printed(&masked(source.text(), range.clone()));
            shown.push(Shown { range, at: self.text.len(), column });
            self.text.push_str(&printed);
        }
        if end < whole.end {
            self.text.push_str(cut::ELLIPSIS);
        }
        self.text.push('\n');
        shown
    }
}

/// The parts of a line that are shown, cut further where a label would stand at the far right.
fn visible_parts(
    source: &Source,
    line: Range<usize>,
    annotations: &[Annotation<'_>],
    width: usize,
) -> Vec<Part> {
    let text = source.text().get(line.clone()).unwrap_or_default();
    let marks: Vec<Range<usize>> = annotations.iter().filter_map(|one| one.within(&line)).collect();
    let parts = cut::visible_parts(text, &marks, width);
    let column = |offset| cut::column(text, &parts, offset);
    let has_room = |one: &Annotation<'_>| {
        let mark = one.within(&line).filter(|_| !one.words.is_empty() && !one.is_of_many_lines());
        let label = LABEL_LEAD + display_width(one.words).min(min_label_width(width));
        mark.is_none_or(|mark| column(mark.start).midpoint(column(mark.end)) + label <= width)
    };
    match annotations.iter().all(has_room) {
        true => parts,
        false => {
            let width = width.saturating_sub(LABEL_LEAD + min_label_width(width));
            let width = width.max(MIN_TEXT_WIDTH);
            cut::visible_parts(text, &marks, width)
        }
    }
}

/// How many columns a label has at least, in lines of `width` columns.
fn min_label_width(width: usize) -> usize {
    (width / 3).max(MIN_LABEL_WIDTH.min(width * 2 / 3))
}

impl Mark {
    fn new(annotation: &Annotation<'_>, shown: &[Shown], width: usize) -> Mark {
        let text = annotation.source.text();
        let (start, start_column) = translate(text, shown, annotation.range.start);
        let (end, end_column) = translate(text, shown, annotation.range.end);
        let label_column = match annotation.is_of_many_lines() {
            true => 0,
            false => start_column.midpoint(end_column),
        };
        let behind = width.saturating_sub(label_column + LABEL_LEAD);
        Mark {
            range: start..end.max(start),
            place: annotation.place,
            words: wrap::lines(annotation.words, behind.max(min_label_width(width))).join("\n"),
            primary: annotation.primary,
        }
    }
}

/// A part of a line without its secrets, those that reach into it from outside among them, such as
/// a private key of many lines.
fn masked(text: &str, part: Range<usize>) -> String {
    let start = boundary(text, part.start.saturating_sub(AROUND));
    let end = boundary(text, (part.end + AROUND).min(text.len()));
    let around = secrets::masked(text.get(start..end).unwrap_or_default());
    around.get(part.start - start..part.end - start).unwrap_or_default().to_owned()
}

/// The character boundary at or before `offset`.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// Where an offset of the source stands in the excerpt, and in which column of its line.
fn translate(text: &str, shown: &[Shown], offset: usize) -> (usize, usize) {
    let part = shown.iter().rev().find(|part| part.range.start <= offset).or(shown.first());
    let Some(part) = part else { return (0, 0) };
    let offset = offset.clamp(part.range.start, part.range.end);
    let before = cut::printed(text.get(part.range.start..offset).unwrap_or_default());
    (part.at + before.len(), part.column + display_width(&before))
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
        let place = place.unwrap_or(Place { line: region.counted_from(), column: 1 });
        Ok(Box::new(MietteSpanContents::new_named(
            region.file.clone(),
            self.text.as_bytes().get(region.range.clone()).unwrap_or_default(),
            SourceSpan::from(region.range.clone()),
            place.line - 1,
            place.column - 1,
            region.numbers.len(),
        )))
    }
}

impl Region {
    /// The number from which miette counts the lines, so that it counts to that of the last one.
    fn counted_from(&self) -> usize {
        let last = self.numbers.last().copied().flatten().unwrap_or(1);
        (last + 1).saturating_sub(self.numbers.len()).max(1)
    }
}

impl Excerpt {
    /// What miette has drawn, every line with the number that it has in its file.
    pub(super) fn renumbered(&self, drawn: &str) -> String {
        let mut numbers = self.regions.iter().flat_map(|region| &region.numbers);
        let renumbered = |line: &str| {
            let Some(at) = line_number(line) else { return line.to_owned() };
            let Some(number) = numbers.next() else { return line.to_owned() };
            let text = number.map(|number| number.to_string()).unwrap_or_default();
            let (before, after) = (line.get(..at.start), line.get(at.end..));
            let width = at.len();
            format!("{}{text:>width$}{}", before.unwrap_or_default(), after.unwrap_or_default())
        };
        drawn.split_inclusive('\n').map(renumbered).collect()
    }

    fn place(&self, offset: usize) -> Option<Place> {
        let marks = self.marks.iter().filter(|mark| mark.range.start == offset);
        marks.max_by_key(|mark| mark.primary).map(|mark| mark.place)
    }
}

/// Where a line that miette has drawn has its number: spaces, the number, a space and a bar, some
/// of it perhaps in colour.
fn line_number(line: &str) -> Option<Range<usize>> {
    let start = line.len() - without_colour(line).len();
    let rest = line.get(start..)?;
    let digits = rest.find(|letter: char| !letter.is_ascii_digit())?;
    let behind = without_colour(rest.get(digits..)?);
    (digits > 0 && behind.starts_with('│')).then(|| start..start + digits)
}

/// A text without the spaces and colours that it begins with.
fn without_colour(text: &str) -> &str {
    let text = text.trim_start_matches(' ');
    match text.strip_prefix("\x1b[").and_then(|rest| rest.split_once('m')) {
        Some((_, rest)) => without_colour(rest),
        None => text,
    }
}
