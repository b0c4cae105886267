//! What each phase costs, beside one yardstick measured in the same run.
//!
//! `cargo bench --features phases` prints the table that docs/performance.md explains. The
//! yardstick `v` is reading a catalog of 1,271 tools and 1 MB with serde_json into a `Value`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly"
)]

mod generate;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Parser;
use divan::Bencher;
use divan::counter::BytesCount;
use generate::workplace;
use jiff::civil::date;
use mcpol::phases::{Phase, Text};
use mcpol::{DiffVerdict, Memory};
use tempfile::TempDir;

/// Rules of a policy and tools of the catalog that it is checked against.
const SIZES: [(usize, usize); 6] =
    [(20, 118), (20, 1_271), (1_000, 118), (1_000, 1_271), (20_000, 118), (20_000, 1_271)];

/// The least that a command made with clap does; what `mcpol` adds to it is our own.
#[derive(Parser)]
struct Hello {
    /// Whom to greet.
    #[arg(long)]
    hello: Option<String>,
    /// Files to read before.
    files: Vec<PathBuf>,
}

fn main() {
    if std::env::args().any(|argument| argument == "--hello") {
        let Hello { hello, files } = Hello::parse();
        let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
        println!("hello {}, {} bytes", hello.unwrap(), texts.map(|text| text.len()).sum::<usize>());
        return;
    }
    divan::main();
}

/// V: a catalog of 1,271 tools and 1 MB into a `serde_json::Value`.
#[divan::bench]
fn v(bencher: Bencher) {
    let text = generate::catalog(1_271);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| serde_json::from_str::<serde_json::Value>(&text).unwrap());
}

/// Text to syntax tree.
#[divan::bench(args = [20, 1_000, 20_000])]
fn parse(bencher: Bencher, rules: usize) {
    let text = generate::policy(rules, 1_271);
    let policy = Text::new("policy.mcpol", text.as_str()).unwrap();
    bencher.counter(BytesCount::of_str(&text)).bench(|| policy.parse());
}

/// Finding the tools of a catalog; schemas are read when a policy asks for them.
#[divan::bench]
fn read_catalog(bencher: Bencher) {
    let catalog = Text::new("catalog.json", generate::catalog(1_271)).unwrap();
    bencher.bench(|| catalog.read_catalog());
}

/// The class of every tool of a catalog.
#[divan::bench]
fn classify(bencher: Bencher) {
    let catalog = Text::new("catalog.json", generate::catalog(1_271)).unwrap();
    bencher.with_inputs(|| catalog.read_catalog()).bench_refs(|tools| tools.most_severe());
}

fn files(rules: usize, tools: usize) -> Memory {
    Memory::from([
        (PathBuf::from("policy.mcpol"), generate::policy(rules, tools).into_bytes()),
        (PathBuf::from("catalog.json"), generate::catalog(tools).into_bytes()),
    ])
}

/// Everything that `mcpol check` does between reading the files and printing.
#[divan::bench(args = SIZES)]
fn check(bencher: Bencher, (rules, tools): (usize, usize)) {
    let files = files(rules, tools);
    // Handed over, so that taking things apart isn't counted, here as in the yardstick.
    bencher.with_inputs(|| files.clone()).bench_values(|files| {
        let checked = Phase::check(files, None).unwrap();
        assert_eq!(checked.findings(), 0);
        checked
    });
}

/// The same with every lint that isn't a matter of taste.
#[divan::bench(args = [(1_000, 1_271)])]
fn lint(bencher: Bencher, (rules, tools): (usize, usize)) {
    let files = files(rules, tools);
    let today = date(2026, 11, 21);
    bencher
        .with_inputs(|| files.clone())
        .bench_values(|files| Phase::check(files, Some(today)).unwrap());
}

/// Selectors that take in every tool of 1,271, by class and by name.
#[divan::bench(args = ["classes", "names"])]
fn selectors(bencher: Bencher, by: &str) {
    let policy = if by == "classes" { generate::classes() } else { generate::names(1_271) };
    let files = Memory::from([
        (PathBuf::from("policy.mcpol"), policy.into_bytes()),
        (PathBuf::from("catalog.json"), generate::catalog(1_271).into_bytes()),
    ]);
    bencher.with_inputs(|| files.clone()).bench_values(|files| {
        let checked = Phase::check(files, None).unwrap();
        assert_eq!(checked.findings(), 0);
        checked
    });
}

/// Finding every fault of a file in which each line has one.
#[divan::bench(args = [100, 1_000, 10_000])]
fn faults(bencher: Bencher, faults: usize) {
    let text = "allow x { require args.a = 1 }\n".repeat(faults);
    let policy = Text::new("policy.mcpol", text).unwrap();
    bencher.bench(|| policy.parse());
}

/// From a checked policy to the bytes of its JSON.
#[divan::bench(args = SIZES)]
fn compile(bencher: Bencher, (rules, tools): (usize, usize)) {
    let policy = Phase::resolve(files(rules, tools)).unwrap();
    bencher.bench(|| policy.to_json().unwrap());
}

/// A process that greets.
#[divan::bench]
fn process_hello() {
    run(Command::new(std::env::current_exe().unwrap()).arg("--hello").arg("world"));
}

/// A process of `mcpol check examples/iterable`.
#[divan::bench]
fn process_check() {
    run(Command::new(env!("CARGO_BIN_EXE_mcpol")).arg("check").arg("examples/iterable"));
}

/// A process that reads two policies and their catalogs of 1,271 tools.
#[divan::bench]
fn process_read(bencher: Bencher) {
    let twins = Twins::new();
    bencher.bench(|| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        run(command.arg("--hello").arg("world").args(twins.policies()).args(twins.catalogs()));
    });
}

