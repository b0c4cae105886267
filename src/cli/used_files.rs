//! The files that this run has read or written: none of them may be replaced by a report.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::disk;

/// By their real paths, so that a link is the file that it leads to.
static USED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Notes that a file was read or written.
pub(super) fn record(path: &Path) {
    USED.lock().unwrap_or_else(PoisonError::into_inner).insert(disk::real(path));
}

/// Whether a file was read or written.
pub(super) fn contains(path: &Path) -> bool {
    USED.lock().unwrap_or_else(PoisonError::into_inner).contains(&disk::real(path))
}
