//! Paths by patterns: `*` within a name, `**` across folders.

use std::path::Path;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Some patterns.
#[derive(Debug)]
pub(super) struct Globs(GlobSet);

impl Globs {
    /// The patterns together.
    ///
    /// # Errors
    /// They are too large together.
    pub(super) fn new(globs: &[Glob]) -> Result<Self, globset::Error> {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            set.add(glob.clone());
        }
        Ok(Self(set.build()?))
    }

    /// Whether some pattern takes the path, or a folder around it.
    pub(super) fn take(&self, path: &Path) -> bool {
        path.ancestors().any(|part| self.0.is_match(part))
    }
}

/// One pattern.
///
/// # Errors
/// What is wrong with it.
pub(super) fn glob(text: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(text).literal_separator(true).build()
}
