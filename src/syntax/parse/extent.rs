//! How much text the grammar is given at a time.
//!
//! The grammar's library keeps all that it has read until it is done, and goes through all the text
//! that it is given when a piece has a fault. So it gets no more than a piece is likely to need: up
//! to a word that no piece goes on with. Where that was too little, more.

use std::cell::Cell;

use super::{begins_statement, block};
use crate::syntax::lexis::{self, Token};

/// The bytes of a run of statements, more or less.
const RUN: usize = 32 << 10;

/// Longer stretches without a place to cut aren't read as one run.
pub(super) const LONGEST_RUN: usize = 256 << 10;

/// Further away from a statement, the lines aren't looked at: the text may be one line.
const NEAR: usize = 4 << 10;

/// The places in a text at which it can be cut.
pub(super) struct Extents<'t> {
    text: &'t str,
    /// A stretch of text without a line's end, and the place after the end that follows it.
    line: Cell<(usize, usize)>,
}

impl<'t> Extents<'t> {
    /// The places of this text.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, line: Cell::new((0, 0)) }
    }

    /// Where the run of statements ends that begins at an offset.
    pub(super) fn run(&self, start: usize) -> Option<usize> {
        let long_enough = |line: &usize| line - start >= RUN && self.begins_statement(*line);
        let end = self.lines(start).find(|line| long_enough(line) || line - start > LONGEST_RUN);
        let end = end.unwrap_or(self.text.len());
        (end - start <= LONGEST_RUN).then_some(end)
    }

    /// Where the text of the statement at an offset ends: before the `count`th line that begins
    /// with a statement's word, no further right than its own line; where no such line is near,
    /// before the `count`th word that begins a statement.
    pub(super) fn statement(&self, start: usize, count: usize) -> usize {
        let indent = self.indent(start);
        let near = self.lines(start).take_while(|line| line - start <= NEAR);
        let mut cuts = near.filter(|line| {
            let own = self.white_space(*line);
            own <= indent && self.begins_statement(line + own)
        });
        match cuts.nth(count.saturating_sub(1)) {
            Some(cut) => cut,
            None if self.text.len() - start <= NEAR => self.text.len(),
            None => self.word(start, count, begins_statement),
        }
    }

    /// The same for a piece of a block: before the `count`th word that begins another, or brace
    /// that may close the block.
    pub(super) fn piece(&self, start: usize, count: usize) -> usize {
        self.word(start, count, block::begins_piece)
    }

    /// The `count`th word of this kind after the one at an offset.
    fn word(&self, start: usize, count: usize, kind: impl FnMut(&Token<'_>) -> bool) -> usize {
        let mut words = lexis::words(self.text, start).skip(1).filter(kind);
        words.nth(count.saturating_sub(1)).map_or(self.text.len(), |word| word.start)
    }

    /// The white space that the line of an offset begins with; none where that is not near.
    pub(super) fn indent(&self, offset: usize) -> usize {
        let from = offset.saturating_sub(NEAR);
        let before = self.text.as_bytes().get(from..offset).unwrap_or_default();
        match before.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => self.white_space(from + end + 1),
            None if from == 0 => self.white_space(0),
            None => 0,
        }
    }

    fn white_space(&self, line: usize) -> usize {
        let text = self.text.as_bytes().get(line..).unwrap_or_default();
        text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// The starts of the lines after an offset.
    fn lines(&self, start: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.next_line(start), |line| self.next_line(*line))
    }

    fn next_line(&self, start: usize) -> Option<usize> {
        let (from, line) = self.line.get();
        if (from..line).contains(&start) {
            return Some(line).filter(|line| *line <= self.text.len());
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.find('\n').map_or(self.text.len() + 1, |end| start + end + 1);
        self.line.set((start, line));
        Some(line).filter(|line| *line <= self.text.len())
    }

    fn begins_statement(&self, at: usize) -> bool {
        let text = self.text.get(at..).unwrap_or_default();
        text.starts_with(|first: char| first.is_ascii_lowercase())
            && lexis::words(text, 0).next().is_some_and(|word| begins_statement(&word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_where_something_new_begins() {
        let text = "allow x {\n  limit 5 per day\n  deny when\n}\nhide y\n  hide z";
        let extents = Extents::new(text);
        let after = |end: usize| &text[end..];
        assert_eq!(after(extents.statement(0, 1)), "hide y\n  hide z");
        assert_eq!(after(extents.statement(0, 2)), "");
        assert_eq!(after(extents.piece(12, 1)), "deny when\n}\nhide y\n  hide z");
        assert_eq!(after(extents.piece(12, 2)), "}\nhide y\n  hide z");
        assert_eq!(extents.run(0), Some(text.len()));
        let line = format!("allow x {{ limit 5 per day }} allow y{}", " ".repeat(NEAR));
        let extents = Extents::new(&line);
        assert_eq!((extents.statement(0, 1), extents.statement(0, 2)), (10, 28));
    }

    #[test]
    fn a_run_is_neither_short_nor_long() {
        let statements = "hide x\n".repeat(LONGEST_RUN);
        let end = Extents::new(&statements).run(0).unwrap();
        assert!((RUN..RUN + 10).contains(&end));
        let line = "hide x ".repeat(LONGEST_RUN);
        assert_eq!(Extents::new(&line).run(0), None);
    }
}
