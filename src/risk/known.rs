//! What is found out about a tool once, kept beside it in its catalog.

use std::sync::OnceLock;

use super::classify::Classification;
use super::roles::Judged;
use crate::catalog::Tool;

/// What is known of a tool so far.
#[derive(Debug, Default)]
pub(super) struct OfTool {
    /// What it can do.
    pub(super) classification: OnceLock<Classification>,
    /// What its arguments are, in the order of its leaves.
    pub(super) roles: OnceLock<Vec<Judged>>,
}

impl OfTool {
    /// What is known of a tool.
    pub(super) fn of(tool: &Tool) -> &Self {
        tool.kept().get()
    }
}
