//! Policies that are links to other policies of the run. `compile` compiles those under their own
//! names alone, so such a link isn't compiled, neither at the revision nor now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::base::Pair;
use crate::cli::disk;
use crate::cli::git::{Repository, Revision};
use crate::cli::shell::CommandError;

/// More links than lead from one file to another.
const MAX_LINKS: usize = 40;

/// The links of both states, as they are reached from the top.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) before: BTreeSet<PathBuf>,
    pub(super) now: BTreeSet<PathBuf>,
}

impl Links {
    /// Those among the policies of the run.
    ///
    /// # Errors
    /// As git says.
    pub(super) fn find(
        repository: &Repository,
        revision: &Revision,
        pairs: &[Pair],
    ) -> Result<Self, CommandError> {
        let targets = revision.policy_links()?;
        let before = pairs.iter().filter_map(|pair| pair.before.as_deref());
        let now = pairs.iter().filter_map(|pair| pair.now.as_deref());
        let is_link = |path: &Path| repository.to_here(path).is_symlink();
        let real = |path: &Path| disk::real(&repository.to_here(path));
        Ok(Self {
            before: to_others(
                before,
                |path| targets.contains_key(path),
                |path| end(path, &targets),
            ),
            now: to_others(now, is_link, real),
        })
    }
}

/// The links that lead to a policy which is none.
fn to_others<'p>(
    policies: impl Iterator<Item = &'p Path>,
    is_link: impl Fn(&Path) -> bool,
    real: impl Fn(&Path) -> PathBuf,
) -> BTreeSet<PathBuf> {
    let (links, own): (Vec<_>, Vec<_>) = policies.partition(|path| is_link(path));
    let own: BTreeSet<PathBuf> = own.into_iter().map(&real).collect();
    let to_own = links.into_iter().filter(|link| own.contains(&real(link)));
    to_own.map(Path::to_owned).collect()
}

/// Where links lead in the end.
fn end(path: &Path, targets: &BTreeMap<PathBuf, PathBuf>) -> PathBuf {
    let next = |path: &&Path| targets.get(*path).map(PathBuf::as_path);
    let way = std::iter::successors(Some(path), next).take(MAX_LINKS);
    way.last().unwrap_or(path).to_owned()
}
