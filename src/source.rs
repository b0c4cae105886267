//! Texts and places in them.
//!
//! A [`Source`] is a named text with an index of its lines; [`Sources`] is the set that one run has
//! read; a [`Span`] is a range of bytes in one of them. Nothing here knows what the text means.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Names one text of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct SourceId(u32);

/// A range of bytes in one source. `start <= end`; both lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Span {
    /// The text that the range lies in.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end` (bytes) of `source`.
    pub(crate) fn new(source: SourceId, start: usize, end: usize) -> Self {
        Self { source, start: offset(start), end: offset(end) }
    }

    /// The range as indexes into the source's text.
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the start of `self` to the end of `other`, which must lie in the same source.
    pub(crate) fn to(self, other: Self) -> Self {
        Self { end: other.end.max(self.end), ..self }
    }
}

/// How many characters of UTF-8 text begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// Sources are limited to 4 GiB by [`Sources::add`], so offsets always fit.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Something together with the place where it is written.
///
/// Two of them are equal when what they hold is equal: where it is written doesn't matter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spanned<T> {
    /// What is written.
    pub node: T,
    /// Where it is written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `node`, written at `span`.
    pub(crate) fn new(node: T, span: Span) -> Self {
        Self { node, span }
    }

    /// The same place with something else made from what stands there.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(change(self.node), self.span)
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl<T: Eq> Eq for Spanned<T> {}

/// A place as people count it: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A named text.
#[derive(Debug)]
pub(crate) struct Source {
    id: SourceId,
    name: String,
    stable_name: String,
    text: Arc<String>,
    /// The numbers of its lines, in order, where only some lines of a text are kept.
    numbers: Option<Vec<usize>>,
    /// Where its parts come from, where it was made from another text.
    origins: Option<Origins>,
    line_starts: OnceLock<Vec<u32>>,
    /// How many characters stand before each [`CHUNK`] of bytes, so that columns of a line of any
    /// length are cheap.
    characters: OnceLock<Vec<u32>>,
}

/// Where the parts of a text come from that was made from another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origins {
    /// What comes from no part of it: the place in the other text that stands for the whole.
    whole: Span,
    /// Ranges of the text, each with its place in the other.
    parts: Vec<(Range<u32>, Span)>,
}

impl Origins {
    /// A text whose parts come from these places. Places of offsets alone count in `parts`.
    pub(crate) fn new(whole: Span, parts: Vec<(Span, Span)>) -> Self {
        let parts = parts.into_iter().map(|(made, from)| (made.start..made.end, from)).collect();
        Self { whole, parts }
    }

    /// The place that stands for the whole.
    pub(crate) fn whole(&self) -> Span {
        self.whole
    }

    /// The place that the smallest part which holds this one comes from.
    pub(crate) fn of(&self, span: Span) -> Span {
        let holds = |range: &Range<u32>| range.start <= span.start && span.end <= range.end;
        let holding = self.parts.iter().filter(|(range, _)| holds(range));
        let smallest = holding.min_by_key(|(range, _)| range.len());
        smallest.map_or(self.whole, |(_, from)| *from)
    }
}

/// As many bytes are counted for a column without looking at the index.
const CHUNK: usize = 4096;

impl Source {
    /// The text's number in its [`Sources`].
    pub(crate) fn id(&self) -> SourceId {
        self.id
    }

    /// What people call it: the path as the user wrote it, or `<stdin>`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A name that is the same wherever the run was started: the path from the folder of the file's
    /// configuration, else from the working folder; the name itself where there is no such path.
    pub(crate) fn stable_name(&self) -> &str {
        &self.stable_name
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, to be kept beside the source.
    pub(crate) fn shared_text(&self) -> &Arc<String> {
        &self.text
    }

    /// The text of `span`, or nothing where it lies outside.
    pub(crate) fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The place in the text that this one was made from which a part of it comes from; for a text
    /// that people wrote, the part itself.
    pub(crate) fn origin(&self, span: Span) -> Span {
        match &self.origins {
            Some(origins) if span.source == self.id => origins.of(span),
            _ => span,
        }
    }

    /// Whether it was made from another text.
    pub(crate) fn is_made(&self) -> bool {
        self.origins.is_some()
    }

    /// The whole text as a span.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.id, 0, self.text.len())
    }

    /// The place of a byte offset; one past the end is the place after the last character.
    pub(crate) fn place(&self, offset: u32) -> Place {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or_default() as usize;
        Place { line: self.number(line), column: self.width(start, offset as usize) + 1 }
    }

    /// How many characters stand between two offsets.
    fn width(&self, start: usize, end: usize) -> usize {
        if end.saturating_sub(start) <= CHUNK {
            return characters(self.text.as_bytes().get(start..end).unwrap_or_default());
        }
        self.characters_before(end).saturating_sub(self.characters_before(start))
    }

    fn characters_before(&self, offset: usize) -> usize {
        let index = self.characters.get_or_init(|| {
            let counts = self.text.as_bytes().chunks(CHUNK).scan(0, |before, chunk| {
                *before += characters(chunk);
                Some(self::offset(*before))
            });
            std::iter::once(0).chain(counts).collect()
        });
        let chunk = offset / CHUNK;
        let rest = self.text.as_bytes().get(chunk * CHUNK..offset).unwrap_or_default();
        index.get(chunk).map_or(0, |count| *count as usize) + characters(rest)
    }

