//! Short names for things that are to be known again: the same on every machine and in every
//! version.

use serde::Serialize;

/// Parts, hashed with FNV-1a in 64 bits.
#[derive(Debug)]
pub(crate) struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// Of nothing yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Takes a part in, with its end, so that no two lists of parts read the same.
    pub(crate) fn add(&mut self, part: &impl Serialize) {
        let text = serde_json::to_string(part).unwrap_or_default();
        for byte in text.bytes().chain([b'\n']) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// As 16 hexadecimal digits.
    pub(crate) fn finish(self) -> String {
        format!("{:016x}", self.0)
    }
}
