//! Paths by patterns: `*` within a name, `**` across folders.

use std::path::Path;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::source::{Span, Spanned};

/// Some patterns, each with its place.
#[derive(Debug)]
pub(crate) struct Globs {
    set: GlobSet,
    written: Vec<Spanned<String>>,
    /// The list of them.
    pub span: Span,
}

impl Globs {
    /// The patterns together, as they are read and as they are written.
    ///
    /// # Errors
    /// They are too large together.
    pub(super) fn new(
        globs: Vec<(Glob, Spanned<String>)>,
        span: Span,
    ) -> Result<Self, globset::Error> {
        let mut set = GlobSetBuilder::new();
        let mut written = Vec::new();
        for (glob, text) in globs {
            set.add(glob);
            written.push(text);
        }
        Ok(Self { set: set.build()?, written, span })
    }

    /// The first pattern that takes the path, or a folder around it.
    pub(super) fn taking(&self, path: &Path) -> Option<&Spanned<String>> {
        let first = path.ancestors().filter_map(|part| self.set.matches(part).into_iter().min());
        first.min().and_then(|index| self.written.get(index))
    }

    /// The patterns as they are written.
    pub(crate) fn texts(&self) -> Vec<&str> {
        self.written.iter().map(|text| &*text.node).collect()
    }
}

/// One pattern.
///
/// # Errors
/// What is wrong with it.
pub(super) fn glob(text: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(text).literal_separator(true).build()
}
