//! What the configurations of policies no longer check.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::base::Pair;
use super::baselines;
use super::version::Version;
use crate::cli::git::Repository;
use crate::cli::shell::Shell;
use crate::config::NAME;
use crate::diff::checks::Weakened;
use crate::diff::checks::settings::{self, Configured};
use crate::session::{Configuration, plain};

/// Shows the faults of the configurations of both sides; whether there are any.
pub(super) fn tell_faults(
    old: &mut Version,
    new: &mut Version,
    repository: &Repository,
    pairs: &[Pair],
    differing: &BTreeSet<PathBuf>,
    shell: &mut Shell,
) -> bool {
    let mut any = false;
    let policies = pairs.iter().filter_map(|Pair { before, now }| {
        let (before, now) = (before.as_ref(), now.as_ref());
        before.or(now).zip(now.or(before))
    });
    let changed = differing.iter().filter(|path| path.ends_with(NAME)).map(|path| (path, path));
    for (before, now) in policies.chain(changed) {
        any |= old.tell_configuration(before, shell);
        any |= new.tell_configuration(&repository.to_here(now), shell);
    }
    any
}

/// What follows from each pair of configurations that holds for some policy, or that changed, each
/// thing once.
pub(super) fn weakened(
    old: &mut Version,
    new: &mut Version,
    repository: &Repository,
    pairs: &[Pair],
    differing: &BTreeSet<PathBuf>,
) -> Vec<Weakened> {
    let mut seen = BTreeSet::new();
    let mut weakened: Vec<Weakened> = Vec::new();
    let policies = pairs.iter().filter_map(|Pair { before, now }| {
        let before = before.as_ref()?;
        Some((before, now.as_ref().unwrap_or(before)))
    });
    let changed = differing.iter().filter(|path| path.ends_with(NAME)).map(|path| (path, path));
    for (before, now) in policies.chain(changed) {
        let now = repository.to_here(now);
        let (before, after) = (old.session.configuration(before), new.session.configuration(&now));
        let path = |found: &Option<Arc<Configuration>>| found.as_ref().map(|it| it.path.clone());
        if !seen.insert((path(&before), path(&after))) {
            continue;
        }
        let found = settings::weakened(
            Configured {
                config: before.as_ref().map(|it| &it.config),
                sources: old.session.sources(),
            },
            Configured {
                config: after.as_ref().map(|it| &it.config),
                sources: new.session.sources(),
            },
        );
        let named = [&before, &after].map(|found| Some(plain(&found.as_ref()?.baseline()?.0)));
        let exchanged = baselines::exchanged(old, new, named, repository);
        let found = found.into_iter().chain(exchanged);
        weakened.extend(found.into_iter().filter(|it| !weakened.contains(it)).collect::<Vec<_>>());
    }
    weakened
}
