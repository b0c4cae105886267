//! `mcpol diff --base REV`: every policy that changed since a revision.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::compared::{Texts, all_checks, compare, compare_parts};
use super::links::Links;
use super::redirected::Ways;
use super::rows::{self, Row, States};
use super::scope::Scope;
use super::version::{Origin, Version};
use super::{baselines, outside, settings, submodules};
use crate::cli::disk::{self, Disk};
use crate::cli::git::{Renames, Repository, Revision};
use crate::cli::loaded::is_json;
use crate::cli::overrides::ServerOverrides;
use crate::cli::paths;
use crate::cli::shell::{CommandError, Shell};
use crate::cli::walk;
use crate::diff::checks::Weakened;
use crate::render::diff::{Changed, Outcome};
use crate::session::{Files, plain};
use crate::strings::tick;

/// What changed since a revision.
pub(super) struct Since {
    /// The policies.
    pub(super) changed: Vec<Changed>,
    /// What the settings and the baselines no longer check.
    pub(super) weakened: Vec<Weakened>,
    /// Whether a configuration has faults: nobody knows what it would check.
    pub(super) is_misconfigured: bool,
}

/// Every policy below some paths that changed since a revision, itself or in what it includes or
/// its catalog. New ones are compared with nothing, and so are those that are gone.
///
/// # Errors
/// Git doesn't know the revision, or a file can't be read.
pub(super) fn changed(
    base: &str,
    paths: &[PathBuf],
    given: &ServerOverrides,
    texts: Texts,
    shell: &mut Shell,
) -> Result<Since, CommandError> {
    let repository = repository(paths)?;
    let revision = Rc::new(Revision::find(base, &repository)?);
    let mut new = Version::new(Origin::default(), given)?;
    let origin = Origin { revision: Some(Rc::clone(&revision)), ..Origin::default() };
    let mut old = Version::new(origin, given)?;
    let scope = Scope::find(&repository, &revision, paths, &given.overrides.config, shell)?;
    let tree = revision.entries()?;
    let (renamed, differing) = (repository.renamed(&revision)?, repository.changed(&revision)?);
    let pairs = pairs(&repository, &revision, &scope.policies, &renamed)?;
    let mut weakened = settings::weakened(&mut old, &mut new, &repository, &pairs, &differing);
    let grown = baselines::weakened(&mut old, &mut new, &repository, &differing, &renamed);
    weakened.extend(grown.into_iter().filter(|it| !weakened.contains(it)).collect::<Vec<_>>());
    let mut changed = part_changes(&repository, &mut old, &mut new, &pairs)?;
    let documents = documents(&repository, paths, &differing, &pairs);
    let links = Links::find(&repository, &tree, &pairs);
    let mut states = States {
        links: &links,
        repository: &repository,
        revision: &revision,
        renamed: &renamed,
        differing: &differing,
        old: &mut old,
        new: &mut new,
    };
    let mut rows = states.rows(&pairs, &documents)?;
    let ways = Ways { repository: &repository, tree: &tree, scope: &scope };
    for redirected in ways.redirected() {
        match states.rows_of_redirected(&redirected, &ways)? {
            Ok(found) => add_new(&mut rows, found),
            Err(not_compared) => weakened.push(not_compared),
        }
    }
    weakened.extend(outside::links(&repository, &differing, &scope));
    weakened.extend(submodules::moved(&repository, &revision, &scope)?);
    for row in rows {
        let Row { name, status, before, now, weakened, is_gone } = row;
        old.at(before);
        new.at(now);
        let mut compared = compare(&mut old, &mut new, texts, shell)?;
        if is_gone {
            compared.weakened = all_checks(&mut old)?;
        }
        compared.weakened.splice(..0, weakened);
        if !matches!(compared.outcome, Outcome::Same) || !compared.weakened.is_empty() {
            let policy = name.to_string_lossy().into_owned();
            changed.push(Changed { policy, status, compared });
        }
    }
    changed.sort_by(|one, other| one.policy.cmp(&other.policy));
    let is_misconfigured =
        settings::tell_faults(&mut old, &mut new, &repository, &pairs, &differing, shell);
    Ok(Since { changed, weakened, is_misconfigured })
}

