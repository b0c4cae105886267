//! The lines of a file that are no calls.

use super::line::{Clock, Line, PlacedLine};
use crate::finding::{self, Finding, MAX_FINDINGS};
use crate::source::{Source, Span};

/// Lines that are no calls: their text alone is kept, and read again for what is said about them.
#[derive(Debug, Default)]
pub(super) struct WrongLines {
    text: String,
    lines: Vec<WrongLine>,
    /// How much is wrong with them.
    faults: usize,
}

/// A line in the text that is kept.
#[derive(Debug)]
struct WrongLine {
    number: usize,
    start: usize,
    end: usize,
    broken: Option<usize>,
    /// The time up to which the calls before it were made.
    clock: Clock,
}

impl WrongLines {
    /// Keeps a line with so many faults.
    pub(super) fn add(&mut self, source: &Source, place: &PlacedLine, clock: Clock, faults: usize) {
        let moved = |offset: usize| offset - place.start + self.text.len();
        let range = place.span.range();
        self.lines.push(WrongLine {
            number: place.number,
            start: moved(range.start),
            end: moved(range.end),
            broken: place.broken.map(moved),
            clock,
        });
        self.text.push_str(source.text().get(place.start..range.end).unwrap_or_default());
        self.text.push('\n');
        self.faults += faults;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether more is wrong than is said about one file.
    pub(super) fn are_too_many(&self) -> bool {
        self.faults > MAX_FINDINGS
    }

    /// The lines.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Their numbers in the file.
    pub(super) fn numbers(&self) -> Vec<usize> {
        self.lines.iter().map(|line| line.number).collect()
    }

    /// What is wrong with them, `source` being their text.
    pub(super) fn findings(&self, source: &Source) -> Vec<Finding> {
        let mut findings = Vec::new();
        for line in &self.lines {
            let WrongLine { number, start, broken, mut clock, .. } = *line;
            let span = Span::new(source.id(), start, line.end);
            let place = PlacedLine { number, start, span, broken };
            let faults = Line::read(source, &place).call(&mut clock).err();
            for fault in faults.into_iter().flatten() {
                finding::add(&mut findings, fault);
            }
        }
        findings
    }
}
