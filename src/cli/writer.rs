//! Files as a run writes them: where, and over what.
//!
//! A run writes into the folders that the command line names, and follows a symbolic link out of
//! them only with `--follow`. What a file holds that is of another kind than what is written goes
//! only with `--force`, and what the run has read or written before never.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::disk;
use super::shell::CommandError;
use super::{used_files, walk};
use crate::baseline::Baseline;
use crate::catalog::Catalog;
use crate::config;
use crate::gateway;
use crate::kind;
use crate::session::plain;
use crate::source::{Source, Sources};
use crate::strings::{line_ends, tick};

/// How a run writes.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// Whether symbolic links are followed wherever they lead.
    pub(super) follow: bool,
    /// Whether files of another kind are overwritten.
    pub(super) force: bool,
    /// The folders that the user names, by their real paths.
    pub(super) folders: Vec<PathBuf>,
}

/// What a file may hold that is worth keeping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A policy, by its name.
    Policy,
    /// The settings, by their name.
    Settings,
    /// A server's catalog.
    Catalog,
    /// The gateway's JSON.
    Document,
    /// Findings that are known.
    Baseline,
}

impl Writer {
    /// Replaces the content of a file that was read, made from what it held.
    pub(super) fn rewrite(&self, path: &Path, text: &str) -> Result<(), CommandError> {
        self.check_place(path)?;
        disk::write(path, text)
    }

    /// Removes a file that was read, of which nothing is left.
    pub(super) fn remove(&self, path: &Path) -> Result<(), CommandError> {
        self.check_place(path)?;
        fs::remove_file(path).map_err(|error| {
            let (path, reason) = (tick(&path.to_string_lossy()), disk::words(&error));
            CommandError(format!("can't remove {path}: {reason}"))
        })
    }

    /// Writes a file, over one of the same kind if need be.
    pub(super) fn write(
        &self,
        path: &Path,
        text: &str,
        kind: Option<Kind>,
    ) -> Result<(), CommandError> {
        self.check(path, kind)?;
        disk::write(path, text)
    }

    /// Writes a file of this kind, which may be the first one of its folder.
    pub(super) fn create(&self, path: &Path, text: &str, kind: Kind) -> Result<(), CommandError> {
        self.check(path, Some(kind))?;
        disk::make_folder_of(path)?;
        self.write(path, text, Some(kind))
    }

    /// That there is no such file yet.
    pub(super) fn check_new(&self, path: &Path) -> Result<(), CommandError> {
        if !path.exists() || self.force {
            return Ok(());
        }
        let name = tick(&path.to_string_lossy());
        Err(CommandError(format!("{name} already exists; `--force` overwrites it")))
    }

    /// That a file of this kind may be written.
    pub(super) fn check(&self, path: &Path, kind: Option<Kind>) -> Result<(), CommandError> {
        if used_files::contains(path) {
            return Err(refused(path, "it was read or written in this run"));
        }
        if let Some(other) = Kind::of(path).filter(|other| Some(*other) != kind && !self.force) {
            return Err(refused(path, &format!("{}; `--force` overwrites it", other.words())));
        }
        self.check_place(path)
    }

    /// The same for the JSON that a policy's name stands for: what is there must be what mcpol
    /// writes.
    pub(super) fn write_beside(&self, path: &Path, text: &str) -> Result<(), CommandError> {
        let is_ours = disk::existing(path).is_none_or(|old| old.is_empty() || is_written(&old));
        if !is_ours && !self.force {
            let reason = "it holds something else than what mcpol writes; `--force` overwrites it";
            return Err(refused(path, reason));
        }
        self.write(path, text, Some(Kind::Document))
    }

    /// That a file is written where its path says.
    fn check_place(&self, path: &Path) -> Result<(), CommandError> {
        let is_git = |part: Component<'_>| part.as_os_str().eq_ignore_ascii_case(walk::GIT);
        if disk::end(path).components().chain(plain(path).components()).any(is_git) {
            return Err(refused(path, "it belongs to git"));
        }
        let own = existing(disk::folder(path));
        // What is no file, or a link that can't be followed, is told when it is written.
        let target = disk::without_links(path).unwrap_or_else(|_| own.clone());
        if self.follow || path.is_dir() || self.is_inside(path, &own, &target) {
            return Ok(());
        }
        let target = tick(&target.to_string_lossy());
        let reason = format!(
            "a symbolic link leads out of the folder, to {target}; `--follow` writes there"
        );
        Err(refused(path, &reason))
    }

    fn is_inside(&self, path: &Path, own: &Path, target: &Path) -> bool {
        let is_named =
            target.starts_with(own) || self.folders.iter().any(|folder| target.starts_with(folder));
        let here = disk::real(Path::new("."));
        let from_here = disk::from_here(&plain(path));
        let first = from_here.components().next();
        let leaves = first.is_some_and(|first| !matches!(first, Component::Normal(_)));
        is_named && (leaves || target.starts_with(here))
    }
}

impl Kind {
    /// What a path says that it holds, or a file at it holds.
    fn of(path: &Path) -> Option<Self> {
        if path.extension().is_some_and(|ending| ending == "mcpol") {
            return Some(Self::Policy);
        }
        if path.file_name().is_some_and(|name| name == config::NAME) {
            return Some(Self::Settings);
        }
        let bytes = disk::existing(path)?;
        if kind::is_document(&*bytes).unwrap_or(false) {
            return Some(Self::Document);
        }
        let source = source(bytes)?;
        if Baseline::read(&source).is_ok() {
            return Some(Self::Baseline);
        }
        // Reports list tools too, and without their schemas.
        let is_catalog = source.text().contains("\"inputSchema\"")
            && !Catalog::read(source).0.tools().is_empty();
        is_catalog.then_some(Self::Catalog)
    }

    fn words(self) -> &'static str {
        match self {
            Self::Policy => "policies have this ending",
            Self::Settings => "it holds the settings",
            Self::Catalog => "it holds a server's catalog",
            Self::Document => "it holds the gateway's JSON",
            Self::Baseline => "it holds a baseline",
        }
    }
}

/// The real path of a folder or, where it is not there yet, of the nearest one around it.
fn existing(folder: &Path) -> PathBuf {
    let mut around = folder.ancestors().filter(|folder| folder.exists());
    disk::real(around.next().unwrap_or(Path::new(".")))
}

/// Whether a text is a document as mcpol writes it, whatever git made of its line ends.
fn is_written(text: &[u8]) -> bool {
    let Some(source) = source(text.to_vec()) else { return false };
    let written = gateway::read(&source).map(|document| gateway::write(&document));
    written.is_ok_and(|written| written == line_ends::plain(source.text()))
}

fn source(bytes: Vec<u8>) -> Option<std::sync::Arc<Source>> {
    Sources::default().add("", String::from_utf8(bytes).ok()?)
}

fn refused(path: &Path, reason: &str) -> CommandError {
    CommandError(format!("won't write {}: {reason}", tick(&path.to_string_lossy())))
}
