//! The files of a folder: everything in it that belongs to the project.
//!
//! In a git repository that is what git tracks, whatever an ignore file says, and what no ignore
//! file names. Elsewhere, and where git can't say what it tracks, it is every file. What git leaves
//! out for one user alone (`core.excludesFile`) is not left out: the same folder has the same files
//! on every machine.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::gitignore::GitignoreBuilder;
use ignore::{DirEntry, WalkBuilder};

use super::shell::Shell;
use super::{disk, git};

/// The folder of git's own files, or the file that leads to it.
const GIT: &str = ".git";

/// The files whose patterns leave files out, in the order in which they count.
const IGNORE_FILES: [&str; 3] = [".ignore", ".gitignore", ".git/info/exclude"];

/// The policies and the JSON below a folder, hidden ones too, in order. A link to a folder isn't
/// followed.
pub(super) fn files(folder: &Path, shell: &mut Shell) -> Vec<PathBuf> {
    let tracked = repository(&disk::real(folder)).and_then(|_| git::tracked(folder));
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(tracked.is_some()).git_global(false).hidden(false);
    walk.filter_entry(|entry: &DirEntry| entry.depth() == 0 || entry.file_name() != GIT);
    let mut found = BTreeSet::new();
    for entry in walk.build() {
        match entry {
            Ok(entry) => found.extend(wanted(entry.path())),
            Err(error) => shell.trouble(&error),
        }
    }
    let tracked = tracked.unwrap_or_default().into_iter().map(|path| folder.join(path));
    found.extend(tracked.filter_map(|path| wanted(&path)));
    found.into_iter().collect()
}

/// A file that commands look at, as it is called from here.
fn wanted(path: &Path) -> Option<PathBuf> {
    let extension = path.extension()?;
    let is_wanted = extension == "mcpol" || extension.eq_ignore_ascii_case("json");
    let is_file = is_wanted && path.symlink_metadata().is_ok() && !path.is_dir();
    is_file.then(|| path.strip_prefix(".").unwrap_or(path).to_owned())
}

/// The top of the repository around a folder.
fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(GIT).symlink_metadata().is_ok())
}

/// The ignore file by which a file is left out, and its pattern.
pub(super) fn ignoring(file: &Path) -> Option<(PathBuf, String)> {
    let (folder, name) = (disk::real(file.parent()?), file.file_name()?);
    let (top, file) = (repository(&folder)?, folder.join(name));
    folder.ancestors().take_while(|folder| folder.starts_with(top)).find_map(|folder| {
        IGNORE_FILES.iter().find_map(|name| ignoring_by(&folder.join(name), folder, &file))
    })
}

/// The pattern of an ignore file that takes a file.
fn ignoring_by(ignore_file: &Path, folder: &Path, file: &Path) -> Option<(PathBuf, String)> {
    let mut patterns = GitignoreBuilder::new(folder);
    // Patterns that can't be read are no reason.
    drop(patterns.add(ignore_file));
    let patterns = patterns.build().ok()?;
    let found = patterns.matched_path_or_any_parents(file, false);
    let pattern = found.inner().filter(|_| found.is_ignore())?.original();
    Some((ignore_file.to_owned(), pattern.to_owned()))
}
