//! `mcpol catalog diff` over tests/cases/drift: every folder there is a case, with `old.json`,
//! `new.json` and maybe policies. `INSTA_UPDATE=always cargo test --test program catalog_diff`
//! writes the snapshots.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Folder, Ran};

const SAME: &str = r#"{"tools": [{"name": "a"}]}"#;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/drift");
    let mut cases: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// The policies of a case, in their order.
fn policies(case: &Path) -> Vec<String> {
    let names = fs::read_dir(case).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.to_str().unwrap().to_owned());
    let mut policies: Vec<_> = names.filter(|name| name.ends_with(".mcpol")).collect();
    policies.sort();
    policies
}

fn run(case: &Path, more: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcpol"));
    command.current_dir(case).env("COLUMNS", "").args(["catalog", "diff", "old.json", "new.json"]);
    command.args(policies(case)).args(more).output().unwrap().into()
}

fn assert_said(case: &Path, name: &str, ran: &Ran) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(case);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let said = format!("{}{}? {}", ran.err, ran.out, ran.code);
    settings.bind(|| insta::assert_snapshot!(name, said));
}

#[test]
fn every_case_says_what_its_snapshot_says() {
    for case in cases() {
        assert_said(&case, "human", &run(&case, &[]));
    }
}

#[test]
fn programs_and_reviews_read_the_same() {
    for case in cases() {
        let code = run(&case, &[]).code;
        for format in ["json", "markdown"] {
            let ran = run(&case, &["--format", format]);
            assert_eq!(ran.code, code, "{}", case.display());
            assert_said(&case, format, &ran);
        }
    }
}

#[test]
fn what_can_not_be_read_ends_the_job() {
    let folder = Folder::new(&[("a.json", SAME), ("b.json", "{}"), ("c.json", "nonsense")]);
    folder.run(&["catalog", "diff", "a.json", "missing.json"]).exits(2);
    folder.run(&["catalog", "diff", "a.json"]).exits(2);
    folder.run(&["catalog", "diff", "a.json", "b.json"]).exits(1);
    folder.run(&["catalog", "diff", "c.json", "a.json"]).exits(1);
    folder.run_with(&["catalog", "diff", "-", "a.json"], SAME).exits(0);
}