/// Adds the comparisons that aren't made yet under their name.
fn add_new(rows: &mut Vec<Row>, found: Vec<Row>) {
    let known: BTreeSet<PathBuf> = rows.iter().map(|row| row.name.clone()).collect();
    rows.extend(found.into_iter().filter(|row| !known.contains(&row.name)));
}

/// The repository of the current folder.
///
/// # Errors
/// There is none, or git can't be run; where one of the paths lies in one, to go there.
fn repository(paths: &[PathBuf]) -> Result<Repository, CommandError> {
    Repository::here().map_err(|error| {
        let real = paths.iter().map(|path| disk::real(path));
        let top = real.filter_map(|path| walk::repository(&path).map(Path::to_owned)).next();
        top.map_or(error, |top| {
            let top = tick(&top.to_string_lossy());
            CommandError(format!("the current folder is in no git repository: run this in {top}"))
        })
    })
}

/// The changes of files that are made to be included, by themselves.
fn part_changes(
    repository: &Repository,
    old: &mut Version,
    new: &mut Version,
    pairs: &[Pair],
) -> Result<Vec<Changed>, CommandError> {
    let mut changed = Vec::new();
    for pair in pairs {
        let (before, now) = (pair.before.as_deref(), pair.now.as_deref());
        let here = now.map(|now| repository.to_here(now));
        new.at(here.clone());
        old.at(before.map(Path::to_owned));
        if !old.is_part() || !new.is_part() {
            continue;
        }
        let Some(compared) = compare_parts(old, new)? else { continue };
        let Some(name) = here.or_else(|| before.map(|before| repository.to_here(before))) else {
            continue;
        };
        let status = rows::status(before, now, repository);
        changed.push(Changed { policy: name.to_string_lossy().into_owned(), status, compared });
    }
    Ok(changed)
}

/// The JSON that a gateway may be fed from and that may have changed: what differs below the paths,
/// and what stands beside a policy.
fn documents(
    repository: &Repository,
    paths: &[PathBuf],
    differing: &BTreeSet<PathBuf>,
    pairs: &[Pair],
) -> BTreeSet<PathBuf> {
    let folders: Vec<PathBuf> = paths.iter().map(|path| plain(&repository.within(path))).collect();
    let folders = if folders.is_empty() { vec![plain(&repository.prefix)] } else { folders };
    let is_below = |path: &Path| {
        let policy = path.with_extension("mcpol");
        folders.iter().any(|folder| {
            *folder == Path::new(".") || path.starts_with(folder) || policy.starts_with(folder)
        })
    };
    let below = differing.iter().filter(|path| is_json(path) && is_below(path)).cloned();
    let policies = pairs.iter().flat_map(|pair| [&pair.before, &pair.now]).flatten();
    let lost = policies.map(|policy| policy.with_extension("json"));
    below.chain(lost).collect()
}

/// A policy's file at the revision and in the working tree, from the top.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) before: Option<PathBuf>,
    pub(super) now: Option<PathBuf>,
}

/// What is compared with what, in the order of the names. A new file is held against the one that
/// git takes it for under another name.
fn pairs(
    repository: &Repository,
    revision: &Revision,
    policies: &BTreeSet<PathBuf>,
    renamed: &Renames,
) -> Result<Vec<Pair>, CommandError> {
    for path in policies {
        paths::check_regular(&repository.to_here(path))?;
    }
    let pair = |path: PathBuf| Pair {
        before: revision.is_there(&path).then(|| path.clone()),
        now: Disk.is_there(&repository.to_here(&path)).then_some(path),
    };
    let mut pairs: Vec<Pair> = policies.iter().cloned().map(pair).collect();
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
