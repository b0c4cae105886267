//! Submodules that moved: what they hold is in another repository, where it is to be compared.

use std::path::Path;

use super::scope::Scope;
use crate::cli::git::{Moved, Repository, Revision};
use crate::cli::shell::CommandError;
use crate::diff::checks::{Check, How, Weakened};
use crate::strings::tick;

/// So many digits of a commit are shown.
const DIGITS: usize = 7;

/// That submodules among the paths aren't what they were.
///
/// # Errors
/// As git says.
pub(super) fn moved(
    repository: &Repository,
    revision: &Revision,
    scope: &Scope,
) -> Result<Vec<Weakened>, CommandError> {
    let moved = repository.moved(revision)?.into_iter().filter(|it| scope.touches(&it.folder));
    Ok(moved.map(|moved| told(&moved, &repository.to_here(&moved.folder))).collect())
}

fn told(moved: &Moved, folder: &Path) -> Weakened {
    let folder = folder.to_string_lossy();
    let name = format!("submodule {}", tick(&folder));
    let run = |before: &str| format!("not compared; run `mcpol diff --base {before}` in it");
    let message = match (moved.before.as_deref().map(short), moved.now.as_deref().map(short)) {
        (Some(before), Some(now)) if before == now => {
            format!("{name} has changes that aren't committed: {}", run(before))
        }
        (Some(before), Some(now)) => {
            format!("{name} moved from {before} to {now}: {}", run(before))
        }
        (Some(before), None) => format!("{name} is gone, it was at {before}: not compared"),
        (None, Some(now)) => format!("{name} is new, at {now}: not compared"),
        (None, None) => format!("{name} is new, without a commit: not compared"),
    };
    Weakened::new(Check::Compiled, How::Replaced, &folder, message)
}

fn short(id: &str) -> &str {
    id.get(..DIGITS).unwrap_or(id)
}
