//! Policies of one server, one after the other: what is found out about its tools is kept.

use std::path::Path;

use jiff::civil::date;

use super::pages::examples::{CATALOG, Example, POLICY, examples};
use super::{Memory, check, files};
use crate::finding::Level;
use crate::lint::{Settings, all};
use crate::pages;
use crate::render::findings::human;
use crate::render::terminal::Terminal;
use crate::session::{Lints, Session};

/// A policy that lists every tool and says nothing else of any.
const BEFORE: (&str, &str) = ("before.mcpol", "catalog \"catalog.json\"\nallow *\n");

/// A catalog of so many tools that show something.
fn catalog(count: u64) -> String {
    let tool = |at: u64| {
        format!(
            r#"{{"name": "get_issue_{at}", "description": "Shows an issue of the tracker.",
            "inputSchema": {{"type": "object", "required": ["number"], "properties": {{
            "number": {{"type": "integer", "description": "The number of the issue."}},
            "page": {{"type": "integer"}}, "filter": {{"type": "object", "properties": {{
            "label": {{"type": "string"}}, "state": {{"enum": ["open", "closed"]}}}}}}}}}}}}"#
        )
    };
    let tools: Vec<_> = (0..count).map(tool).collect();
    format!(r#"{{"tools": [{}]}}"#, tools.join(","))
}

fn session(files: Memory) -> Session<Memory> {
    let mut session = Session::new(files);
    session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
    session
}

/// What is said of a page's example, once other policies were checked.
fn said(example: &Example<'_>, before: &[&str]) -> String {
    let mut files = example.files(example.text.as_bytes().to_vec());
    files.insert(BEFORE.0.into(), BEFORE.1.as_bytes().to_vec());
    let mut session = session(files);
    if !example.names_catalog() {
        session.use_catalog(Path::new(CATALOG)).unwrap();
    }
    for policy in before {
        let findings = check(&mut session, policy).findings;
        assert!(findings.iter().all(|it| it.level != Level::Error), "{findings:?}");
    }
    let findings = check(&mut session, POLICY).findings;
    human::render(&findings, session.sources(), Terminal::PIPE)
}

#[test]
fn what_is_said_of_a_policy_does_not_depend_on_those_before_it() {
    for lint in all() {
        let page = pages::page(lint.name).unwrap();
        let of = |heading| examples(page, "Avoid", heading);
        let policies = of("Avoid").into_iter().chain(of("Prefer"));
        for example in policies.filter(|example| !example.is_configuration()) {
            let alone = said(&example, &[]);
            assert_eq!(said(&example, &[BEFORE.0]), alone, "{}", lint.name);
            assert_eq!(said(&example, &[POLICY]), alone, "{}", lint.name);
        }
    }
}

/// How often memory may be asked for on behalf of a tool that a policy lists and says nothing of.
const MOST: u64 = 20;

#[test]
fn a_policy_costs_little_for_a_tool_that_others_listed() {
    const TOOLS: u64 = 200;
    let policy = "catalog \"catalog.json\"\nallow read tools\n";
    let catalog = catalog(TOOLS);
    let mut session =
        session(files(&[BEFORE, ("policy.mcpol", policy), ("catalog.json", &catalog)]));
    check(&mut session, BEFORE.0);
    let taken = allocation_counter::measure(|| drop(check(&mut session, POLICY)));
    assert!(taken.count_total < MOST * TOOLS, "{taken:?}");
}
