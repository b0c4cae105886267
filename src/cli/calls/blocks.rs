//! A file in blocks of whole lines.

use std::io::{self, Read};
use std::mem;

/// How many bytes are read at once. What is made of them takes some times as many.
pub(super) const SIZE: usize = 512 << 10;

/// Some lines of a file.
#[derive(Debug)]
pub(super) struct Block {
    /// The number of its first line.
    pub(super) first_line: usize,
    pub(super) bytes: Vec<u8>,
}

impl Block {
    /// Whether its first character is the bracket of a list.
    pub(super) fn begins_list(&self) -> bool {
        let bytes = self.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.bytes);
        bytes.trim_ascii_start().starts_with(b"[")
    }

    /// The text, and where there stands a replacement character in it for what is no UTF-8.
    pub(super) fn text(&self) -> (String, Vec<usize>) {
        let (mut text, mut broken) = (String::with_capacity(self.bytes.len()), Vec::new());
        for chunk in self.bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                broken.push(text.len());
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        (text, broken)
    }
}

/// The blocks of a file, one after the other.
#[derive(Debug)]
pub(super) struct Blocks<R> {
    from: R,
    /// What was read of the line that the last block ended before.
    rest: Vec<u8>,
    /// The number of that line.
    line: usize,
}

impl<R: Read> Blocks<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, rest: Vec::new(), line: 1 }
    }

    /// The next lines, some [`SIZE`] bytes of them, or a longer one; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        let mut bytes = mem::take(&mut self.rest);
        loop {
            let start = bytes.len();
            (&mut self.from).take(SIZE as u64).read_to_end(&mut bytes)?;
            let new = bytes.get(start..).unwrap_or_default();
            let last = new.iter().rposition(|byte| *byte == b'\n');
            if let Some(last) = last {
                self.rest = bytes.split_off(start + last + 1);
            }
            if last.is_some() || bytes.len() == start {
                break;
            }
        }
        let first_line = self.line;
        self.line += bytes.iter().filter(|byte| **byte == b'\n').count();
        Ok((!bytes.is_empty()).then_some(Block { first_line, bytes }))
    }

    /// A block with everything behind it.
    pub(super) fn all(&mut self, block: Block) -> io::Result<Block> {
        let mut bytes = block.bytes;
        bytes.append(&mut self.rest);
        self.from.read_to_end(&mut bytes)?;
        Ok(Block { bytes, ..block })
    }
}
