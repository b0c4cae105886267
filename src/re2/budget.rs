//! How many characters the classes of one pattern may cover together.
//!
//! A class of a few bytes can hold a million characters, and ignoring case looks at each of them.

use std::ops::Range;

use super::PatternError;

/// The most characters that the classes of a pattern cover together.
const MAX_CHARACTERS: u32 = 1 << 24;

/// What a Unicode class (`\pL`) counts for: about as many characters as the largest holds.
pub(super) const UNICODE_CLASS: u32 = 1 << 17;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget(u32);

impl Budget {
    /// All of it.
    pub(super) fn full() -> Self {
        Self(MAX_CHARACTERS)
    }

    /// Takes `characters` for what is written at `range`.
    pub(super) fn spend(
        &mut self,
        characters: u32,
        range: Range<usize>,
    ) -> Result<(), PatternError> {
        match self.0.checked_sub(characters) {
            Some(left) => {
                self.0 = left;
                Ok(())
            }
            None => Err(PatternError::new(range, "the pattern's classes hold too many characters")
                .instead("use fewer Unicode classes and smaller ranges")),
        }
    }
}
