//! What `--base` is about: the paths that are named, and what lies below them in both states.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::disk::{self, Disk};
use crate::cli::git::{Repository, Revision};
use crate::cli::overrides::ConfigArgument;
use crate::cli::paths::{self, Found};
use crate::cli::shell::{CommandError, Shell};
use crate::session::{Files, plain};
use crate::strings::tick;

/// What is looked at. Paths are those from the top.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// What is named, as it is named; the current folder where nothing is.
    pub(super) named: Vec<PathBuf>,
    /// The folders that are named or that links lead to, and the files that are named.
    pub(super) places: BTreeSet<PathBuf>,
    /// The policies of both states.
    pub(super) policies: BTreeSet<PathBuf>,
    /// The policies and the JSON that are there now.
    pub(super) files: BTreeSet<PathBuf>,
    /// The links to folders that there are now.
    pub(super) links: BTreeSet<PathBuf>,
    /// The submodules that there are now, wherever they are.
    pub(super) submodules: BTreeSet<PathBuf>,
}

impl Scope {
    /// What lies below some paths from the current folder. The files of submodules are those of
    /// other repositories.
    ///
    /// # Errors
    /// A path is there in neither state, or as git says.
    pub(super) fn find(
        repository: &Repository,
        revision: &Revision,
        paths: &[PathBuf],
        config: &ConfigArgument,
        shell: &mut Shell,
    ) -> Result<Self, CommandError> {
        for path in paths.iter().filter(|path| !Disk.is_there(path)) {
            if repository.files(revision, std::slice::from_ref(path))?.is_empty() {
                let (path, revision) = (tick(&path.to_string_lossy()), tick(revision.name()));
                let reason = format!("there is no {path}, neither now nor in {revision}");
                return Err(CommandError(reason));
            }
        }
        let here = [PathBuf::from(".")];
        let named = if paths.is_empty() { &here } else { paths };
        let mut scope = Self {
            named: named.iter().map(|path| revision.within(path)).collect(),
            submodules: repository.submodules()?,
            ..Self::default()
        };
        scope.places.extend(scope.named.iter().cloned());
        scope.places.extend(named.iter().map(|path| plain(&repository.within(path))));
        let is_policy = |path: &PathBuf| path.extension().is_some_and(|it| it == "mcpol");
        scope.policies.extend(repository.files(revision, paths)?.into_iter().filter(is_policy));
        let there: Vec<PathBuf> =
            named.iter().filter(|path| Disk.is_there(path)).cloned().collect();
        if !there.is_empty() {
            let found = paths::find_with_json(&there, &mut config.session()?, shell)?;
            scope.add(found, repository);
        }
        Ok(scope)
    }

    fn add(&mut self, found: Found, repository: &Repository) {
        let within = |path: &PathBuf| plain(&within(path, repository));
        let is_own = |path: &PathBuf| !self.is_in_submodule(path);
        let policies: Vec<_> = found.policies.iter().map(within).filter(is_own).collect();
        let json: Vec<_> = found.json.iter().map(within).filter(is_own).collect();
        self.policies.extend(policies.iter().cloned());
        self.files.extend(policies.into_iter().chain(json));
        self.links.extend(found.links.iter().map(within));
        self.places.extend(found.folders.iter().map(|path| plain(&repository.within(path))));
    }

    /// Whether a path lies in a submodule.
    pub(super) fn is_in_submodule(&self, path: &Path) -> bool {
        path.ancestors().any(|folder| self.submodules.contains(folder))
    }

    /// Whether a path is one of the places or lies below one.
    pub(super) fn has(&self, path: &Path) -> bool {
        path.ancestors().any(|folder| self.places.contains(folder))
    }

    /// Whether a path is one of the places, lies below one or above one.
    pub(super) fn touches(&self, path: &Path) -> bool {
        self.has(path) || self.places.iter().any(|place| place.starts_with(path))
    }
}

/// A path as it is reached from the top; a link as itself.
fn within(path: &Path, repository: &Repository) -> PathBuf {
    match path.file_name().filter(|_| path.is_symlink()) {
        Some(name) => repository.within(disk::folder(path)).join(name),
        None => repository.within(path),
    }
}
