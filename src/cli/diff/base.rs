//! `mcpol diff --base REV`: every policy that changed since a revision.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::compared::{Compared, Outcome, compare};
use super::version::{Origin, Version};
use crate::cli::disk::{self, Disk};
use crate::cli::git::{Repository, Revision};
use crate::cli::paths;
use crate::cli::shell::{Shell, Trouble};
use crate::session::{Files, plain};

/// A policy that changed.
#[derive(Debug)]
pub(super) struct Changed {
    /// The policy, as it is reached from the current folder.
    pub(super) policy: String,
    /// How.
    pub(super) compared: Compared,
}

/// Every policy below some paths that changed since a revision, itself or in what it includes or its
/// catalogue. New ones are compared with nothing, and so are those that are gone.
///
/// # Errors
/// Git doesn't know the revision, or a file can't be read.
pub(super) fn changed(
    base: &str,
    paths: &[PathBuf],
    catalogue: Option<&Path>,
    with_text: bool,
    shell: &mut Shell,
) -> Result<Vec<Changed>, Trouble> {
    let repository = Repository::here()?;
    let revision = Revision::find(base, &repository)?;
    let catalogue = catalogue.map(Path::to_owned);
    let mut new = Version::new(Origin { catalogue: catalogue.clone(), ..Origin::default() })?;
    let policies = policies(&repository, &revision, paths, &mut new, shell)?;
    let origin = Origin { revision: Some(revision), catalogue, ..Origin::default() };
    let mut old = Version::new(origin)?;
    let mut changed = Vec::new();
    for within in policies {
        let here = repository.to_here(&within);
        old.at(old.session.is_there(&within).then(|| within.clone()));
        new.at(Disk.is_there(&here).then(|| here.clone()));
        if is_part(&mut old) && is_part(&mut new) {
            continue;
        }
        let compared = compare(&mut old, &mut new, with_text, shell)?;
        if !matches!(compared.outcome, Outcome::Same) {
            changed.push(Changed { policy: here.to_string_lossy().into_owned(), compared });
        }
    }
    Ok(changed)
}

/// Whether there is nothing to compare on a side: no file, or one that is made to be included.
fn is_part(version: &mut Version) -> bool {
    let Version { session, path } = version;
    path.as_ref().is_none_or(|path| session.is_part(path).unwrap_or(false))
}

/// The policies of the working tree and those of the revision, as they are reached from the top.
fn policies(
    repository: &Repository,
    revision: &Revision,
    paths: &[PathBuf],
    new: &mut Version,
    shell: &mut Shell,
) -> Result<BTreeSet<PathBuf>, Trouble> {
    let mut policies = BTreeSet::new();
    for path in repository.files(revision, paths)? {
        let is_policy = path.extension().is_some_and(|extension| extension == "mcpol");
        if is_policy && !new.session.is_excluded(&repository.to_here(&path)) {
            policies.insert(path);
        }
    }
    let there: Vec<PathBuf> = paths.iter().filter(|path| Disk.is_there(path)).cloned().collect();
    if paths.is_empty() || !there.is_empty() {
        let found = paths::find(&there, &mut disk::session(None)?, shell).unwrap_or_default();
        policies.extend(found.iter().map(|path| repository.within(path)));
    }
    Ok(policies.into_iter().map(|path| plain(&path)).collect())
}
