//! tests/cases/import/FORMAT: every file is a case, its snapshot stands beside it. The catalog of
//! NAME.json is NAME.catalog.json. A new case is a new file;
//! `INSTA_UPDATE=always cargo test --lib import::tests::cases` writes its snapshot.

use std::fs;
use std::path::{Path, PathBuf};

use super::imported;
use crate::catalog::Catalog;
use crate::finding::Level;
use crate::import::{Format, Heading, Request, import};
use crate::render::findings::human;
use crate::render::terminal::Terminal;
use crate::source::Sources;
use crate::testkit::corpus;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/import")
}

/// The files of a folder and of those in it, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let below = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    let mut files: Vec<_> = below.collect();
    files.sort();
    files
}

fn is_case(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_str().unwrap();
    !name.ends_with(".snap") && !name.ends_with(".catalog.json")
}

/// What is said of a file, and the policy that is made of it.
fn said(path: &Path) -> String {
    let mut sources = Sources::default();
    let name = path.file_name().unwrap().to_str().unwrap();
    let source = sources.add(name, fs::read_to_string(path).unwrap()).unwrap();
    let catalog = fs::read_to_string(path.with_extension("catalog.json")).ok();
    let catalog = catalog.map(|text| {
        let source = sources.add("catalog.json", text).unwrap();
        Catalog::read(source).0
    });
    let imported = imported(&source, catalog.as_ref());
    let findings = human::render(&imported.findings, &sources, Terminal::PIPE);
    let policy = match &imported.written {
        Some(written) if imported.is_proved() => written.text.as_str(),
        _ => "(no policy)\n",
    };
    format!("{findings}{policy}")
}

#[test]
fn every_case_says_what_its_snapshot_says() {
    let folder = cases();
    for path in files(&folder).iter().filter(|path| is_case(path)) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let name = path.file_name().unwrap().to_string_lossy();
        settings.bind(|| insta::assert_snapshot!(&*name, said(path)));
    }
}

/// What is left of a file that is cut off, or nests as deep as it is long, is read or refused.
#[test]
fn broken_files_are_read_or_refused() {
    let open = ["[", "{a: ", "- ", "{\"a\":"].map(|open| open.repeat(10_000));
    let deep = open.iter().map(|open| format!("version: \"1\"\ntools: {open}"));
    let mut texts: Vec<_> = deep.chain(open.iter().cloned()).collect();
    for path in files(&cases()).iter().filter(|path| is_case(path)) {
        let text = fs::read_to_string(path).unwrap();
        let cuts = (0..text.len()).step_by(13).filter_map(|end| text.get(..end));
        texts.extend(cuts.map(str::to_owned));
    }
    for text in texts {
        let source = Sources::default().add("file", text).unwrap();
        for format in Format::ALL {
            let heading = Heading { policy: "case", catalog: None };
            import(&Request { source: &source, format, catalog: None, server: None, heading });
        }
    }
}

/// Every published policy is taken over, and proved, or has a fault. Which have one is known.
#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn every_published_policy_is_proved_or_has_a_fault() {
    let mut outcomes = Vec::new();
    for path in files(&corpus::folder().join("policies")) {
        let source = Sources::default().add("file", fs::read_to_string(&path).unwrap()).unwrap();
        let imported = imported(&source, None);
        let has_fault = imported.findings.iter().any(|finding| finding.level != Level::Warn);
        assert!(imported.is_faithful() != has_fault, "{}", path.display());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut codes: Vec<_> = imported.findings.iter().map(|finding| finding.code).collect();
        codes.dedup();
        outcomes.push(format!(
            "{name}: {}",
            if has_fault { codes.join(", ") } else { "proved".into() }
        ));
    }
    insta::assert_snapshot!(outcomes.join("\n"));
}
