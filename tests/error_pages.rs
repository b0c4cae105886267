//! Every page of docs/errors does what it says: *Wrong* raises exactly its error, *Right* nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use mcpol::catalogue::Catalogue;
use mcpol::finding::Finding;
use mcpol::gateway::policylayer;
use mcpol::pages;
use mcpol::session::{Depth, Memory, Session};
use mcpol::source::Sources;

const POLICY: &str = "policy.mcpol";
const CATALOGUE: &str = "catalogue.json";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What no short text raises: a fault of mcpol's own, and too much of anything.
const WITHOUT_EXAMPLES: [&str; 3] =
    ["format-changes-meaning", "policy-too-long", "too-many-faults"];

/// A fenced block: what stands after the backticks, and the text.
struct Block<'p> {
    info: &'p str,
    text: &'p str,
}

/// The fenced blocks under a heading.
fn blocks<'p>(page: &'p str, heading: &str) -> Vec<Block<'p>> {
    let start = page.find(&format!("\n## {heading}\n")).map_or(page.len(), |at| at + 1);
    let rest = &page[start..];
    let section = rest.find("\n## ").map_or(rest, |end| &rest[..end]);
    let mut blocks = Vec::new();
    let mut parts = section.split("\n```").skip(1);
    while let (Some(block), closed) = (parts.next(), parts.next()) {
        assert!(closed.is_some(), "a block isn't closed:\n{section}");
        let (info, text) = block.split_once('\n').unwrap_or((block, ""));
        blocks.push(Block { info, text });
    }
    blocks
}

/// A page's example with the catalogue that it is checked with.
struct Example<'p> {
    kind: &'p str,
    text: &'p str,
    catalogue: String,
    /// Other files, by name.
    files: Vec<(&'p str, &'p str)>,
}

fn examples<'p>(page: &'p str, heading: &str) -> Vec<Example<'p>> {
    let standard = fs::read_to_string(root().join("docs/errors").join(CATALOGUE)).unwrap();
    let own = blocks(page, "Wrong").iter().find(|block| block.info == "json catalogue").map(text);
    let mut catalogue = own.unwrap_or(standard);
    let mut examples = Vec::new();
    let mut files = Vec::new();
    for block in blocks(page, heading) {
        if let Some(name) =
            block.info.strip_prefix("mcpol ").filter(|name| name.ends_with(".mcpol"))
        {
            files.push((name, block.text));
            continue;
        }
        match block.info {
            "json catalogue" => catalogue = text(&block),
            kind => {
                let (catalogue, files) = (catalogue.clone(), std::mem::take(&mut files));
                examples.push(Example { kind, text: block.text, catalogue, files });
            }
        }
    }
    examples
}

fn text(block: &Block<'_>) -> String {
    block.text.to_owned()
}

/// What an example of the page `code` raises.
fn raised(code: &str, example: &Example<'_>) -> Vec<Finding> {
    match example.kind {
        "mcpol" => policy(code, example, example.text.as_bytes().to_vec()),
        "mcpol latin-1" => {
            let latin = example.text.chars().map(|character| u8::try_from(character).unwrap());
            policy(code, example, latin.collect())
        }
        "json" if code.starts_with("gateway-") => {
            let source = Sources::default().add(CATALOGUE, example.text).unwrap();
            policylayer::read(&source).err().unwrap_or_default()
        }
        "json" => {
            let source = Sources::default().add(CATALOGUE, example.text).unwrap();
            let (catalogue, findings) = Catalogue::read(source);
            for tool in catalogue.tools() {
                tool.name();
            }
            findings
        }
        "jsonl" => {
            let source = Sources::default().add("calls.jsonl", example.text).unwrap();
            mcpol::cli::read_calls(&source).err().unwrap_or_default()
        }
        other => panic!("{code}: no way to run a block of `{other}`"),
    }
}

fn policy(code: &str, example: &Example<'_>, bytes: Vec<u8>) -> Vec<Finding> {
    let others =
        example.files.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec()));
    let files = [
        (PathBuf::from(POLICY), bytes),
        (PathBuf::from(CATALOGUE), example.catalogue.clone().into_bytes()),
    ];
    let files: Memory = files.into_iter().chain(others).collect();
    let mut session = Session::new(files);
    let names_one = example.text.lines().any(|line| line.trim_start().starts_with("catalog "));
    if !names_one && !["no-catalogue", "needs-catalogue"].contains(&code) {
        session.use_catalogue(Path::new(CATALOGUE)).unwrap();
    }
    let mut findings = session.check(Path::new(POLICY), Depth::Compile).unwrap().findings;
    // Pages about life without a catalogue, or about the syntax of what can't be enforced yet, can't
    // do without these.
    for other in ["no-catalogue", "not-supported"] {
        findings.retain(|finding| code == other || finding.code != other);
    }
    findings
}

fn codes(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn every_wrong_raises_its_error_and_every_right_none() {
    let mut faults = Vec::new();
    for code in pages::names() {
        let page = pages::page(code).unwrap();
        if !page.starts_with(&format!("# {code}\n\n")) {
            faults.push(format!("{code}: the page isn't headed by its name"));
        }
        let (wrong, right) = (examples(page, "Wrong"), examples(page, "Right"));
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
    let pages: BTreeSet<String> = pages::names().map(str::to_owned).collect();
    let missing: Vec<_> = codes.difference(&pages).collect();
    let unused: Vec<_> = pages.difference(&codes).collect();
    assert!(missing.is_empty(), "no page for {missing:?}");
    assert!(unused.is_empty(), "no error for the pages {unused:?}");
}

/// Every literal code that a finding is made with, tests aside.
fn codes_in_the_source() -> BTreeSet<String> {
    let call = r#"Finding::(?:error|warn|new)\(\s*(?:Level::\w+,\s*)?"([a-z0-9-]+)""#;
    let call = regex::Regex::new(call).unwrap();
    let mut codes = BTreeSet::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && path.file_stem().is_some_and(|stem| stem != "tests")
            {
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
                codes.extend(call.captures_iter(text).map(|found| found[1].to_owned()));
            }
        }
    }
    codes
}
