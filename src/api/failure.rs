//! Why something couldn't be done.

use super::Finding;
use crate::session::Unreadable;
use crate::strings::counted;

/// Why a policy can't be formatted, compiled or read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// A file can't be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The text has errors: all of its findings.
    #[error("{}", counted(.0.len(), "finding"))]
    Faulty(Vec<Finding>),
    /// A fault of mcpol itself: what it would have written isn't what the policy means.
    #[error("{0}")]
    Internal(String),
}
