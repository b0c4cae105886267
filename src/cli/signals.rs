//! The signals that end a run, and what is undone before: files that are half written go, servers
//! that were started end.

use std::io;

/// Sees to it, once, that signals leave nothing behind: those that end the run undo what it has
/// begun, and a file that becomes too large is an error of the write.
pub(super) fn watch() -> io::Result<()> {
    #[cfg(unix)]
    watched::begin()?;
    Ok(())
}

#[cfg(unix)]
mod watched {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::sync::{Mutex, PoisonError};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::{flag, low_level};

    use crate::cli::temporary;

    static WATCHED: Mutex<bool> = Mutex::new(false);

    pub(super) fn begin() -> io::Result<()> {
        let mut watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
        if *watched {
            return Ok(());
        }
        flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
        let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
        std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
            if let Some(signal) = signals.forever().next() {
                end(signal);
            }
        })?;
        *watched = true;
        Ok(())
    }

    /// Undoes what was begun and lets the signal do what it does. Nothing new is begun meanwhile.
    fn end(signal: i32) {
        let _files = temporary::remove_all();
        #[cfg(feature = "live")]
        let _servers = crate::live::end_all();
        if low_level::emulate_default_handler(signal).is_err() {
            std::process::exit(2);
        }
    }
}
