//! tests/cases/check: every `.mcpol` file there is a case, its snapshot stands beside it.
//! tests/cases/lint/LINT: the same with one lint on, those about waivers and, for these, what a
//! case waives; what its helps say to write is read.
//!
//! A case is checked as `mcpol check NAME.mcpol` in that folder would do it; the catalogs and
//! parts that cases name stand in folders below. A new case is a new file;
//! `INSTA_UPDATE=always cargo test --lib session::tests::cases` writes its snapshot.

use std::fs;
use std::path::{Path, PathBuf};

use crate::finding::Finding;
use crate::lint::Settings;
use crate::render::findings::Summary;
use crate::render::findings::human;
use crate::render::terminal::Terminal;
use crate::session::{Depth, Lints, Memory, Session};
use jiff::civil::date;

use super::helps::assert_helps_parse;

pub(super) fn cases(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(of)
}

/// Every file of a folder and those below, by its path in there.
pub(super) fn files(folder: &Path) -> Memory {
    let mut files = Memory::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// A policy in the folder itself or, for lints, in one for each lint.
pub(super) fn is_case(path: &Path, depth: usize) -> bool {
    path.components().count() == depth && path.extension().is_some_and(|it| it == "mcpol")
}

/// What a file has to say, with the session that read it.
fn checked(path: &Path, files: &Memory, lints: Settings) -> (Session<Memory>, Vec<Finding>) {
    let mut session = Session::new(files.clone());
    session.lint(Lints::Fixed(lints));
    let findings = session.check(path, Depth::Check).unwrap().findings;
    (session, findings)
}

/// What is said of a file, as its snapshot has it.
fn said(session: &Session<Memory>, findings: &[Finding]) -> String {
    let shown: Vec<_> = findings.iter().filter(|it| it.waived.is_none()).cloned().collect();
    let text = human::render(&shown, session.sources(), Terminal::PIPE);
    format!("{text}{}", Summary::of(findings, 1))
}

fn assert_said(folder: &Path, path: &Path, said: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder.join(path.parent().unwrap()));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let name = path.file_stem().unwrap().to_string_lossy();
    settings.bind(|| insta::assert_snapshot!(&*name, said));
}

#[test]
fn every_case_says_what_its_snapshot_says() {
    let folder = cases("check");
    let files = files(&folder);
    for path in files.keys().filter(|path| is_case(path, 1)) {
        let (session, findings) = checked(path, &files, Settings::off());
        assert_helps_parse(path, &findings);
        assert_said(&folder, path, &said(&session, &findings));
    }
}

#[test]
fn every_lint_says_what_its_snapshots_say() {
    let folder = cases("lint");
    let files = files(&folder);
    let shared = |path: &Path| path.starts_with("catalogs") || path.starts_with("parts");
    for path in files.keys().filter(|path| is_case(path, 2) && !shared(path)) {
        let lint = path.components().next().unwrap().as_os_str().to_string_lossy();
        let mut settings = Settings::new(date(2026, 11, 21), true);
        let text = String::from_utf8_lossy(&files[path]);
        let waived =
            |name: &str| lint.ends_with("-accept") && text.contains(&format!("accept {name}"));
        settings
            .levels
            .retain(|name, _| **name == *lint || name.ends_with("-accept") || waived(name));
        let (session, findings) = checked(path, &files, settings);
        assert_helps_parse(path, &findings);
        assert_said(&folder, path, &said(&session, &findings));
    }
}

/// A snapshot without its case is left over.
#[test]
fn every_snapshot_has_its_case() {
    for folder in [cases("check"), cases("lint")] {
        let files = files(&folder);
        assert_paired(&files);
    }
}

fn assert_paired(files: &Memory) {
    for path in files.keys().filter(|path| path.extension().is_some_and(|it| it == "snap")) {
        assert!(
            files.contains_key(&path.with_extension("mcpol")),
            "{} has no case",
            path.display()
        );
    }
}
