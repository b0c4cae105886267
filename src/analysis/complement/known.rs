//! Complements, each made once.

use std::sync::{Arc, Mutex, PoisonError};

use foldhash::HashMap;

use super::{TooLarge, complement};

/// The complements of patterns that were asked for. Clones share what they know.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownComplements(Arc<Mutex<HashMap<String, Complement>>>);

/// What came of making one.
type Complement = Result<Option<String>, TooLarge>;

impl KnownComplements {
    /// The pattern that matches exactly the strings that `pattern` doesn't; `None` where there are
    /// none.
    ///
    /// # Errors
    /// The complement is too large.
    pub(crate) fn of(&self, pattern: &str) -> Result<Option<String>, TooLarge> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(pattern.to_owned()).or_insert_with(|| complement(pattern)).clone()
    }
}
