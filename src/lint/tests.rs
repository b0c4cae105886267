//! What the lints about definitions say of the real servers under `MCPOL_CORPUS`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::lint::Settings;
use crate::session::{Depth, Lints, Memory, Session};
use crate::testkit::corpus;
use jiff::civil::date;

/// Every tool of a catalog is allowed.
const POLICY: &str = "catalog \"catalog.json\"\ndefault allow\n";

/// What one lint says of a catalog whose tools are all allowed.
fn said(lint: &str, catalog: &Path) -> Vec<String> {
    let files: Memory = [
        (PathBuf::from("policy.mcpol"), POLICY.as_bytes().to_vec()),
        (PathBuf::from("catalog.json"), fs::read(catalog).unwrap()),
    ]
    .into_iter()
    .collect();
    let mut session = Session::new(files);
    let mut settings = Settings::new(date(2026, 11, 21), true);
    settings.levels.retain(|name, _| *name == lint);
    session.lint(Lints::Fixed(settings));
    let findings = session.check(Path::new("policy.mcpol"), Depth::Check).unwrap().findings;
    let of_lint = findings.into_iter().filter(|finding| finding.code == lint);
    of_lint.flat_map(|finding| finding.labels).map(|label| label.text).collect()
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn real_definitions_speak_to_no_model() {
    let more = corpus::files("catalogs-more");
    let more = more.iter().filter(|file| file.extension().is_some_and(|it| it == "json"));
    let catalogs = corpus::catalogs();
    let said: Vec<String> = catalogs
        .iter()
        .chain(more)
        .flat_map(|catalog| {
            let name = catalog.file_stem().unwrap().to_string_lossy();
            let said = said("hinted-instructions", catalog);
            said.into_iter().map(move |text| format!("{name}: {text}"))
        })
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}
