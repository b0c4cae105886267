//! Files that became links out of the repository: no revision knows what they hold.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::scope::Scope;
use crate::cli::git::Repository;
use crate::cli::loaded::is_json;
use crate::cli::walk;
use crate::config::NAME;
use crate::diff::checks::{Check, How, Weakened};
use crate::strings::tick;

/// That policies, JSON or settings among the paths are links out of the repository now.
pub(super) fn links(
    repository: &Repository,
    differing: &BTreeSet<PathBuf>,
    scope: &Scope,
) -> Vec<Weakened> {
    let is_named = |path: &&PathBuf| scope.has(path) || scope.has(&path.with_extension("mcpol"));
    let files = differing.iter().filter(is_named).filter(|path| is_read(path));
    files.filter_map(|path| told(&repository.to_here(path))).collect()
}

fn is_read(path: &Path) -> bool {
    is_json(path) || path.extension().is_some_and(|it| it == "mcpol") || path.ends_with(NAME)
}

fn told(file: &Path) -> Option<Weakened> {
    let target = walk::outside(file).filter(|_| !file.is_dir())?;
    let (name, target) = (file.to_string_lossy(), target.to_string_lossy());
    let message = format!(
        "{} became a link out of the repository, to {}: what it holds is in no revision",
        tick(&name),
        tick(&target)
    );
    Some(Weakened::new(Check::Compiled, How::Replaced, &name, message))
}
