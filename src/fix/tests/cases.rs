//! What safe fixes promise, over the cases of the lints.

use std::path::{Path, PathBuf};

use jiff::civil::date;

use super::passing;
use crate::diff::is_no_looser;
use crate::finding::Safety;
use crate::fix::{Reason, apply_fixes, formatted};
use crate::lint::Settings;
use crate::session::{Depth, Lints, Memory, Session};

/// Every file under a folder, named from there.
fn files_below(folder: &Path) -> Memory {
    let mut files = Memory::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// A session over these files with every lint on.
fn linting(files: &Memory) -> Session<Memory> {
    let mut session = Session::new(files.clone());
    session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
    session
}

/// Over the cases of the lints: what safe fixes promise, each alone and all together.
#[test]
fn safe_fixes_keep_their_promise() {
    let files = files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint"));
    let is_policy = |path: &&PathBuf| path.extension().is_some_and(|it| it == "mcpol");
    let policies = files.keys().filter(is_policy);
    let made: usize = policies.map(|path| keeps_promise(path, &files)).sum();
    assert!(made > 50, "{made}");
}

/// How many safe fixes of a file were made, all of which keep their promise.
fn keeps_promise(path: &Path, files: &Memory) -> usize {
    let mut session = linting(files);
    let found = session.check(path, Depth::Check).unwrap();
    let (was, before) = (found.emit().map(|it| it.document), found.source().text());
    let fixed = apply_fixes(&mut session, path, &[], Safety::Safe).unwrap();
    let then = session.check(path, Depth::Check).unwrap();
    for (offered, reason) in &fixed.left {
        let is_kept = matches!(reason, Reason::Unsafe | Reason::Comment | Reason::Nothing);
        assert!(is_kept, "{}: {offered:?}: {reason:?}", path.display());
    }
    let again = apply_fixes(&mut session, path, &[], Safety::Safe).unwrap();
    assert!(again.made.is_empty(), "{}: {:?}", path.display(), again.made);
    if let Some((was, is)) = was.zip(then.emit().map(|it| it.document)) {
        assert!(is_no_looser(&was, &is), "{}", path.display());
    }
    assert!(passing(&then).is_superset(&passing(&found)), "{}", path.display());
    let is_tidy = |text: &str| formatted(text).is_some_and(|it| it == text);
    assert!(!is_tidy(before) || is_tidy(&fixed.after), "{}", path.display());
    fixed.made.len()
}
