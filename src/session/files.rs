//! Files as a session sees them.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Where texts come from.
pub trait Files {
    /// The bytes of a file.
    ///
    /// # Errors
    /// Why it can't be read, in a reader's words.
    fn read(&self, path: &Path) -> Result<Vec<u8>, String>;

    /// Whether something is there, be it readable or not.
    fn is_there(&self, path: &Path) -> bool;

    /// Whether a folder is the top of a repository.
    fn is_top(&self, folder: &Path) -> bool {
        self.is_there(&folder.join(".git"))
    }

    /// That a file which no user names, but a text or a folder, may be read.
    ///
    /// # Errors
    /// It is there and no regular file; in a reader's words.
    fn check_regular(&self, _: &Path) -> Result<(), String> {
        Ok(())
    }

    /// A name that is the same for every path of one file, however it is reached; for a file that
    /// isn't there, the path itself.
    fn identity(&self, path: &Path) -> PathBuf;

    /// What people call a file.
    fn name(&self, path: &Path) -> String {
        plain(path).to_string_lossy().into_owned()
    }
}

/// A file that can't be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("can't read {}: {reason}", crate::strings::tick(&path.to_string_lossy()))]
pub struct Unreadable {
    /// The file, as the user or a policy names it.
    pub path: PathBuf,
    /// Why, in a reader's words.
    pub reason: String,
    /// Whether that is a fault of mcpol: then nothing can be said about what includes the file.
    pub is_internal: bool,
}

impl Unreadable {
    /// A file that can't be read, for a reason of its own.
    pub fn new(path: &Path, reason: impl Into<String>) -> Self {
        Self { path: path.to_owned(), reason: reason.into(), is_internal: false }
    }
}

/// Files that exist only in memory.
pub type Memory = BTreeMap<PathBuf, Vec<u8>>;

impl Files for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.get(&self.identity(path)).cloned().ok_or_else(|| "no such file".to_owned())
    }

    fn is_there(&self, path: &Path) -> bool {
        self.contains_key(&self.identity(path))
    }

    fn identity(&self, path: &Path) -> PathBuf {
        plain(path)
    }
}

/// The path without `.` and, where something stands before it, `..`.
pub(crate) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(plain.components().next_back(), Some(Component::Normal(_))) =>
            {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}
