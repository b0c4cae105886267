//! What servers have started and what left their group, on Linux: once its parent is gone, it is a
//! child of this process, and is ended as one.

use std::fs;
use std::thread;
use std::time::Duration;

use rustix::process::{
    Pid, Signal, WaitOptions, getpid, kill_process, set_child_subreaper, waitpid,
};

/// How often children are looked for at most: one that is ended may leave others.
const MAX_ROUNDS: usize = 500;

/// How long those that are ended get until the next look.
const STEP: Duration = Duration::from_millis(2);

/// Makes orphans below this process its children.
pub(super) fn adopt() {
    // Without it they stay what they are elsewhere: not found.
    let _ = set_child_subreaper(Some(getpid()));
}

/// Ends every child, those that come from others' ends too.
pub(super) fn end() {
    for _ in 0..MAX_ROUNDS {
        let children = children();
        if children.is_empty() {
            return;
        }
        for child in children {
            let _ = kill_process(child, Signal::KILL);
            let _ = waitpid(Some(child), WaitOptions::NOHANG);
        }
        thread::sleep(STEP);
    }
}

/// The processes whose parent is this one.
fn children() -> Vec<Pid> {
    let own = getpid();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let processes =
        entries.filter_map(|entry| Pid::from_raw(entry.file_name().to_str()?.parse().ok()?));
    processes.filter(|process| parent(*process) == Some(own)).collect()
}

/// The parent of a process: the second field behind its name, which may hold anything.
fn parent(process: Pid) -> Option<Pid> {
    let status = fs::read(format!("/proc/{}/stat", process.as_raw_nonzero())).ok()?;
    let status = String::from_utf8_lossy(&status);
    let (_, fields) = status.rsplit_once(')')?;
    Pid::from_raw(fields.split_ascii_whitespace().nth(1)?.parse().ok()?)
}