    /// The range of bytes of a line (counted from 1), without its line end.
    pub(crate) fn line(&self, number: usize) -> Option<Range<usize>> {
        let starts = self.line_starts();
        let index = match &self.numbers {
            None => number.checked_sub(1)?,
            Some(numbers) => numbers.binary_search(&number).ok()?,
        };
        let start = *starts.get(index)? as usize;
        let end = starts.get(index + 1).map_or(self.text.len(), |next| *next as usize);
        let line = self.text.get(start..end)?;
        let line = line.strip_suffix('\n').unwrap_or(line);
        Some(start..start + line.strip_suffix('\r').unwrap_or(line).len())
    }

    /// The number of the line that is this one of those that are kept.
    fn number(&self, line: usize) -> usize {
        let number = |numbers: &Vec<usize>| numbers.get(line - 1).or(numbers.last()).copied();
        self.numbers.as_ref().and_then(number).unwrap_or(line)
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| offset(at + 1))).collect()
        })
    }
}

/// Every text that one run has read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources {
    all: Vec<Arc<Source>>,
}

impl Sources {
    /// Takes a text in. `name` is what people call it. A text of 4 GiB or more can't be pointed
    /// into and is refused: `None`.
    pub(crate) fn add(
        &mut self,
        name: impl Into<String>,
        text: impl Into<String>,
    ) -> Option<Arc<Source>> {
        let name = name.into();
        self.add_named(name.clone(), name, text)
    }

    /// The same with another stable name.
    pub(crate) fn add_named(
        &mut self,
        name: String,
        stable_name: String,
        text: impl Into<String>,
    ) -> Option<Arc<Source>> {
        self.add_source(name, stable_name, text.into(), None, None)
    }

    /// Takes a text in that was made from another one, by whose name it goes.
    pub(crate) fn add_made(
        &mut self,
        from: &Source,
        text: String,
        origins: Origins,
    ) -> Option<Arc<Source>> {
        let (name, stable_name) = (from.name.clone(), from.stable_name.clone());
        self.add_source(name, stable_name, text, None, Some(origins))
    }

    /// Takes some lines of a text in, which have these numbers in it.
    pub(crate) fn add_lines(
        &mut self,
        name: String,
        stable_name: String,
        lines: String,
        numbers: Vec<usize>,
    ) -> Option<Arc<Source>> {
        self.add_source(name, stable_name, lines, Some(numbers), None)
    }

    fn add_source(
        &mut self,
        name: String,
        stable_name: String,
        text: String,
        numbers: Option<Vec<usize>>,
        origins: Option<Origins>,
    ) -> Option<Arc<Source>> {
        let text = Arc::new(text);
        u32::try_from(text.len()).ok()?;
        let source = Arc::new(Source {
            id: SourceId(u32::try_from(self.all.len()).ok()?),
            name,
            stable_name,
            text,
            numbers,
            origins,
            line_starts: OnceLock::new(),
            characters: OnceLock::new(),
        });
        self.all.push(Arc::clone(&source));
        Some(source)
    }

    /// The text that an id names.
    pub(crate) fn get(&self, id: SourceId) -> Option<&Arc<Source>> {
        self.all.get(id.0 as usize)
    }

    /// Where a part of a text comes from, as [`Source::origin`].
    pub(crate) fn origin(&self, span: Span) -> Span {
        self.get(span.source).map_or(span, |source| source.origin(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_kept_have_the_numbers_that_they_had() {
        let mut sources = Sources::default();
        let name = || "test".to_owned();
        let source = sources.add_lines(name(), name(), "é!\nb\n".to_owned(), vec![3, 7]).unwrap();
        assert_eq!(source.place(2), Place { line: 3, column: 2 });
        assert_eq!(source.place(4), Place { line: 7, column: 1 });
        assert_eq!(source.place(5), Place { line: 7, column: 2 });
        assert_eq!(
            [3, 7, 1, 4].map(|line| source.line(line)),
            [Some(0..3), Some(4..5), None, None]
        );
    }

    #[test]
    fn columns_count_characters_in_lines_of_any_length() {
        let text = format!("a\n{}\n{}b", "é".repeat(10), "aéü\u{1f980}".repeat(3 * CHUNK));
        let source = Sources::default().add("test", text.clone()).unwrap();
        let start = text.rfind('\n').unwrap() + 1;
        for (column, (at, _)) in text[start..].char_indices().enumerate().step_by(997) {
            let place = source.place(u32::try_from(start + at).unwrap());
            assert_eq!(place, Place { line: 3, column: column + 1 });
        }
        let end = source.place(u32::try_from(text.len()).unwrap());
        assert_eq!(end, Place { line: 3, column: 12 * CHUNK + 2 });
        assert_eq!(source.place(4), Place { line: 2, column: 2 });
        let whole = Sources::default().add("test", "x".repeat(2 * CHUNK)).unwrap();
        assert_eq!(whole.place(whole.span().end), Place { line: 1, column: 2 * CHUNK + 1 });
    }
}
