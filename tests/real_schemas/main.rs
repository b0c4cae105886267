//! From text to decisions over real catalogues: random policies about real arguments decide calls
//! at the evaluator as they mean, the calls that keep to the schema and those that slip past it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod arguments;
mod policies;

use std::fs;
use std::path::{Path, PathBuf};

use mcpol::catalogue::Catalogue;
use mcpol::gateway::policylayer::Gateway;
use mcpol::policy::meaning::Meter;
use mcpol::session::{Checked, Depth, Memory, Session};
use mcpol::source::Sources;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[test]
fn policies_over_the_examples_catalogues_decide_as_they_mean() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for example in ["events", "filesystem", "github", "iterable", "payments"] {
        holds_for(&examples.join(example).join("catalog.json"), 48);
    }
}

#[test]
fn policies_over_every_catalogue_decide_as_they_mean() {
    let Ok(corpus) = std::env::var("MCPOL_CORPUS") else {
        return eprintln!("skipped: MCPOL_CORPUS is not set");
    };
    let folder = fs::read_dir(Path::new(&corpus).join("catalogs")).unwrap();
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        holds_for(&file, 12);
    }
}

/// Draws policies until so many compile.
fn holds_for(catalogue: &Path, cases: u32) {
    let text = fs::read_to_string(catalogue).unwrap();
    let source = Sources::default().add("catalog.json", text.clone()).unwrap();
    let tools = arguments::tools(&Catalogue::read(source).0);
    if tools.is_empty() {
        return;
    }
    let config = Config { failure_persistence: None, ..Config::with_cases(cases) };
    let decided = TestRunner::new(config).run(&policies::case(tools), |(policy, calls)| {
        let checked = check(&policy, &text);
        prop_assume!(!checked.has_errors());
        let document = checked.emit().unwrap().document;
        let policy = checked.policy.unwrap();
        let (mut meter, mut gateway) = (Meter::new(&policy), Gateway::new(&document));
        for call in calls {
            let meant = meter.decide(&call.name, &call.arguments, call.at);
            let verdict = gateway.decide(&call);
            prop_assert_eq!(verdict.decision, meant, "{:?} {:?}", call, verdict);
        }
        Ok(())
    });
    assert!(decided.is_ok(), "{}: {}", catalogue.display(), decided.unwrap_err());
}

fn check(policy: &str, catalogue: &str) -> Checked {
    let path = Path::new("p.mcpol");
    let policy = format!("policy \"p\"\ncatalog \"catalog.json\"\n{policy}");
    let files = [(path.to_owned(), policy), (PathBuf::from("catalog.json"), catalogue.to_owned())];
    let files = files.map(|(path, text)| (path, text.into_bytes()));
    Session::new(Memory::from(files)).check(path, Depth::Compile).unwrap()
}
