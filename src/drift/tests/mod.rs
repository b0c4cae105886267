mod growth;
mod laws;
mod policies;

use std::path::PathBuf;
use std::sync::Arc;

use super::{Drift, compare};
use crate::catalog::Catalog;
use crate::source::Sources;

/// What changes between two texts of a catalog, by its JSON.
fn compared(old: &str, new: &str) -> serde_json::Value {
    let mut sources = Sources::default();
    let old = read(&mut sources, "old.json", old);
    let new = read(&mut sources, "new.json", new);
    serde_json::to_value(&compare(&old, &new, &sources).tools).unwrap()
}

fn read(sources: &mut Sources, name: &str, text: &str) -> Catalog {
    Catalog::read(Arc::clone(&sources.add(name, text).unwrap())).0
}

/// The catalogs of the examples.
fn examples() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let catalogs = folders.map(|folder| folder.join("catalog.json"));
    let mut catalogs: Vec<_> = catalogs.filter(|path| path.exists()).collect();
    catalogs.sort();
    assert!(catalogs.len() >= 5);
    catalogs
}

/// Whether nothing changes.
fn is_silent(drift: &Drift<'_>) -> bool {
    drift.tools.is_empty()
}
