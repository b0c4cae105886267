//! The git repository around the current folder, asked through the git command.

mod objects;
mod revision;
mod submodules;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::disk;
use super::shell::CommandError;
use crate::strings::tick;
pub(super) use revision::Revision;
pub(super) use submodules::Moved;
pub(super) use tree::Tree;

/// What renamed files were called, by what they are called now.
pub(super) type Renames = BTreeMap<PathBuf, PathBuf>;

/// A repository with a working tree.
#[derive(Debug, Clone)]
pub(super) struct Repository {
    /// The top folder of the working tree.
    pub(super) top: PathBuf,
    /// The current folder, as it is reached from the top.
    pub(super) prefix: PathBuf,
}

impl Repository {
    /// The repository of the current folder.
    ///
    /// # Errors
    /// There is none, or git can't be run.
    pub(super) fn here() -> Result<Self, CommandError> {
        let output = git(["rev-parse", "--show-toplevel", "--show-prefix"])?;
        let text = said(&output)?;
        let mut lines = text.lines();
        let top = lines.next().unwrap_or_default().into();
        Ok(Self { top, prefix: lines.next().unwrap_or_default().into() })
    }

    /// A path from the current folder, as it is reached from the top.
    pub(super) fn within(&self, path: &Path) -> PathBuf {
        let real = disk::real(path);
        let within = real.strip_prefix(disk::real(&self.top)).map(Path::to_owned);
        within.unwrap_or_else(|_| self.prefix.join(path))
    }

    /// A path of the working tree, as it is reached from the current folder.
    pub(super) fn to_here(&self, path: &Path) -> PathBuf {
        let ups = self.prefix.components().count();
        let common = self.prefix.components().zip(path.components());
        let common = common.take_while(|(one, other)| one == other).count();
        let up = (common..ups).map(|_| "..");
        up.map(PathBuf::from).chain([path.components().skip(common).collect()]).collect()
    }

    /// The files below some paths, as a revision has them, from the top.
    ///
    /// # Errors
    /// As git says.
    pub(super) fn files(
        &self,
        revision: &Revision,
        paths: &[PathBuf],
    ) -> Result<Vec<PathBuf>, CommandError> {
        let options = ["ls-tree", "-r", "-z", "--full-name", "--name-only", revision.tree(), "--"];
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &here } else { paths };
        let arguments = options.iter().map(OsStr::new).chain(paths.iter().map(|it| it.as_os_str()));
        let names = answered(git(arguments)?)?;
        Ok(names.split(|byte| *byte == 0).filter(|it| !it.is_empty()).map(path).collect())
    }

    /// The files that were renamed since a revision, by what they are called now, both from the
    /// top. Git finds them by their texts.
    ///
    /// # Errors
    /// As git says.
    pub(super) fn renamed(&self, revision: &Revision) -> Result<Renames, CommandError> {
        let options = ["diff-index", "-M", "-z", "--name-status", "--diff-filter=R"];
        let said = answered(git(options.iter().chain(&[revision.tree()]))?)?;
        let fields: Vec<_> = said.split(|byte| *byte == 0).collect();
        let pair = |fields: &[&[u8]]| match fields {
            [_, old, new] => Some((path(new), path(old))),
            _ => None,
        };
        Ok(fields.chunks(3).filter_map(pair).collect())
    }

    /// The files that differ from a revision, and those that git doesn't track and no ignore file
    /// names, from the top.
    ///
    /// # Errors
    /// As git says.
    pub(super) fn changed(&self, revision: &Revision) -> Result<BTreeSet<PathBuf>, CommandError> {
        let differing = git(["diff-index", "-z", "--name-only", revision.tree()])?;
        let top = self.top.as_os_str();
        let options = ["ls-files", "-z", "--others", "--exclude-standard", "--full-name"];
        let options = options.iter().map(OsStr::new);
        let untracked = git([OsStr::new("-C"), top].into_iter().chain(options))?;
        let names = [answered(differing)?, answered(untracked)?].concat();
        Ok(names.split(|byte| *byte == 0).filter(|it| !it.is_empty()).map(path).collect())
    }

    /// The id of what a revision or the like names; `None` where there is no such thing.
    pub(super) fn id(name: &str) -> Option<String> {
        let output = git(["rev-parse", "--verify", "--quiet", name]).ok()?;
        output.status.success().then(|| said(&output).ok())?.map(|id| id.trim().to_owned())
    }
}

/// The files below a folder that git tracks in the repository around it, those of its submodules
/// too, as they are reached from the folder; `None` where git can't say.
pub(super) fn tracked(folder: &Path) -> Option<Vec<PathBuf>> {
    let mut command = git_in(folder);
    command.args(["ls-files", "-z", "--cached", "--recurse-submodules"]);
    let names = answered(command.output().ok()?).ok()?;
    Some(names.split(|byte| *byte == 0).filter(|it| !it.is_empty()).map(path).collect())
}

/// The git command in a folder, which may belong to another repository than the current one.
fn git_in(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    // A hook's variables are about the repository of the current folder.
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
    command
}

/// Runs git in the current folder.
fn git<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Result<Output, CommandError> {
    let output = Command::new("git").args(arguments).output();
    output.map_err(|error| cannot_run(&error))
}

fn cannot_run(error: &std::io::Error) -> CommandError {
    CommandError(format!("can't run git: {}", disk::words(error)))
}

/// What git printed, as text.
///
/// # Errors
/// It failed; why, in its words.
fn said(output: &Output) -> Result<String, CommandError> {
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(CommandError(format!("git says: {}", reason(output)))),
    }
}

/// What git printed, to the byte.
///
/// # Errors
/// It failed; why, in its words.
fn answered(output: Output) -> Result<Vec<u8>, CommandError> {
    said(&output).map(|_| output.stdout)
}

/// A path as git prints it under `-z`: on Unix any bytes.
#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    <OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes).into()
}

/// A path as git prints it under `-z`.
#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// The first line of what git complains about.
fn reason(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().next().unwrap_or_default();
    let line = line.strip_prefix("fatal: ").or(line.strip_prefix("error: ")).unwrap_or(line);
    line.to_owned()
}

/// A revision that git doesn't know.
fn unknown(revision: &str) -> CommandError {
    let is_shallow = git(["rev-parse", "--is-shallow-repository"])
        .is_ok_and(|output| output.stdout.starts_with(b"true"));
    let hint = match is_shallow {
        true => {
            "; this clone has only a part of the history, `git fetch --unshallow` gets the rest"
        }
        false => "",
    };
    CommandError(format!("git knows no revision {}{hint}", tick(revision)))
}
