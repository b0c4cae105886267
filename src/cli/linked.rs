//! The files of a folder and of the folders that symbolic links in it lead to.
//!
//! A link is followed to a folder of the same repository; without one, of the current folder, or
//! else of the folder itself. What lies there is called by its own name, under which its own
//! settings hold, and each folder is walked through once, however many links lead to it. A link
//! that leads elsewhere isn't followed: whoever may add a link must not choose which files of a
//! machine are read or written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::shell::Shell;
use super::walk::{Walked, repository, walk};
use super::{disk, paths};

/// Files, and where links lead that are left aside.
#[derive(Debug, Default)]
pub(super) struct Linked {
    /// The policies, the JSON and the configurations.
    pub(super) files: BTreeSet<PathBuf>,
    /// The policies that ignore files leave out.
    pub(super) ignored: BTreeSet<PathBuf>,
    /// The links that lead outside.
    pub(super) outside: BTreeSet<PathBuf>,
    /// All links to folders.
    pub(super) links: BTreeSet<PathBuf>,
    /// The folders that were walked through, by their real paths.
    pub(super) folders: BTreeSet<PathBuf>,
}

/// Walks through a folder and those that links lead to.
pub(super) fn walk_all(folder: &Path, shell: &mut Shell) -> Linked {
    let top = boundary(folder);
    let mut found = Linked::default();
    let mut next = vec![folder.to_owned()];
    while let Some(folder) = next.pop() {
        let real = disk::real(&folder);
        if found.has_walked(&real) {
            continue;
        }
        let Walked { files, ignored, links } = walk(&folder, &found.folders, shell);
        found.folders.insert(real);
        found.files.extend(files);
        found.ignored.extend(ignored);
        found.links.extend(links.iter().cloned());
        for link in links {
            let target = disk::real(&link);
            if found.has_walked(&target) {
                continue;
            }
            match target.starts_with(&top) {
                true => next.push(paths::from_here(&target)),
                false => drop(found.outside.insert(link)),
            }
        }
    }
    found
}

impl Linked {
    fn has_walked(&self, real: &Path) -> bool {
        real.ancestors().any(|folder| self.folders.contains(folder))
    }
}

/// What links may not lead out of.
fn boundary(folder: &Path) -> PathBuf {
    let (real, here) = (disk::real(folder), disk::real(Path::new(".")));
    match repository(&real) {
        Some(top) => top.to_owned(),
        None if real.starts_with(&here) => here,
        None => real,
    }
}
