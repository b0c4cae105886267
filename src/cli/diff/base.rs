//! `mcpol diff --base REV`: every policy that changed since a revision.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::compared::{Texts, compare};
use super::version::{Origin, Version};
use crate::cli::disk::{self, Disk};
use crate::cli::git::{Repository, Revision};
use crate::cli::paths;
use crate::cli::shell::{CommandError, Shell};
use crate::render::diff::{Changed, Outcome, Status};
use crate::session::{Files, plain};
use crate::strings::tick;

/// Every policy below some paths that changed since a revision, itself or in what it includes or
/// its catalog. New ones are compared with nothing, and so are those that are gone.
///
/// # Errors
/// Git doesn't know the revision, or a file can't be read.
pub(super) fn changed(
    base: &str,
    paths: &[PathBuf],
    catalog: Option<&Path>,
    texts: Texts,
    shell: &mut Shell,
) -> Result<Vec<Changed>, CommandError> {
    let repository = Repository::here()?;
    let revision = Rc::new(Revision::find(base, &repository)?);
    let catalog = catalog.map(Path::to_owned);
    let mut new = Version::new(Origin { catalog: catalog.clone(), ..Origin::default() })?;
    let origin = Origin { revision: Some(Rc::clone(&revision)), catalog, ..Origin::default() };
    let mut old = Version::new(origin)?;
    let is_excluded = |path: &Path| {
        old.session.is_excluded(path) && new.session.is_excluded(&repository.to_here(path))
    };
    let policies = policies(&repository, &revision, paths, is_excluded, shell)?;
    let pairs = pairs(&repository, &revision, policies)?;
    let mut changed = Vec::new();
    for Pair { before, now } in pairs {
        let here = |path: &PathBuf| repository.to_here(path);
        let status = status(before.as_deref(), now.as_deref(), &repository);
        let Some(policy) = now.as_ref().or(before.as_ref()).map(here) else { continue };
        new.at(now.as_ref().map(here));
        old.at(before);
        if old.is_part() && new.is_part() {
            continue;
        }
        let compared = compare(&mut old, &mut new, texts, shell)?;
        if !matches!(compared.outcome, Outcome::Same) {
            let policy = policy.to_string_lossy().into_owned();
            changed.push(Changed { policy, status, compared });
        }
    }
    Ok(changed)
}

/// A policy's file at the revision and in the working tree, from the top.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    before: Option<PathBuf>,
    now: Option<PathBuf>,
}

/// What is compared with what, in the order of the names. A new file is held against the one that
/// git takes it for under another name.
fn pairs(
    repository: &Repository,
    revision: &Revision,
    policies: BTreeSet<PathBuf>,
) -> Result<Vec<Pair>, CommandError> {
    for path in &policies {
        paths::check_regular(&repository.to_here(path))?;
    }
    let pair = |path: PathBuf| Pair {
        before: revision.is_there(&path).then(|| path.clone()),
        now: Disk.is_there(&repository.to_here(&path)).then_some(path),
    };
    let mut pairs: Vec<Pair> = policies.into_iter().map(pair).collect();
    if pairs.iter().all(|pair| pair.before.is_some()) {
        return Ok(pairs);
    }
    let renamed = repository.renamed(revision)?;
    for pair in pairs.iter_mut().filter(|pair| pair.before.is_none()) {
        pair.before = pair.now.as_ref().and_then(|now| renamed.get(now)).cloned();
    }
    let known: BTreeSet<_> =
        pairs.iter().filter(|pair| pair.now.is_some()).filter_map(|it| it.before.clone()).collect();
    pairs.retain(|pair| {
        pair.now.is_some() || pair.before.as_ref().is_none_or(|before| !known.contains(before))
    });
    Ok(pairs)
}

fn status(before: Option<&Path>, now: Option<&Path>, repository: &Repository) -> Status {
    match (before, now) {
        (None, _) => Status::New,
        (Some(_), None) => Status::Deleted,
        (Some(before), Some(now)) if before == now => Status::Changed,
        (Some(before), Some(_)) => {
            Status::Renamed(repository.to_here(before).to_string_lossy().into_owned())
        }
    }
}

/// The policies of the working tree and those of the revision, as they are reached from the top. Of
/// the latter those are left out that were left out of walks already and still are.
fn policies(
    repository: &Repository,
    revision: &Revision,
    paths: &[PathBuf],
    mut is_excluded: impl FnMut(&Path) -> bool,
    shell: &mut Shell,
) -> Result<BTreeSet<PathBuf>, CommandError> {
    let mut policies = BTreeSet::new();
    for path in paths.iter().filter(|path| !Disk.is_there(path)) {
        if repository.files(revision, std::slice::from_ref(path))?.is_empty() {
            let (path, revision) = (tick(&path.to_string_lossy()), tick(revision.name()));
            return Err(CommandError(format!("there is no {path}, neither now nor in {revision}")));
        }
    }
    for path in repository.files(revision, paths)? {
        let is_policy = path.extension().is_some_and(|extension| extension == "mcpol");
        if is_policy && !is_excluded(&path) {
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
