//! The scan that makes a tape: one pass over a text that is known to be JSON.

use super::node::{MAX_DEPTH, decoded};
use super::tape::Slot;

/// How many bytes of text there are to a slot, or more: room is made for so many at first, and what
/// isn't used is given back.
const USUAL: usize = 4;

/// So many slots that aren't used are kept: a text of one line of many isn't kept for long.
const SPARE: usize = 64;

/// What the scan has found so far.
pub(super) struct Scan<'t> {
    text: &'t str,
    /// The text up to where the value ends.
    bytes: &'t [u8],
    at: usize,
    /// The opening slot around this place. Until it is closed, it leads to the one around it.
    around: u32,
    depth: usize,
    pub(super) slots: Vec<Slot>,
    pub(super) escaped_keys: bool,
    pub(super) broken: Vec<u32>,
    pub(super) too_deep: Option<u32>,
}

impl<'t> Scan<'t> {
    /// Scans the value of `length` bytes that starts at `start`.
    pub(super) fn of(text: &'t str, start: usize, length: usize) -> Self {
        let mut scan = Self {
            text,
            bytes: text.as_bytes().get(..start + length).unwrap_or_default(),
            at: start,
            around: 0,
            depth: 0,
            slots: Vec::with_capacity(length / USUAL),
            escaped_keys: false,
            broken: Vec::new(),
            too_deep: None,
        };
        scan.run();
        scan.slots.shrink_to(scan.slots.len() + SPARE);
        scan
    }

    fn run(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                b'"' => self.string(),
                b'[' | b'{' => self.open(),
                b']' | b'}' => self.close(),
                _ => self.scalar(),
            }
        }
    }

    /// The number of the next slot.
    fn next(&self) -> u32 {
        offset(self.slots.len())
    }

    /// The next slot is of what starts here and ends at `end`.
    fn push(&mut self, end: usize) {
        self.slots.push(Slot { start: offset(self.at), end: offset(end) });
        self.at = end;
    }

    fn open(&mut self) {
        let opening = self.next();
        if self.depth == MAX_DEPTH && self.too_deep.is_none() {
            self.too_deep = Some(opening);
        }
        self.depth += 1;
        let around = std::mem::replace(&mut self.around, opening);
        self.slots.push(Slot { start: offset(self.at), end: around });
        self.at += 1;
    }

    fn close(&mut self) {
        let closing = self.next();
        self.depth = self.depth.saturating_sub(1);
        if let Some(opening) = self.slots.get_mut(self.around as usize) {
            self.around = std::mem::replace(&mut opening.end, closing);
        }
        self.push(self.at + 1);
    }

    /// A number, `true`, `false` or `null`.
    fn scalar(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_end = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t');
        self.push(self.at + rest.iter().position(is_end).unwrap_or(rest.len()));
    }

    fn string(&mut self) {
        let (mut end, mut escaped, mut surrogates) = (self.at + 1, false, false);
        loop {
            end += plain(self.bytes.get(end..).unwrap_or_default());
            match self.bytes.get(end..).unwrap_or_default() {
                [b'\\', escape @ ..] => {
                    escaped = true;
                    surrogates |= matches!(escape, [b'u', b'd' | b'D', ..]);
                    end += 2;
                }
                _ => break,
            }
        }
        end += 1;
        self.escaped_keys |= escaped && self.colon_follows(end);
        if surrogates && decoded(self.text.get(self.at..end).unwrap_or_default()).is_err() {
            self.broken.push(self.next());
        }
        self.push(end);
    }

    /// Whether the string that ends here is a key.
    fn colon_follows(&self, end: usize) -> bool {
        let mut rest = self.bytes.get(end..).unwrap_or_default().iter();
        rest.find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
    }
}

/// How many bytes stand before the first quote or backslash: eight are looked at in one step.
fn plain(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = zero_bytes(word ^ QUOTES) | zero_bytes(word ^ BACKSLASHES);
        if found != 0 {
            return 8 * at + found.trailing_zeros() as usize / 8;
        }
    }
    let in_rest = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'));
    8 * words.len() + in_rest.unwrap_or(rest.len())
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);
const QUOTES: u64 = u64::from_ne_bytes([b'"'; 8]);
const BACKSLASHES: u64 = u64::from_ne_bytes([b'\\'; 8]);

/// The high bit of the lowest byte that is zero, and perhaps bits above it.
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// Sources are shorter than 4 GiB, and no text has more slots than bytes.
fn offset(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
