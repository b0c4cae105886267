//! Which policies a command is about.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::disk::{self, Disk, STDIN};
use super::loaded::is_json;
use super::shell::{CommandError, Shell};
use crate::session::Session;
use crate::strings::tick;

/// Where `-` belongs when the user doesn't say.
const UNNAMED: &str = "<stdin>";

/// The files that `paths` name, each once, in order: files as they are, folders as the `.mcpol`
/// files in them (what .gitignore names, what mcpol.toml excludes and hidden files left out), the
/// current folder where there is no path, `-` as itself.
///
/// # Errors
/// There is no file at all, or one is named that holds no policy.
pub(super) fn find(
    paths: &[PathBuf],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Vec<PathBuf>, CommandError> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let from = found.len();
            walk(path, &mut found, shell);
            let walked = found.split_off(from);
            found.extend(walked.into_iter().filter(|path| !session.is_excluded(path)));
        } else {
            found.push(policy(path)?.to_owned());
        }
    }
    let found = each_once(found);
    if found.is_empty() {
        return Err(CommandError(format!("no .mcpol file in {}", listed(paths))));
    }
    Ok(found)
}

/// Each file once: under its own path and not under that of a link to it, whose folder may have
/// other settings.
fn each_once(found: Vec<PathBuf>) -> Vec<PathBuf> {
    let own: BTreeSet<PathBuf> =
        found.iter().filter(|path| !path.is_symlink()).map(|path| disk::real(path)).collect();
    let mut seen = BTreeSet::new();
    let mut is_new = |path: &PathBuf| {
        let real = disk::real(path);
        !(path.is_symlink() && own.contains(&real)) && seen.insert(real)
    };
    found.into_iter().filter(|path| is_new(path)).collect()
}

/// The path of a policy.
///
/// # Errors
/// It names JSON, such as a policy is compiled to.
pub(super) fn policy(path: &Path) -> Result<&Path, CommandError> {
    match is_json(path) {
        true => {
            let name = tick(&path.to_string_lossy());
            Err(CommandError(format!("{name} is JSON, not a policy: pass the `.mcpol` file")))
        }
        false => Ok(path),
    }
}

/// What git leaves out for one user alone (`core.excludesFile`) is not left out here: the same
/// folder has the same files on every machine.
fn walk(folder: &Path, found: &mut Vec<PathBuf>, shell: &mut Shell) {
    let walk = WalkBuilder::new(folder).git_global(false).sort_by_file_name(Ord::cmp).build();
    for entry in walk {
        match entry {
            Ok(entry) if !has_policy_ending(entry.path()) || entry.path().is_dir() => {}
            Ok(entry) => match check_regular(entry.path()) {
                Ok(()) => {
                    let path = entry.path();
                    found.push(path.strip_prefix(".").unwrap_or(path).to_owned());
                }
                Err(error) => shell.trouble(&error),
            },
            Err(error) => shell.trouble(&error),
        }
    }
}

/// That what nobody named, as a file that is found in a folder, is a file or not there at all: a
/// pipe may have no end, and a link may lead nowhere.
///
/// # Errors
/// It is something else.
pub(super) fn check_regular(path: &Path) -> Result<(), CommandError> {
    if path.is_file() || std::fs::symlink_metadata(path).is_err() {
        return Ok(());
    }
    let name = tick(&path.to_string_lossy());
    Err(CommandError(format!("can't read {name}: it is not a regular file")))
}

fn has_policy_ending(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "mcpol")
}

fn listed(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| tick(&path.to_string_lossy())).collect();
    names.join(", ")
}

/// Whether the path means standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

/// Puts standard input in the place of `-`, under the name that the user gives it.
///
/// # Errors
/// It can't be read, or it is named and not asked for.
pub(super) fn take_stdin(
    paths: &mut [PathBuf],
    name: Option<&Path>,
    session: &mut Session<Disk>,
) -> Result<(), CommandError> {
    match paths.iter_mut().find(|path| is_stdin(path)) {
        Some(path) => {
            *path = name.unwrap_or(Path::new(UNNAMED)).to_owned();
            disk::put_stdin(session, path)
        }
        None if name.is_some() => {
            Err(CommandError("`--stdin-path` needs `-` among the paths".to_owned()))
        }
        None => Ok(()),
    }
}
