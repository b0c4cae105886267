//! Classes of the tools of real servers: the aims that docs/classification.md reports.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::catalog::Catalog;
use crate::risk::score::{Figures, answers, labels, named};
use crate::risk::{Class, Profile, classify};
use crate::source::Sources;
use crate::testkit::corpus;
use serde_json::Value;

fn read(path: PathBuf) -> String {
    fs::read_to_string(path).unwrap()
}

/// The tools of every catalog, as JSON.
fn tools() -> Vec<Value> {
    let tools = |path| {
        let value: Value = serde_json::from_str(&read(path)).unwrap();
        value.pointer("/tools").unwrap().as_array().unwrap().clone()
    };
    corpus::catalogs().into_iter().flat_map(tools).collect()
}

fn catalog(tool: &Value) -> Catalog {
    let source = Sources::default().add("tools.json", format!("[{tool}]")).unwrap();
    Catalog::read(source).0
}

fn hint(tool: &Value, key: &str) -> Option<bool> {
    tool.pointer(&format!("/annotations/{key}"))?.as_bool()
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn labels_are_met() {
    let folder = corpus::folder();
    let labels = labels(&read(folder.join("labels/gateway.tsv"))).unwrap();
    let disputed: BTreeSet<_> = named(&read(folder.join("labels/disputed.tsv"))).unwrap();
    let answers = answers(&labels, None);
    let undisputed = answers.iter().filter(|answer| {
        !disputed.contains(&(answer.label.server.clone(), answer.label.tool.clone()))
    });
    let figures = Figures::of(undisputed);
    assert!(figures.tools > 300);
    assert!(figures.accuracy().unwrap() >= 0.93, "{figures:?}");
    assert_eq!(figures.changes_called_read, 0, "{figures:?}");
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn what_servers_call_destructive_is_never_called_read_by_its_definition() {
    let mut found = 0;
    for mut tool in tools() {
        let changes = hint(&tool, "readOnlyHint") == Some(false);
        if !changes || hint(&tool, "destructiveHint") != Some(true) {
            continue;
        }
        tool.as_object_mut().unwrap().remove("annotations");
        let catalog = catalog(&tool);
        let class = classify(catalog.tools().first().unwrap()).class;
        assert_ne!(class, Some(Class::Read), "{}", tool.pointer("/name").unwrap());
        found += 1;
    }
    assert!(found > 50, "{found}");
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn few_tools_stay_unclassified() {
    let all = tools();
    let catalogs: Vec<_> = all.iter().map(catalog).collect();
    let classes = catalogs.iter().map(|one| classify(one.tools().first().unwrap()).class);
    let unknown = classes.filter(Option::is_none).count();
    assert!(unknown * 100 <= all.len() * 2, "{unknown} of {}", all.len());
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn contradictions_are_rare() {
    let found: Vec<_> = tools()
        .iter()
        .filter(|tool| {
            let catalog = catalog(tool);
            Profile::of(catalog.tools().first().unwrap()).contradiction().is_some()
        })
        .map(|tool| tool.pointer("/name").unwrap().to_string())
        .collect();
    assert!(found.len() <= 8, "{found:?}");
}
