//! A document that is asked about calls, and the way back from its rules to the policy's text.

use std::fmt;

use serde::Serialize;

use crate::gateway::policylayer::{Call, Document, Emitted, Mapping, Verdict};
use crate::source::Sources;

/// A document, and where its parts come from if it was compiled just now.
pub(super) struct Loaded {
    pub(super) document: Document,
    pub(super) mappings: Vec<Mapping>,
}

/// Where a rule is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Place {
    file: String,
    line: usize,
    column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl From<Emitted> for Loaded {
    fn from(emitted: Emitted) -> Self {
        Self { document: emitted.document, mappings: emitted.mappings }
    }
}

impl Loaded {
    /// Where the rule that refused a call is written.
    pub(super) fn place(&self, call: &Call, verdict: &Verdict, sources: &Sources) -> Option<Place> {
        let pointer = verdict.pointer(&self.document, &call.name)?;
        let mapping = self.mappings.iter().find(|mapping| mapping.pointer == pointer)?;
        let source = sources.get(mapping.span.source)?;
        let place = source.place(mapping.span.start);
        Some(Place { file: source.name().to_owned(), line: place.line, column: place.column })
    }
}
