//! Which policies a command is about.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::disk::{self, Disk, is_stdin};
use super::loaded::is_json;
use super::shell::{CommandError, Shell};
use super::walk;
use crate::session::{Session, Unreadable};
use crate::strings::tick;

/// The files that some paths name.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The policies, each once, in order.
    pub(super) policies: Vec<PathBuf>,
    /// The JSON in folders.
    pub(super) json: Vec<PathBuf>,
    /// How many files in folders mcpol.toml excludes.
    pub(super) excluded: usize,
}

/// The files that `paths` name, each once, in order: files as they are, folders as the `.mcpol`
/// files in them (what mcpol.toml excludes left out), the current folder where there is no path,
/// `-` as itself.
///
/// # Errors
/// There is no file at all.
pub(super) fn find(
    paths: &[PathBuf],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Vec<PathBuf>, CommandError> {
    Ok(find_all(paths, session, shell)?.policies)
}

/// The same with what else there is in folders.
///
/// # Errors
/// There is no policy at all.
pub(super) fn find_all(
    paths: &[PathBuf],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Found, CommandError> {
    let found = find_with_json(paths, session, shell)?;
    if found.policies.is_empty() { Err(nothing(paths)) } else { Ok(found) }
}

/// The same with the JSON in folders, where there may be no policy.
///
/// # Errors
/// A file is named that holds no policy.
pub(super) fn find_with_json(
    paths: &[PathBuf],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Found, CommandError> {
    let mut found = Found::default();
    for path in or_here(paths) {
        if path.is_dir() {
            shell.writer.folders.push(disk::real(path));
            for file in walk::files(path, shell) {
                if is_json(&file) {
                    found.json.push(file);
                } else if session.is_excluded(&file) {
                    found.excluded += 1;
                } else {
                    check_regular(&file)
                        .map_or_else(|error| shell.trouble(&error), |()| found.policies.push(file));
                }
            }
        } else {
            found.policies.push(path.to_owned());
        }
    }
    found.policies = each_once(found.policies);
    Ok(found)
}

/// That some paths lead to no policy.
pub(super) fn nothing(paths: &[PathBuf]) -> CommandError {
    CommandError(format!("no .mcpol file in {}", listed(or_here(paths))))
}

/// The current folder where there is no path.
fn or_here(paths: &[PathBuf]) -> Vec<&Path> {
    match paths {
        [] => vec![Path::new(".")],
        paths => paths.iter().map(|path| &**path).collect(),
    }
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

/// That what nobody named, as a file that is found in a folder, is a file or not there at all: a
/// pipe may have no end, and a link may lead nowhere.
///
/// # Errors
/// It is something else.
pub(super) fn check_regular(path: &Path) -> Result<(), CommandError> {
    let reason = disk::check_regular(path);
    reason.map_err(|reason| Unreadable::new(path, reason).into())
}

fn listed(paths: Vec<&Path>) -> String {
    let names: Vec<String> = paths.iter().map(|path| tick(&path.to_string_lossy())).collect();
    names.join(", ")
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
            *path = name.unwrap_or(Path::new(disk::UNNAMED)).to_owned();
            disk::put_stdin(session, path)
        }
        None if name.is_some() => {
            Err(CommandError("`--stdin-path` needs `-` among the paths".to_owned()))
        }
        None => Ok(()),
    }
}
