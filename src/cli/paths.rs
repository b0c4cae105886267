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
    let mut seen = BTreeSet::new();
    found.retain(|path| seen.insert(std::fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    if found.is_empty() {
        return Err(CommandError(format!("no .mcpol file in {}", listed(paths))));
    }
    Ok(found)
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
            Ok(entry) if is_policy(entry.path()) => {
                let path = entry.path();
                found.push(path.strip_prefix(".").unwrap_or(path).to_owned());
            }
            Ok(_) => {}
            Err(error) => shell.trouble(&error),
        }
    }
}

fn is_policy(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "mcpol") && path.is_file()
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
