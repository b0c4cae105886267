//! Processes of servers: each in a group of its own, and ended for sure.
//!
//! What a server has started is ended with it. Most of it is in the server's group; what left the
//! group is found by its parent, which is this process once those between are gone (`descendants`).

use std::collections::BTreeSet;
use std::io;
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a process has to end by itself once its input has ended, and again once it is asked to.
const GRACE: Duration = Duration::from_millis(700);

/// How often it is looked after.
const STEP: Duration = Duration::from_millis(1);

/// The processes that run now.
static RUNNING: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

fn running() -> MutexGuard<'static, BTreeSet<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A process that was started and not yet ended.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
}

/// Sees to it that what a server has started and left behind is found at the end.
pub(crate) fn adopt_orphans() {
    #[cfg(target_os = "linux")]
    super::descendants::adopt();
}

/// Ends every server and all that it has started; nothing more is started while what is returned
/// is there.
pub(crate) fn end_all() -> impl Sized {
    let running = running();
    for id in running.iter() {
        group::kill(*id);
    }
    #[cfg(target_os = "linux")]
    super::descendants::end();
    running
}

impl Process {
    /// Starts it.
    pub(super) fn start(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let mut running = running();
        let child = command.spawn()?;
        running.insert(child.id());
        Ok(Self { child })
    }

    /// The process as it was started.
    pub(super) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Ends it, its input closed before, with all that is in its group; how it ended, if it did so
    /// by itself.
    pub(super) fn end(&mut self) -> Option<String> {
        let id = self.child.id();
        let by_itself = has_exited_within(id, GRACE);
        if !by_itself {
            group::ask_to_end(id);
            has_exited_within(id, GRACE);
        }
        group::kill(id);
        #[cfg(not(unix))]
        drop(self.child.kill());
        let status = self.child.wait();
        running().remove(&id);
        let status = status.ok().filter(|_| by_itself)?;
        Some(words(status))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if running().contains(&self.child.id()) {
            self.end();
        }
    }
}

/// How a process ended, in a reader's words.
fn words(status: std::process::ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit code {code}"),
        None => status.to_string(),
    }
}

/// Whether a process has exited by then. It is left as it is, so that its number stays its own.
fn has_exited_within(id: u32, time: Duration) -> bool {
    let end = Instant::now() + time;
    loop {
        if group::has_exited(id) {
            return true;
        }
        if Instant::now() >= end {
            return false;
        }
        thread::sleep(STEP);
    }
}

#[cfg(unix)]
mod group {
    //! Groups of processes, by the number of their first one.

    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

    fn pid(id: u32) -> Option<Pid> {
        Pid::from_raw(i32::try_from(id).ok()?)
    }

    pub(super) fn has_exited(id: u32) -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        pid(id).is_none_or(|pid| !matches!(waitid(WaitId::Pid(pid), options), Ok(None)))
    }

    pub(super) fn ask_to_end(id: u32) {
        signal(id, Signal::TERM);
    }

    pub(super) fn kill(id: u32) {
        signal(id, Signal::KILL);
    }

    /// Nothing is left to be told where a group is gone.
    fn signal(id: u32, signal: Signal) {
        if let Some(pid) = pid(id) {
            let _ = kill_process_group(pid, signal);
        }
    }
}

#[cfg(not(unix))]
mod group {
    //! Elsewhere there are none, and the process alone is ended.

    pub(super) fn has_exited(_: u32) -> bool {
        false
    }

    pub(super) fn ask_to_end(_: u32) {}

    pub(super) fn kill(_: u32) {}
}
