//! What a revision holds, by kinds. Paths are those from the top.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};

use crate::session::plain;

/// More links than lead from one file to another.
const MAX_LINKS: usize = 40;

/// The entries of a revision.
#[derive(Debug, Default)]
pub(in crate::cli) struct Tree {
    /// The files and the links.
    pub(super) files: BTreeSet<PathBuf>,
    /// Where the links lead, one step; absolute where that is outside.
    pub(super) links: BTreeMap<PathBuf, PathBuf>,
}

impl Tree {
    /// Whether there is a symbolic link of this name.
    pub(in crate::cli) fn is_link(&self, path: &Path) -> bool {
        self.links.contains_key(path)
    }

    /// The symbolic links.
    pub(in crate::cli) fn links(&self) -> impl Iterator<Item = &Path> {
        self.links.keys().map(PathBuf::as_path)
    }

    /// The files below a folder, or the file itself.
    pub(in crate::cli) fn below<'t>(&'t self, path: &'t Path) -> impl Iterator<Item = &'t Path> {
        let behind = (Bound::Included(path), Bound::Unbounded);
        let files = self.files.range::<Path, _>(behind).map(PathBuf::as_path);
        files.take_while(move |file| file.starts_with(path))
    }

    /// Where a path leads in the end.
    pub(in crate::cli) fn real(&self, path: &Path) -> PathBuf {
        let mut path = plain(path);
        for _ in 0..MAX_LINKS {
            let Some((link, target)) = self.first_link(&path) else { break };
            let rest = path.strip_prefix(link).unwrap_or(Path::new(""));
            path = plain(&target.join(rest));
        }
        path
    }

    /// The first part of a path that is a link.
    fn first_link(&self, path: &Path) -> Option<(&PathBuf, &PathBuf)> {
        path.ancestors().filter_map(|part| self.links.get_key_value(part)).last()
    }
}
