//! Complements, each made once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::{TooLarge, complement};

/// The complements of patterns that were asked for. Clones share what they know.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownComplements(Rc<RefCell<HashMap<String, Complement>>>);

/// What came of making one.
type Complement = Result<Option<String>, TooLarge>;

impl KnownComplements {
    /// The pattern that matches exactly the strings that `pattern` doesn't; `None` where there are
    /// none.
    ///
    /// # Errors
    /// The complement is too large.
    pub(crate) fn of(&self, pattern: &str) -> Result<Option<String>, TooLarge> {
        let known = self.0.borrow().get(pattern).cloned();
        known.unwrap_or_else(|| {
            let made = complement(pattern);
            self.0.borrow_mut().insert(pattern.to_owned(), made.clone());
            made
        })
    }
}
