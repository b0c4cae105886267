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

use super::loaded::is_json;
use super::shell::Shell;
use super::{disk, git};
use crate::config;

/// The folder of git's own files, or the file that leads to it.
pub(super) const GIT: &str = ".git";

/// The files whose patterns leave files out, in the order in which they count.
const IGNORE_FILES: [&str; 3] = [".ignore", ".gitignore", ".git/info/exclude"];

/// What there is below a folder.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The policies, the JSON and the configurations, hidden ones too.
    pub(super) files: BTreeSet<PathBuf>,
    /// The policies that ignore files leave out.
    pub(super) ignored: BTreeSet<PathBuf>,
    /// The symbolic links to folders, which aren't followed.
    pub(super) links: BTreeSet<PathBuf>,
}

/// Walks through a folder, and past those folders in it that have been walked through, which are
/// given by their real paths.
pub(super) fn walk(folder: &Path, seen: &BTreeSet<PathBuf>, shell: &mut Shell) -> Walked {
    let real = disk::real(folder);
    let tracked = repository(&real).and_then(|_| git::tracked(folder));
    let mut walked = Walked::default();
    for entry in entries(folder, tracked.is_some(), seen) {
        match entry {
            Ok(entry) => walked.add(entry.path()),
            Err(error) => shell.trouble(&error),
        }
    }
    let Some(tracked) = tracked else { return walked };
    let is_new = |path: &&PathBuf| !seen.iter().any(|seen| real.join(path).starts_with(seen));
    for path in tracked.iter().filter(is_new) {
        walked.add(&folder.join(path));
    }
    // What can't be read here is ignored anyway.
    let all = entries(folder, false, seen).filter_map(Result::ok);
    let policies = all.filter_map(|entry| wanted(entry.path()));
    let policies = policies.filter(|path| !is_json(path) && !is_configuration(path));
    walked.ignored = policies.filter(|path| !walked.files.contains(path)).collect();
    walked
}

impl Walked {
    fn add(&mut self, path: &Path) {
        if path.is_symlink() && path.is_dir() {
            self.links.insert(called(path));
        } else {
            self.files.extend(wanted(path));
        }
    }
}

/// Everything below a folder but git's own files and the folders that are known.
fn entries(
    folder: &Path,
    has_ignore_files: bool,
    seen: &BTreeSet<PathBuf>,
) -> impl Iterator<Item = Result<DirEntry, ignore::Error>> {
    let seen = seen.clone();
    let is_seen = move |entry: &DirEntry| {
        let is_folder = entry.file_type().is_some_and(|it| it.is_dir());
        !seen.is_empty() && is_folder && seen.contains(&disk::real(entry.path()))
    };
    let is_walked = move |entry: &DirEntry| entry.file_name() != GIT && !is_seen(entry);
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(has_ignore_files).git_global(false).hidden(false);
    walk.filter_entry(move |entry| entry.depth() == 0 || is_walked(entry));
    // A link that is named is a folder, those below it are links.
    walk.build().filter(|entry| entry.as_ref().map_or(true, |entry| entry.depth() > 0))
}

/// A file that commands look at, as it is called from here.
fn wanted(path: &Path) -> Option<PathBuf> {
    let is_wanted = is_json(path) || path.extension()? == "mcpol" || is_configuration(path);
    let is_file = is_wanted && path.symlink_metadata().is_ok() && !path.is_dir();
    is_file.then(|| called(path))
}

/// Whether a file is one of settings, by its name.
pub(super) fn is_configuration(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == config::NAME)
}

fn called(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

/// The top of the repository around a folder.
pub(super) fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(GIT).symlink_metadata().is_ok())
}

/// Where a file is that is a link out of the repository around it.
pub(super) fn outside(file: &Path) -> Option<PathBuf> {
    let folder = disk::real(disk::folder(file));
    let top = repository(&folder).filter(|_| file.is_symlink())?;
    let target = disk::end(file);
    (!target.starts_with(top)).then_some(target)
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
