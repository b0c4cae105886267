//! Counters in a file.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::super::Sqlite;
use super::super::counters::{Counters, Taken};
use super::super::quota::Quota;
use super::support::InMemory;
use crate::policy::Window;

fn quota(counter: &str, number: i64, max: i64, amount: i64) -> Quota<'static> {
    let (counter, window) = (counter.to_owned(), Window::Day);
    Quota { policy: "p", tool: Some("t"), counter, window, number, max, amount }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn refused(path: &Path) -> String {
    Sqlite::open(path).map(drop).unwrap_err().0
}

#[test]
fn a_file_counts_as_memory_does() {
    let folder = folder();
    let file = folder.path().join("new/folder/counters.sqlite");
    let mut memory = InMemory::default();
    let calls = [
        vec![quota("calls", 0, 2, 1)],
        vec![quota("calls", 0, 2, 1), quota("args.n", 0, 10, 11)],
        vec![quota("calls", 0, 2, 1), quota("args.n", 0, 10, 10)],
        vec![quota("calls", 0, 2, 1)],
        vec![quota("calls", 1, 2, 1), quota("args.n", 1, 10, -5)],
        vec![quota("args.n", 1, 10, 16)],
        vec![quota("args.n", 1, 10, 15)],
        vec![quota("calls", 0, 2, 1)],
        vec![quota("args.n", 2, 10, i64::MIN)],
        vec![quota("args.n", 2, 10, -1)],
        vec![quota("args.n", 3, i64::MAX, i64::MAX), quota("args.n", 3, i64::MAX, 1)],
        vec![Quota { tool: None, ..quota("calls", 0, 1, 1) }],
        vec![Quota { policy: "q", ..quota("calls", 0, 1, 1) }],
        vec![Quota { window: Window::Hour, ..quota("calls", 0, 1, 1) }],
    ];
    for call in &calls {
        let mut store = Sqlite::open(&file).unwrap();
        assert_eq!(store.take(call), memory.take(call), "{call:?}");
    }
}

#[test]
fn a_call_that_comes_late_counts_in_its_own_window() {
    let folder = folder();
    let mut store = Sqlite::open(&folder.path().join("c")).unwrap();
    let mut take = |number| store.take(&[quota("calls", number, 1, 1)]).unwrap();
    assert_eq!(take(7), Taken::All);
    assert_eq!(take(8), Taken::All);
    assert_eq!(take(7), Taken::Full(0));
    assert_eq!(take(8), Taken::Full(0));
}

/// Threads with connections of their own, each call with a new one.
#[test]
fn exactly_as_many_calls_pass_as_a_limit_has() {
    let folder = folder();
    let file = folder.path().join("c");
    let call = || {
        let mut store = Sqlite::open(&file).unwrap();
        store.take(&[quota("calls", 0, 100, 1)]).unwrap() == Taken::All
    };
    let passed: usize = std::thread::scope(|scope| {
        let workers = [(); 8].map(|()| scope.spawn(|| (0..100).filter(|_| call()).count()));
        workers.map(|worker| worker.join().unwrap()).into_iter().sum()
    });
    assert_eq!(passed, 100);
}

#[test]
fn what_is_no_store_is_refused() {
    let folder = folder();
    let file = folder.path().join("c");
    fs::write(&file, "no database, but long enough to be taken for one").unwrap();
    make_private(&file);
    assert!(refused(&file).contains("not a database"), "{}", refused(&file));
    let other = folder.path().join("other");
    drop(Sqlite::open(&other).unwrap());
    let connection = rusqlite::Connection::open(&other).unwrap();
    connection.execute_batch("PRAGMA user_version = 9").unwrap();
    assert!(refused(&other).contains("another program or version (9)"));
    connection.execute_batch("PRAGMA user_version = 0").unwrap();
    assert!(refused(&other).contains("a database of another program"));
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    assert!(refused(&inner).contains("can't be used"));
}

#[cfg(unix)]
#[test]
fn the_file_is_the_owners_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let file = folder.path().join("state/mcpol/c");
    let mut store = Sqlite::open(&file).unwrap();
    store.take(&[quota("calls", 0, 1, 1)]).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(file.parent().unwrap()), 0o700);
    for name in ["c", "c-wal", "c-shm"] {
        assert_eq!(mode(&file.with_file_name(name)), 0o600, "{name}");
    }
    drop(store);
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    set(&file, 0o644).unwrap();
    assert!(refused(&file).contains("can be read by others; `chmod 600` it"));
    set(&file, 0o600).unwrap();
    set(file.parent().unwrap(), 0o777).unwrap();
    assert!(refused(&file).contains("can be written by others; `chmod go-w` it"));
    set(file.parent().unwrap(), 0o700).unwrap();
    let link = file.with_file_name("link");
    symlink(&file, &link).unwrap();
    assert!(refused(&link).contains("is a symbolic link"));
}

#[cfg(unix)]
fn make_private(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn make_private(_: &Path) {}
