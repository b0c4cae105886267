//! What a server offers: its tools and their arguments' types, from a `tools/list` answer.

use std::sync::Arc;

use crate::finding::Finding;
use crate::source::{Source, Span};

/// The tools of one server, sorted by nothing: in the server's order.
#[derive(Debug)]
pub struct Catalogue {
    source: Arc<Source>,
}

impl Catalogue {
    /// Reads a catalogue; the second part is everything that is wrong with it.
    pub fn read(source: Arc<Source>) -> (Self, Vec<Finding>) {
        (Self { source }, Vec::new())
    }

    /// The text that it was read from.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Every tool.
    pub fn tools(&self) -> &[Tool] {
        &[]
    }

    /// The tool with this exact name.
    pub fn tool(&self, _name: &str) -> Option<&Tool> {
        None
    }
}

/// One tool of a catalogue.
#[derive(Debug)]
pub struct Tool {
    name: Arc<str>,
    name_span: Span,
}

impl Tool {
    /// Its name, as the server spells it.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Where the catalogue names it.
    pub fn name_span(&self) -> Span {
        self.name_span
    }
}
