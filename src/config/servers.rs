//! `[servers.NAME]`: the servers of one agent, its stack.

use crate::source::{Span, Spanned};

/// A server that the agent has.
#[derive(Debug, Clone)]
pub(crate) struct ServerEntry {
    /// What the agent's client calls it.
    pub name: Spanned<String>,
    /// The policy's file, relative to the configuration's folder; none where nothing holds for it.
    pub policy: Option<Spanned<String>>,
    /// The catalog's file, in the same way; a policy may name it in its place.
    pub catalog: Option<Spanned<String>>,
}

impl ServerEntry {
    /// Where its name stands.
    pub(crate) fn place(&self) -> Span {
        self.name.span
    }
}
