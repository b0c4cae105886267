//! A hash that is quick for words and small numbers.

use std::hash::Hasher;

/// FNV-1a over bytes; a number is one step, not eight. For maps of what nobody can choose so that it
/// collides: words of our own lists, states that the analysis numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quick(u64);

/// What bytes are multiplied by.
const OF_BYTES: u64 = 0x0100_0000_01b3;

/// What numbers are multiplied by: odd, with bits everywhere.
const OF_NUMBERS: u64 = 0x517c_c1b7_2722_0a95;

impl Default for Quick {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(OF_BYTES);
        self.0 = bytes.iter().fold(self.0, step);
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(OF_NUMBERS);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_usize(number.cast_unsigned());
    }

    /// The upper bits, which every step changes, come to where maps look first.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