/// A process of `mcpol diff` on them, which are the same.
#[divan::bench]
fn process_same(bencher: Bencher) {
    let twins = Twins::new();
    bencher.bench(|| {
        run(Command::new(env!("CARGO_BIN_EXE_mcpol")).arg("diff").args(twins.policies()))
    });
}

/// A folder with a catalog of 1,271 tools as people have them, and other files.
fn workplace(files: impl IntoIterator<Item = (String, String)>) -> TempDir {
    let folder = TempDir::new().unwrap();
    let catalog = ("catalog.json".to_owned(), workplace::catalog(1_271));
    for (name, text) in files.into_iter().chain([catalog]) {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// A process of mcpol in a folder, whatever it finds; what it prints goes nowhere.
fn run_in(folder: &TempDir, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mcpol"));
    let command = command.args(arguments).current_dir(folder.path());
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert_ne!(status.code(), Some(2));
}

/// How many calls are read and answered.
const CALLS: usize = 100_000;

/// The calls that `process_eval` answers, each line read with serde_json into a `Value`.
#[divan::bench]
fn read_calls(bencher: Bencher) {
    let text = workplace::calls(CALLS, 1_271);
    let read = |line| serde_json::from_str::<serde_json::Value>(line).unwrap();
    bencher.bench(|| text.lines().for_each(|line| drop(divan::black_box(read(line)))));
}

/// A process of `mcpol eval --calls`.
#[divan::bench(args = ["human", "json"])]
fn process_eval(bencher: Bencher, format: &str) {
    let calls = ("calls.jsonl".to_owned(), workplace::calls(CALLS, 1_271));
    let folder = workplace([("p.mcpol".to_owned(), workplace::policy(1)), calls]);
    let arguments = ["eval", "p.mcpol", "--calls", "calls.jsonl", "--format", format];
    bencher.bench(|| run_in(&folder, &arguments));
}

/// A process of `mcpol check` or `compile --check` on a folder of 100 policies.
#[divan::bench(args = ["check", "compile"])]
fn process_folder(bencher: Bencher, command: &str) {
    let policy = |number| (format!("p{number}.mcpol"), workplace::policy(number));
    let folder = workplace((0..100).map(policy));
    let arguments: &[&str] = if command == "check" { &["check"] } else { &["compile", "--check"] };
    bencher.bench(|| run_in(&folder, arguments));
}

/// A process of `mcpol check` on a policy whose tools are all misspelled.
#[divan::bench(args = [1, 1_000, 10_000])]
fn process_misspelled(bencher: Bencher, tools: usize) {
    let folder = workplace([("p.mcpol".to_owned(), workplace::misspelled(tools))]);
    bencher.bench(|| run_in(&folder, &["check", "p.mcpol"]));
}

/// A process of `mcpol catalog classify`, and of `mcpol init`.
#[divan::bench(args = ["classify", "init"])]
fn process_catalog(bencher: Bencher, command: &str) {
    let folder = workplace([]);
    let arguments: &[&str] = match command {
        "classify" => &["catalog", "classify", "catalog.json"],
        _ => &["init", "catalog.json"],
    };
    bencher.bench(|| run_in(&folder, arguments));
}

/// Two folders with the same files.
struct Twins([TempDir; 2]);

impl Twins {
    fn new() -> Self {
        Self([0, 1].map(|_| {
            let folder = TempDir::new().unwrap();
            let catalog = generate::catalog(1_271);
            std::fs::write(folder.path().join("catalog.json"), catalog).unwrap();
            std::fs::write(folder.path().join("policy.mcpol"), generate::policy(20, 1_271))
                .unwrap();
            folder
        }))
    }

    fn policies(&self) -> [PathBuf; 2] {
        self.0.each_ref().map(|folder| folder.path().join("policy.mcpol"))
    }

    fn catalogs(&self) -> [PathBuf; 2] {
        self.0.each_ref().map(|folder| folder.path().join("catalog.json"))
    }
}

fn run(command: &mut Command) {
    let command = command.current_dir(env!("CARGO_MANIFEST_DIR"));
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success());
}

/// Tools, and how many of them are treated otherwise.
const COMPARED: [(usize, usize); 6] =
    [(118, 118), (118, 1), (118, 0), (1_271, 1_271), (1_271, 1), (1_271, 0)];

/// Two policies with a block for every tool, compared by meaning.
#[divan::bench(args = COMPARED)]
fn compare(bencher: Bencher, (tools, changed): (usize, usize)) {
    let policies = [0, changed].map(|changed| {
        let text = generate::moved(tools * 3, tools, changed);
        let mut files = files(3, tools);
        files.insert(PathBuf::from("policy.mcpol"), text.into_bytes());
        Phase::resolve(files).unwrap()
    });
    let [old, new] = policies.each_ref().map(|policy| policy.compared().unwrap());
    bencher.bench(|| {
        let verdict = old.diff(&new);
        assert_eq!(verdict == DiffVerdict::Equal, changed == 0);
        verdict
    });
}

/// Every policy of the corpus against one that refuses everything and one that allows everything;
/// `MCPOL_CORPUS` names the corpus.
#[divan::bench(args = hosted())]
fn analyse(bencher: Bencher, file: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    let document = Text::new("policy.json", text).unwrap().read_document().unwrap();
    bencher.bench(|| assert_eq!(document.unknown_answers(), 0));
}

fn hosted() -> Vec<String> {
    let Ok(corpus) = std::env::var("MCPOL_CORPUS") else { return Vec::new() };
    let folder = std::fs::read_dir(Path::new(&corpus).join("policies/hosted")).unwrap();
    let mut files: Vec<_> =
        folder.map(|entry| entry.unwrap().path().to_string_lossy().into_owned()).collect();
    files.sort();
    files
}
