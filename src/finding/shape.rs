//! JSON that isn't shaped as it must be.

use super::Finding;
use crate::json::ShapeError;

impl Finding {
    /// The finding of such an error, in the words that all readers of JSON share.
    pub(crate) fn misshapen(code: &'static str, error: &ShapeError) -> Self {
        let finding = Self::error(code, error.span(), error.message()).help_if(error.help());
        match error {
            ShapeError::DuplicateKey { first, .. } => finding.label(*first, "it stands here first"),
            ShapeError::Json(_)
            | ShapeError::UnknownKey { .. }
            | ShapeError::MissingKey { .. }
            | ShapeError::Type { .. } => finding,
        }
    }
}
