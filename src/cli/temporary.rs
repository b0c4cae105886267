//! Files that are written beside those that they replace: gone again when a signal ends the run.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// The files that are there now.
static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Makes such a file.
pub(super) fn create(
    make: impl FnOnce() -> io::Result<NamedTempFile>,
) -> io::Result<NamedTempFile> {
    #[cfg(unix)]
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

fn open() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
mod signals {
    //! The signals that end a run.

    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::sync::{Mutex, PoisonError};

    use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::{flag, low_level};

    static WATCHED: Mutex<bool> = Mutex::new(false);

    /// Sees to it, once, that signals leave no file behind: those that end the run remove what is
    /// open, and a file that becomes too large is an error of the write.
    pub(super) fn watch() -> io::Result<()> {
        let mut watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
        if *watched {
            return Ok(());
        }
        flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
        let mut signals = Signals::new([SIGINT, SIGTERM])?;
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            if let Some(signal) = signals.forever().next() {
                end(signal);
            }
        })?;
        *watched = true;
        Ok(())
    }

    /// Removes the open files and lets the signal do what it does. Nothing new is opened meanwhile.
    fn end(signal: i32) {
        let open = super::open();
        for file in open.iter() {
            // It may have taken its place already.
            drop(std::fs::remove_file(file));
        }
        if low_level::emulate_default_handler(signal).is_err() {
            std::process::exit(2);
        }
    }
}
