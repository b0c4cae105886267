//! What a file says, in the form that all formats share.

use std::collections::BTreeMap;

use crate::gateway::{Document, Pointer};
use crate::source::Span;

/// A document and where it comes from.
#[derive(Debug)]
pub(super) struct Neutral {
    /// What the file's engine decides from.
    pub(super) document: Document,
    /// Where its parts stand in the file.
    pub(super) places: Places,
    /// What is said about its parts.
    pub(super) notes: Notes,
    /// Whether it is about the tools of the catalog alone, and refuses others that the file may let
    /// pass.
    pub(super) is_of_catalog: bool,
}

/// Where the parts of a document stand.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<String, Span>);

impl Places {
    /// A part stands here.
    pub(super) fn set(&mut self, part: Pointer<'_>, span: Span) {
        self.0.insert(part.to_string(), span);
    }

    /// Where a part stands.
    pub(super) fn of(&self, part: Pointer<'_>) -> Option<Span> {
        self.0.get(&part.to_string()).copied()
    }
}

/// What the policy says in comments.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// At its top.
    pub(super) head: Vec<String>,
    /// At its end.
    pub(super) tail: Vec<String>,
    /// Before a tool's statement or a rule.
    parts: BTreeMap<String, Vec<String>>,
}

impl Notes {
    /// Nothing but what stands at the top.
    pub(super) fn at_top(head: Vec<String>) -> Self {
        Self { head, ..Self::default() }
    }

    /// Says something about a part.
    pub(super) fn add(&mut self, part: Pointer<'_>, text: impl Into<String>) {
        self.parts.entry(part.to_string()).or_default().push(text.into());
    }

    /// What is said about a part.
    pub(super) fn of(&self, part: Pointer<'_>) -> &[String] {
        self.parts.get(&part.to_string()).map(Vec::as_slice).unwrap_or_default()
    }
}
