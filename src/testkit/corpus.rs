//! Published catalogs and policies, which aren't part of the project.

use std::fs;
use std::path::PathBuf;

/// The folder that `MCPOL_CORPUS` names. Tests that need it are ignored unless asked for.
pub(crate) fn folder() -> PathBuf {
    std::env::var_os("MCPOL_CORPUS").expect("MCPOL_CORPUS names a folder").into()
}

/// The files of a folder in there, in their order.
pub(crate) fn files(folder_name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join(folder_name)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

pub(crate) fn catalogs() -> Vec<PathBuf> {
    let catalogs = [files("catalogs"), files("catalogs-more")].concat();
    assert_eq!(catalogs.len(), 36);
    catalogs
}
