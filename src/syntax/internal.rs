//! What mustn't happen: a fault of mcpol, not of the text that it reads.

use super::grammar::Rule;

/// Why nothing can be said about a text: what reads it contradicts itself. Whoever asked can't go
/// on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("internal error: {0}; please report this together with the file")]
pub(crate) struct InternalError(String);

impl InternalError {
    /// A pair of the rule `found` where one that `expected` stands for must be.
    pub(super) fn unexpected(found: Rule, expected: Rule) -> Self {
        Self(format!("the grammar gave {found:?} in place of {expected:?}"))
    }

    /// A pair of the rule `found` after all that a pair of the rule `parent` is made of.
    pub(super) fn left_over(found: Rule, parent: Rule) -> Self {
        Self(format!("the grammar gave {found:?} at the end of {parent:?}"))
    }

    /// A formatted text that doesn't say what the text said that it was made from.
    pub(super) fn format_changes_meaning() -> Self {
        Self("the formatted text would mean something else".to_owned())
    }

    /// Too few pairs inside a pair of the rule `parent`.
    pub(super) fn missing(parent: Rule) -> Self {
        Self(format!("the grammar gave an incomplete {parent:?}"))
    }
}
