//! Which policies a command is about.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::config;
use super::disk::{self, Disk, is_stdin};
use super::linked::{Linked, walk_all};
use super::loaded::is_json;
use super::shell::{CommandError, Shell};
use super::walk;
use crate::render::findings::LeftAside;
use crate::session::{Session, Unreadable};
use crate::source::{Sources, Span};
use crate::strings::{counted, joined, tick};

/// The files that some paths name.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The policies, each once, in order.
    pub(super) policies: Vec<PathBuf>,
    /// The configurations in folders.
    configurations: Vec<PathBuf>,
    /// The JSON in folders.
    pub(super) json: Vec<PathBuf>,
    /// The links to folders that there are in folders.
    pub(super) links: BTreeSet<PathBuf>,
    /// The folders that were walked through, by their real paths.
    pub(super) folders: BTreeSet<PathBuf>,
    /// What there is beside them in folders.
    pub(super) aside: LeftAside,
    /// The patterns by which mcpol.toml excludes some of it.
    excluding: BTreeMap<Span, String>,
    /// A policy that an ignore file leaves out.
    ignored: Option<PathBuf>,
}

/// The files that `paths` name, each once, in order: files as they are, folders as the `.mcpol`
/// files in them (what mcpol.toml excludes left out) and those of the servers that their own
/// mcpol.toml lists, the current folder where there is no path, `-` as itself. With them what else there is in folders.
///
/// # Errors
/// There is no policy at all.
pub(super) fn find_all(
    paths: &[PathBuf],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Found, CommandError> {
    let found = find_with_json(paths, session, shell)?;
    match found.policies.is_empty() {
        true => Err(found.nothing(paths, session.sources())),
        false => Ok(found),
    }
}

/// The same, where servers that a configuration in a folder lists are enough.
///
/// # Errors
/// There is neither a policy nor such a server.
pub(super) fn find_with_stacks(
    paths: &[PathBuf],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Found, CommandError> {
    let found = find_with_json(paths, session, shell)?;
    match found.policies.is_empty() && session.stacks(&found.configurations).is_empty() {
        true => Err(found.nothing(paths, session.sources())),
        false => Ok(found),
    }
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
        match path.is_dir() {
            true => found.add_folder(path, session, shell),
            false => found.policies.push(path.to_owned()),
        }
    }
    found.policies = each_once(found.policies);
    Ok(found)
}

impl Found {
    /// The files whose configurations may list servers.
    pub(super) fn around(&self) -> Vec<PathBuf> {
        self.configurations.iter().chain(&self.policies).cloned().collect()
    }

    fn add_folder(&mut self, folder: &Path, session: &mut Session<Disk>, shell: &mut Shell) {
        let Linked { files, ignored, outside, links, folders } = walk_all(folder, shell);
        shell.writer.folders.extend(folders.iter().cloned());
        self.links.extend(links);
        self.folders.extend(folders);
        self.aside.ignored += ignored.len();
        self.aside.outside += outside.len();
        self.ignored = self.ignored.take().or(ignored.into_iter().next());
        for link in outside {
            let (link, target) = (link.to_string_lossy(), disk::real(&link));
            let target = target.to_string_lossy();
            shell.note(&format!("{} leads outside, to {}: left aside", tick(&link), tick(&target)));
        }
        let (own, files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| walk::is_configuration(file));
        let listed: Vec<_> = own.iter().flat_map(|file| session.stack_policies(file)).collect();
        self.configurations.extend(own);
        for file in files.into_iter().chain(listed) {
            if is_json(&file) {
                self.json.push(file);
            } else if let Some(pattern) = session.excluding(&file) {
                self.aside.excluded += 1;
                self.excluding.insert(pattern.span, pattern.node);
            } else {
                check_regular(&file)
                    .map_or_else(|error| shell.trouble(&error), |()| self.policies.push(file));
            }
        }
    }

    /// That some paths lead to no policy, and by what those that there are were left out.
    fn nothing(&self, paths: &[PathBuf], sources: &Sources) -> CommandError {
        let none = format!("no .mcpol file in {}", listed(or_here(paths)));
        let excluding = self.excluding.iter();
        let mut reasons: Vec<String> = excluding
            .map(|(span, pattern)| format!("{} ({})", tick(pattern), config::place(*span, sources)))
            .collect();
        reasons.extend(self.ignored.as_deref().map(ignoring));
        let left_out = self.aside.excluded + self.aside.ignored;
        CommandError(match left_out {
            0 => none,
            _ => format!(
                "{none} but {} left out by {}; one that is named is taken all the same",
                counted(left_out, "file"),
                joined(&reasons),
            ),
        })
    }
}

/// The ignore file by which a policy is left out, with its pattern.
fn ignoring(policy: &Path) -> String {
    let Some((file, pattern)) = walk::ignoring(policy) else { return "an ignore file".to_owned() };
    format!("{} ({})", tick(&pattern), disk::from_here(&file).to_string_lossy())
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

/// A real path as it is reached from the current folder.
pub(super) fn from_here(real: &Path) -> PathBuf {
    match relative(&disk::real(Path::new(".")), real) {
        path if path.as_os_str().is_empty() => PathBuf::from("."),
        path => path,
    }
}

/// The way from one folder to a file, as a text names it.
///
/// # Errors
/// There is no current folder.
pub(super) fn way(folder: &Path, file: &Path) -> Result<String, CommandError> {
    let absolute =
        |path: &Path| std::path::absolute(path).map_err(|error| CommandError(disk::words(&error)));
    let (from, to) = (absolute(&Path::new(".").join(folder))?, absolute(file)?);
    Ok(relative(&from, &to).to_string_lossy().into_owned())
}

/// The way from one absolute path to another; the other itself where they share no root.
pub(super) fn relative(from: &Path, to: &Path) -> PathBuf {
    let mut from: Vec<_> = from.components().filter(|part| *part != Component::CurDir).collect();
    let mut to: Vec<_> = to.components().collect();
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return to.iter().collect();
    }
    let below = to.split_off(shared);
    let ups = from.split_off(shared).into_iter().map(|_| Component::ParentDir);
    ups.chain(below).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_catalog_is_relative() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/a/b", "/a/b/tools.json"), Path::new("tools.json"));
        assert_eq!(way("/a/b/.", "/a/c/d/tools.json"), Path::new("../c/d/tools.json"));
        assert_eq!(way("/a/b", "/tools.json"), Path::new("../../tools.json"));
    }
}
