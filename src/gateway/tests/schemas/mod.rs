//! From text to decisions over real catalogs: random policies about real arguments decide calls
//! at the evaluator as they mean, the calls that keep to the schema and those that slip past it.

mod arguments;
mod changes;
mod policies;

use std::fs;
use std::path::{Path, PathBuf};

use crate::catalog::Catalog;
use crate::gateway::Gateway;
use crate::session::{Checked, Depth, Memory, Session};
use crate::source::Sources;
use crate::testkit::{ReferenceEvaluator, corpus, laws};
use crate::verify::verify;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use arguments::Tool;

#[test]
fn policies_over_the_examples_catalogs_decide_as_they_mean() {
    over_the_examples(8, decides);
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn policies_over_every_catalog_decide_as_they_mean() {
    over_the_corpus(2, decides);
}

#[test]
fn policies_over_the_examples_catalogs_differ_as_is_said() {
    over_the_examples(8, changes::differ);
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn policies_over_every_catalog_differ_as_is_said() {
    over_the_corpus(2, changes::differ);
}

/// A law about policies over some tools, given with the text of their catalog and how often it is
/// tried.
type Law = fn(Vec<Tool>, &str, Config) -> Result<(), String>;

fn over_the_examples(cases: u32, law: Law) {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for example in ["events", "filesystem", "github", "iterable", "payments"] {
        holds_for(&examples.join(example).join("catalog.json"), cases, law);
    }
}

fn over_the_corpus(cases: u32, law: Law) {
    for file in corpus::catalogs() {
        holds_for(&file, cases, law);
    }
}

/// Draws policies until so many compile.
fn holds_for(catalog: &Path, cases: u32, law: Law) {
    let text = fs::read_to_string(catalog).unwrap();
    let source = Sources::default().add("catalog.json", text.clone()).unwrap();
    let tools = arguments::tools(&Catalog::read(source).0);
    if tools.is_empty() {
        return;
    }
    let held = law(tools, &text, laws::tried(cases));
    assert!(held.is_ok(), "{}: {}", catalog.display(), held.unwrap_err());
}

fn decides(tools: Vec<Tool>, catalog: &str, config: Config) -> Result<(), String> {
    let ran = TestRunner::new(config).run(&policies::case(tools), |(policy, calls)| {
        let checked = check(&policy, catalog);
        prop_assume!(!checked.has_errors());
        let document = checked.emit().unwrap().document;
        let policy = checked.policy.unwrap();
        prop_assert_eq!(verify(&policy, &document), Ok(()));
        let (mut reference, mut gateway) =
            (ReferenceEvaluator::new(&policy), Gateway::new(&document));
        for call in calls {
            let meant = reference.decide(&call.name, &call.arguments, call.at);
            let verdict = gateway.decide(&call);
            prop_assert_eq!(verdict.decision, meant, "{:?} {:?}", call, verdict);
        }
        Ok(())
    });
    ran.map_err(|error| error.to_string())
}

fn check(policy: &str, catalog: &str) -> Checked {
    let path = Path::new("p.mcpol");
    let policy = format!("policy \"p\"\ncatalog \"catalog.json\"\n{policy}");
    let files = [(path.to_owned(), policy), (PathBuf::from("catalog.json"), catalog.to_owned())];
    let files = files.map(|(path, text)| (path, text.into_bytes()));
    Session::new(Memory::from(files)).check(path, Depth::Compile).unwrap()
}
