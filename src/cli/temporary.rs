//! Files that are written beside those that they replace: gone again when a signal ends the run.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use super::signals;

/// The files that are there now.
static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Makes such a file.
pub(super) fn create(
    make: impl FnOnce() -> io::Result<NamedTempFile>,
) -> io::Result<NamedTempFile> {
    signals::watch()?;
    let mut open = open();
    let file = make()?;
    open.insert(file.path().to_owned());
    Ok(file)
}

/// Puts the file in the place of another, or removes it where that can't be done.
pub(super) fn persist(file: NamedTempFile, path: &Path) -> io::Result<()> {
    let name = file.path().to_owned();
    let persisted = file.persist(path).map(drop).map_err(|error| error.error);
    open().remove(&name);
    persisted
}

/// Removes those that are there now; no other is made while what is returned is there.
pub(super) fn remove_all() -> impl Sized {
    let open = open();
    for file in open.iter() {
        // It may have taken its place already.
        drop(std::fs::remove_file(file));
    }
    open
}

fn open() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}
