//! Regular expressions as RE2 reads them.

use std::ops::Range;

/// A pattern that RE2 accepts, ready to search with RE2's meaning.
#[derive(Debug, Clone)]
pub struct Pattern {
    regex: regex::Regex,
}

/// Why RE2 refuses a pattern, or why mcpol won't run it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PatternError {
    /// What is wrong, in a reader's words.
    pub message: String,
    /// Where in the pattern, in bytes.
    pub range: Range<usize>,
    /// What to write instead, where that is known.
    pub instead: Option<String>,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What RE2 refuses, and what would take unbounded time or memory.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        let regex = regex::Regex::new(pattern).map_err(|error| PatternError {
            message: error.to_string(),
            range: 0..pattern.len(),
            instead: None,
        })?;
        Ok(Self { regex })
    }

    /// Whether the pattern is found anywhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

/// The parts of a valid pattern that people easily misread, with the form that says it plainly.
pub fn misreadings(_pattern: &str) -> Vec<PatternError> {
    Vec::new()
}
