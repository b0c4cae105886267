//! Policies that are links to other policies of the run. `compile` compiles those under their own
//! names alone, so such a link isn't compiled, neither at the revision nor now.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::base::Pair;
use crate::cli::disk;
use crate::cli::git::{Repository, Tree};

/// The links of both states, as they are reached from the top.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) before: BTreeSet<PathBuf>,
    pub(super) now: BTreeSet<PathBuf>,
}

impl Links {
    /// Those among the policies of the run.
    pub(super) fn find(repository: &Repository, tree: &Tree, pairs: &[Pair]) -> Self {
        let before = pairs.iter().filter_map(|pair| pair.before.as_deref());
        let now = pairs.iter().filter_map(|pair| pair.now.as_deref());
        let is_link = |path: &Path| repository.to_here(path).is_symlink();
        let real = |path: &Path| disk::real(&repository.to_here(path));
        Self {
            before: to_others(before, |path| tree.is_link(path), |path| tree.real(path)),
            now: to_others(now, is_link, real),
        }
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
