//! The submodules of a repository: folders of which it holds the commit alone.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Repository, Revision, answered, git, path};
use crate::cli::shell::CommandError;

/// The mode of a submodule's entry.
const MODE: &str = "160000";

/// A submodule that isn't what it was.
#[derive(Debug)]
pub(in crate::cli) struct Moved {
    /// Its folder, from the top.
    pub(in crate::cli) folder: PathBuf,
    /// The commit that the revision names, if it has the submodule.
    pub(in crate::cli) before: Option<String>,
    /// The commit that is there, if there is one; the same where its files differ from it.
    pub(in crate::cli) now: Option<String>,
}

impl Repository {
    /// The folders of the submodules that there are now, from the top.
    ///
    /// # Errors
    /// As git says.
    pub(in crate::cli) fn submodules(&self) -> Result<BTreeSet<PathBuf>, CommandError> {
        let options = ["ls-files", "-z", "--stage", "--full-name"];
        let options = options.iter().map(OsStr::new);
        let said =
            answered(git([OsStr::new("-C"), self.top.as_os_str()].into_iter().chain(options))?)?;
        let entries = said.split(|byte| *byte == 0);
        let submodules = entries.filter(|entry| entry.starts_with(MODE.as_bytes()));
        let name = |entry: &[u8]| entry.splitn(2, |byte| *byte == b'\t').nth(1).map(path);
        Ok(submodules.filter_map(name).collect())
    }

    /// The submodules that differ from those of a revision, by their commit or by their files.
    ///
    /// # Errors
    /// As git says.
    pub(in crate::cli) fn moved(&self, revision: &Revision) -> Result<Vec<Moved>, CommandError> {
        let options = ["diff-index", "--raw", "-z", "--no-renames", "--no-abbrev"];
        let all = ["--ignore-submodules=none", revision.tree()];
        let said = answered(git(options.iter().chain(&all))?)?;
        let fields: Vec<_> = said.split(|byte| *byte == 0).collect();
        let moved = fields.chunks(2).filter_map(|pair| match pair {
            [head, name] => self.moved_of(&String::from_utf8_lossy(head), path(name)),
            _ => None,
        });
        Ok(moved.collect())
    }

    /// `head` is `:MODE MODE ID ID LETTER`.
    fn moved_of(&self, head: &str, folder: PathBuf) -> Option<Moved> {
        let mut words = head.trim_start_matches(':').split(' ');
        let [was, is, before, now] = [words.next()?, words.next()?, words.next()?, words.next()?];
        if was != MODE && is != MODE {
            return None;
        }
        let before = (was == MODE).then(|| before.to_owned());
        let indexed = || Some(now.to_owned()).filter(|id| id.bytes().any(|byte| byte != b'0'));
        let now = (is == MODE).then(|| checked_out(&self.top.join(&folder)).or_else(indexed));
        Some(Moved { folder, before, now: now.flatten() })
    }
}

/// The commit that a submodule's folder has; `None` where it is empty.
fn checked_out(folder: &Path) -> Option<String> {
    folder.join(".git").symlink_metadata().ok()?;
    let output = super::git_in(folder).args(["rev-parse", "HEAD"]).output().ok()?;
    let id = answered(output).ok()?;
    Some(String::from_utf8_lossy(&id).trim().to_owned())
}
