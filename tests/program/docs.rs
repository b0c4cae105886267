//! The documentation is true: its console blocks print what they show, its policies check.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[test]
fn console_blocks_show_what_is_printed() {
    trycmd::TestCases::new()
        .env("COLUMNS", "")
        .case("README.md")
        .case("CHANGELOG.md")
        .case("docs/*.md");
}

#[test]
fn policies_shown_are_the_files_that_are_run() {
    let shown = |page| policies(&read(page)).remove(0).text;
    assert_eq!(shown("README.md"), read("docs/tour/refunds.mcpol"));
    assert_eq!(shown("CHANGELOG.md"), read("docs/tour/mistakes.mcpol"));
    assert_eq!(shown("docs/testing.md"), read("docs/tour/tested.mcpol"));
    assert_eq!(shown("docs/diff.md"), read("docs/tour/team.mcpol"));
    assert_eq!(shown("docs/drift.md"), read("docs/drift/agent.mcpol"));
}

#[test]
fn the_repository_is_the_one_that_cargo_toml_names() {
    let repository = env!("CARGO_PKG_REPOSITORY");
    let pages = pages();
    assert!(pages.iter().any(|(name, text)| name == "README.md" && text.contains(repository)));
    for (name, text) in pages {
        let rest = text.replace(repository, "");
        let other =
            rest.lines().find(|line| line.contains("github.com") && line.contains("/mcpol"));
        assert_eq!(other, None, "{name}");
    }
}

#[test]
fn policies_of_the_language_page_check() {
    let blocks = policies(&read("docs/language.md"));
    // A snippet shows one thing at a time and leaves out what else a policy needs.
    let check = ["check", "-", "--only", "secret-in-policy"];
    let faults = blocks.iter().filter_map(|block| block.fault(&check));
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn policies_of_the_language_page_are_formatted() {
    let blocks = policies(&read("docs/language.md"));
    let faults = blocks.iter().filter_map(|block| block.fault(&["fmt", "--check", "-"]));
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A fenced policy and the example whose catalog it is written for: ` ```mcpol iterable`.
struct Block {
    catalog: Option<String>,
    text: String,
}

impl Block {
    /// What mcpol says when it doesn't exit with 0.
    fn fault(&self, arguments: &[&str]) -> Option<String> {
        let output = self.run(arguments);
        (!output.status.success()).then(|| format!("{}\n{}", self.text, said(&output)))
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mcpol"));
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
        command.args(["--stdin-path", "docs/language.mcpol"]);
        if let (Some(example), Some(&"check")) = (&self.catalog, arguments.first()) {
            command.args(["--catalog", &format!("examples/{example}/catalog.json")]);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(self.text.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }
}

/// README.md and the pages directly under docs, with their texts.
fn pages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names = entries.map(|name| format!("docs/{}", name.to_str().unwrap()));
    let pages = names.filter(|name| name.ends_with(".md")).chain(["README.md".to_owned()]);
    pages.map(|name| (name.clone(), read(&name))).collect()
}

fn policies(page: &str) -> Vec<Block> {
    let fences = page.split("```mcpol").skip(1);
    fences.map(|fence| block(fence.split_once("\n```").unwrap().0)).collect()
}

fn block(fence: &str) -> Block {
    let (info, text) = fence.split_once('\n').unwrap();
    let catalog = info.split_whitespace().next().map(str::to_owned);
    Block { catalog, text: format!("{text}\n") }
}

fn read(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn said(output: &Output) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&both).into_owned()
}
