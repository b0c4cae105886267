//! Every page of docs/lints does what it says: each policy under *Avoid* has a finding of its lint,
//! none under *Prefer* has.

use std::collections::BTreeSet;
use std::path::Path;

use crate::config;
use crate::finding::{Finding, Level};
use crate::lint::{GROUPS, LintGroup, Settings, Weight, all};
use crate::pages;
use crate::session::{Depth, Lints, Session};
use jiff::civil::date;

use super::examples::{CATALOG, Example, POLICY, examples, root};

/// What a policy has to say when every lint is on.
fn found(lint: &str, example: &Example<'_>) -> Vec<Finding> {
    let mut session = Session::new(example.files(example.text.as_bytes().to_vec()));
    if example.is_configuration() {
        session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
        let stack = session.configuration(Path::new(config::NAME)).unwrap();
        return session.check_stack(&stack);
    }
    assert_eq!(example.kind, "mcpol", "{lint}");
    if !example.names_catalog() && lint != "no-catalog" {
        session.use_catalog(Path::new(CATALOG)).unwrap();
    }
    session.lint(Lints::Fixed(Settings::new(date(2026, 11, 21), true)));
    session.check(Path::new(POLICY), Depth::Compile).unwrap().findings
}

/// The codes of the findings that no waiver covers.
fn codes(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().filter(|it| it.waived.is_none()).map(|finding| finding.code).collect()
}

#[test]
fn avoid_has_the_finding_and_prefer_has_not() {
    for lint in all() {
        let name = lint.name;
        let page = pages::page(name).unwrap_or_else(|| panic!("docs/lints/{name}.md is missing"));
        for (heading, expected) in [("Avoid", true), ("Prefer", false)] {
            let examples = examples(page, "Avoid", heading);
            assert!(!examples.is_empty(), "{name}: nothing under {heading}");
            for example in examples {
                let findings = found(name, &example);
                let wrong = findings.iter().find(|finding| finding.level == Level::Error);
                assert!(wrong.is_none(), "{name}, {heading}: {wrong:?}");
                let codes = codes(&findings);
                assert_eq!(codes.contains(name), expected, "{name}, {heading}: {codes:?}");
            }
        }
    }
}

#[test]
fn a_page_says_its_lints_level() {
    for lint in all() {
        let page = pages::page(lint.name).unwrap();
        let title = format!("# {}\n\n", lint.name);
        let level = match lint.weight {
            Weight::Deny => "Level: deny.",
            Weight::Warn => "Level: warn.",
            Weight::Pedantic => "Level: warn, off until asked for (pedantic).",
        };
        assert!(page.starts_with(&title), "{}", lint.name);
        assert!(page.contains(&format!("\n{level}\n")), "{}: {level}", lint.name);
        assert!(page.contains("\n## Why\n"), "{}: no Why", lint.name);
    }
}

#[test]
fn the_tables_of_lints_are_the_registry() {
    let path = root().join("docs/lints/README.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let tables: String = GROUPS.iter().map(table).collect();
    let (opening, _) = page.split_once("\n## ").unwrap();
    let expected = format!("{opening}{tables}");
    if std::env::var_os("MCPOL_BLESS").is_some() {
        std::fs::write(path, &expected).unwrap();
    } else {
        assert_eq!(page, expected);
    }
}

fn table(group: &LintGroup) -> String {
    let rows = group.lints.iter().map(|lint| {
        let (name, level) = (lint.name, lint.weight.name());
        format!("| [{name}]({name}.md) | {level} | {} |\n", lint.summary)
    });
    let rows: String = rows.collect();
    format!("\n## {}\n\n| lint | level | says |\n|---|---|---|\n{rows}", group.title)
}
