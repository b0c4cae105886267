//! Every page of docs/errors does what it says: *Wrong* raises exactly its error, *Right* nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::baseline::{Baseline, Names, Unmatched};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::finding::Finding;
use crate::gateway;
use crate::import::{Format, Heading, Request, import};
use crate::pages;
use crate::session::{Depth, Memory, Session};
use crate::source::Sources;

use super::examples::{CATALOG, Example, POLICY, examples, root};

/// What no short text raises: faults of mcpol's own, too much of anything, and what only a command
/// finds that compares files or runs tests.
const WITHOUT_EXAMPLES: [&str; 9] = [
    "failed-test",
    "import-differs",
    "missing-output",
    "orphan-output",
    "policy-too-long",
    "stale-output",
    "too-many-faults",
    "uncaught-change",
    "unformatted",
];

/// The pages that are no lint's.
fn errors() -> impl Iterator<Item = &'static str> {
    pages::names().filter(|name| crate::lint::named(name).is_none())
}

/// What an example of the page `code` raises.
fn raised(code: &str, example: &Example<'_>) -> Vec<Finding> {
    match example.kind {
        "mcpol" => policy(code, example, example.text.as_bytes().to_vec()),
        "mcpol latin-1" => {
            let latin = example.text.chars().map(|character| u8::try_from(character).unwrap());
            policy(code, example, latin.collect())
        }
        _ if code.starts_with("import-") => imported(example),
        "json" if code.starts_with("gateway-") => {
            let source = Sources::default().add(CATALOG, example.text).unwrap();
            gateway::read(&source).err().unwrap_or_default()
        }
        "json" => {
            let source = Sources::default().add(CATALOG, example.text).unwrap();
            Catalog::read(source).1
        }
        "toml" => {
            let source = Sources::default().add("mcpol.toml", example.text).unwrap();
            Config::read(source).1
        }
        "json baseline" => {
            let mut sources = Sources::default();
            let source = sources.add("baseline.json", example.text).unwrap();
            match Baseline::read(&source) {
                Ok(baseline) => {
                    let names = Names { sources: &sources, name: &|name| name.to_owned() };
                    let unmatched = baseline.sort_out(Vec::new(), names).unmatched;
                    unmatched.into_iter().map(Unmatched::stale).collect()
                }
                Err(findings) => findings,
            }
        }
        "jsonl" => {
            let mut log = crate::cli::CallLog::new(example.text.as_bytes());
            while log.next().unwrap().is_some() {}
            let mut session = Session::new(Memory::new());
            log.findings(Path::new("calls.jsonl"), &mut session).unwrap().unwrap_or_default()
        }
        other => panic!("{code}: no way to run a block of `{other}`"),
    }
}

/// What is said of another program's file.
fn imported(example: &Example<'_>) -> Vec<Finding> {
    let source = Sources::default().add(POLICY, example.text).unwrap();
    let format = Format::told(&source).unwrap();
    let heading = Heading { policy: "example", catalog: None };
    import(&Request { source: &source, format, catalog: None, server: None, heading }).findings
}

fn policy(code: &str, example: &Example<'_>, bytes: Vec<u8>) -> Vec<Finding> {
    let mut session = Session::new(example.files(bytes));
    if !example.names_catalog() && code != "needs-catalog" {
        session.use_catalog(Path::new(CATALOG)).unwrap();
    }
    let checked = session.check(Path::new(POLICY), Depth::Compile).unwrap();
    let fault = checked.compile().err().and_then(|fault| fault.finding(checked.head()));
    // The names of an example's catalog may be odd.
    let counts = |it: &Finding| it.is_error() || it.code == code;
    checked.findings.into_iter().filter(counts).chain(fault).collect()
}

fn codes(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn every_wrong_raises_its_error_and_every_right_none() {
    let mut faults = Vec::new();
    for code in errors() {
        let page = pages::page(code).unwrap();
        if !page.starts_with(&format!("# {code}\n\n")) {
            faults.push(format!("{code}: the page isn't headed by its name"));
        }
        let (wrong, right) = (examples(page, "Wrong", "Wrong"), examples(page, "Wrong", "Right"));
        if !WITHOUT_EXAMPLES.contains(&code) && (wrong.is_empty() || right.is_empty()) {
            faults.push(format!("{code}: an example is missing"));
        }
        for example in &wrong {
            let raised = raised(code, example);
            if codes(&raised) != BTreeSet::from([code]) {
                faults.push(format!("{code}: *Wrong* raises {raised:#?}\n{}", example.text));
            }
        }
        for example in &right {
            let raised = raised(code, example);
            if !raised.is_empty() {
                faults.push(format!("{code}: *Right* raises {raised:#?}\n{}", example.text));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let codes = codes_in_the_source();
    let pages: BTreeSet<String> = errors().map(str::to_owned).collect();
    let missing: Vec<_> = codes.difference(&pages).collect();
    let unused: Vec<_> = pages.difference(&codes).collect();
    assert!(missing.is_empty(), "no page for {missing:?}");
    assert!(unused.is_empty(), "no error for the pages {unused:?}");
}

/// Every literal code that a finding is made with, tests aside.
fn codes_in_the_source() -> BTreeSet<String> {
    let call = r#"Finding::(?:error|warn|new|misshapen)\(\s*(?:Level::\w+,\s*)?"([a-z0-9-]+)""#;
    let call = regex::Regex::new(call).unwrap();
    let mut codes = BTreeSet::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.file_stem().is_some_and(|stem| stem == "tests") {
                continue;
            } else if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
                codes.extend(call.captures_iter(text).map(|found| found[1].to_owned()));
            }
        }
    }
    codes
}
