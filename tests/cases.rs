//! tests/cases/check: every `.mcpol` file there is a case, its snapshot stands beside it.
//!
//! A case is checked as `mcpol check NAME.mcpol` in that folder would do it; the catalogues and
//! parts that cases name stand in folders below. A new case is a new file;
//! `INSTA_UPDATE=always cargo test --test cases` writes its snapshot.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

use mcpol::report::Summary;
use mcpol::report::paint::Style;
use mcpol::report::pretty;
use mcpol::session::{Depth, Memory, Session};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check")
}

/// Every file of the folder and those below, by its path in there.
fn files() -> Memory {
    let mut files = Memory::new();
    let mut folders = vec![folder()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder()).unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn is_case(path: &Path) -> bool {
    path.components().count() == 1 && path.extension().is_some_and(|it| it == "mcpol")
}

#[test]
fn every_case_says_what_its_snapshot_says() {
    let files = files();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in files.keys().filter(|path| is_case(path)) {
        let mut session = Session::new(files.clone());
        let findings = session.check(path, Depth::Check).unwrap().findings;
        let text = pretty::render(&findings, session.sources(), Style::Plain);
        let summary = Summary::of(&findings, 1);
        let name = path.file_stem().unwrap().to_string_lossy();
        settings.bind(|| insta::assert_snapshot!(&*name, format!("{text}{summary}")));
    }
}

/// A snapshot without its case is left over.
#[test]
fn every_snapshot_has_its_case() {
    let files = files();
    for path in files.keys().filter(|path| path.extension().is_some_and(|it| it == "snap")) {
        assert!(
            files.contains_key(&path.with_extension("mcpol")),
            "{} has no case",
            path.display()
        );
    }
}
