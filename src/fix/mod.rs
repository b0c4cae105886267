//! Fixes made in a policy's text: text in, text out.
//!
//! [`mend`] makes those that are wanted, again and again until nothing changes: fixes that don't
//! touch each other together, the others in later rounds. What a text says and what it compiles to
//! is asked of its caller, and a change is kept only if it holds what was promised: the text still
//! parses, no comment is lost, and after safe fixes the compiled bytes are the same. Knows no files,
//! no lints and no gateway.

mod apply;
mod mend;

pub use apply::{apply, compatible};
pub use mend::{Examined, Mended, mend};

use crate::finding::Fix;
use crate::source::Span;

/// A fix and the finding that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The finding's name.
    pub code: &'static str,
    /// What the finding is about.
    pub span: Span,
    /// The fix; all its edits lie in one text.
    pub fix: Fix,
}

#[cfg(test)]
mod tests;
