//! Calls, one JSON object a line: `{"name", "arguments", "ts"?}`.
//!
//! A file of calls is read block by block and never held as a whole. Lines are read on all cores,
//! their times are held against each other in their order. Of the lines that are no calls the text
//! is kept, for what is said about them in the end.

mod blocks;
mod line;
mod wrong;

#[cfg(test)]
mod tests;

use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use crate::finding::Finding;
use crate::gateway::Call;
use crate::session::{Files, Session, Unreadable};
use crate::source::Sources;
use blocks::{Block, Blocks};
use line::{Clock, Line, foreign, is_one_value, lines};
use wrong::WrongLines;

/// A call that is asked about.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Where it is written, in a file of calls.
    pub line: Option<usize>,
    pub call: Call,
}

/// The calls of a file.
#[derive(Debug)]
pub(crate) struct CallLog<R> {
    blocks: Blocks<R>,
    clock: Clock,
    wrong: WrongLines,
    /// The whole file, where no call is in it.
    whole: Option<Vec<u8>>,
    is_empty: bool,
}

impl<R: Read> CallLog<R> {
    /// The calls that can be read from somewhere.
    pub(crate) fn new(from: R) -> Self {
        Self {
            blocks: Blocks::new(from),
            clock: Clock::default(),
            wrong: WrongLines::default(),
            whole: None,
            is_empty: true,
        }
    }

    /// The next calls; `None` where there are no more, or too much is wrong with the file. A line
    /// without `ts` keeps the time of the last call before, the first starts at 0; empty lines are
    /// skipped.
    ///
    /// # Errors
    /// No more can be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Vec<Asked>>> {
        if self.wrong.are_too_many() {
            return Ok(None);
        }
        let Some(block) = self.blocks.next()? else { return Ok(None) };
        let is_first = block.first_line == 1;
        let mut calls = self.calls(&block);
        if is_first && (calls.is_empty() || block.begins_list()) {
            calls = self.calls_of_all(block)?;
        }
        self.is_empty &= calls.is_empty();
        Ok(Some(calls))
    }

    /// The calls of the whole file, of which this is the beginning: without a call in it, or with a
    /// bracket before the first, the file may be something else, and only all of it tells.
    fn calls_of_all(&mut self, beginning: Block) -> io::Result<Vec<Asked>> {
        let block = self.blocks.all(beginning)?;
        (self.clock, self.wrong) = (Clock::default(), WrongLines::default());
        let mut calls = self.calls(&block);
        if block.begins_list() && is_one_value(&block.text().0) {
            calls.clear();
        }
        self.whole = calls.is_empty().then_some(block.bytes);
        Ok(calls)
    }

    fn calls(&mut self, block: &Block) -> Vec<Asked> {
        let (text, broken) = block.text();
        let Some(source) = Sources::default().add("", text) else { return Vec::new() };
        let places = lines(&source, block.first_line, &broken);
        let lines: Vec<Line> = places.par_iter().map(|at| Line::read(&source, at)).collect();
        let mut calls = Vec::with_capacity(lines.len());
        for (place, line) in places.iter().zip(lines) {
            if self.wrong.are_too_many() {
                break;
            }
            let clock = self.clock;
            match line.call(&mut self.clock) {
                Ok(call) => calls.push(Asked { line: Some(place.number), call }),
                Err(faults) => self.wrong.add(&source, place, clock, faults.len()),
            }
        }
        calls
    }

    /// Everything that is wrong with the file at `path`, which was read to its end; `None` where
    /// nothing is in it.
    ///
    /// # Errors
    /// It is too large to point into.
    pub(crate) fn findings<F: Files>(
        self,
        path: &Path,
        session: &mut Session<F>,
    ) -> Result<Option<Vec<Finding>>, Unreadable> {
        if self.wrong.is_empty() {
            return Ok((!self.is_empty).then(Vec::new));
        }
        if let Some(bytes) = self.whole {
            session.put(path, bytes)?;
            let fault = session.source(path)?.map_or_else(Some, |source| foreign(&source));
            if let Some(fault) = fault {
                return Ok(Some(vec![fault]));
            }
        }
        let source = session.excerpt(path, self.wrong.text(), self.wrong.numbers())?;
        Ok(Some(self.wrong.findings(&source)))
    }
}
