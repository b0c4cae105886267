//! One small folder in each format: an error, findings that count with a call and a fix, one that
//! is waived, one that the baseline knows, a stale JSON, a failed test.

use insta::assert_snapshot;

use crate::support::{Folder, TOOLS};

/// What counts, and what is waived.
const AGENT: &str = r#"policy "agent"
catalog "tools.json"

accept destructive-allowed for delete_user because "Only the \"desk\" has it."

allow list_refunds, delete_user

allow create_refund {
    deny when args.amount_in_cents > 100 because "Too much."
}

test "refunds are refused" {
    call create_refund { transaction_id: "t", amount_in_cents: 100 } => deny
}
"#;

/// What the baseline knows.
const KNOWN: &str = "policy \"known\"\ncatalog \"tools.json\"\n\nallow   *\n";

const BROKEN: &str = "policy \"broken\"\ncatalog \"tools.json\"\nallow list_refund\n";

pub(super) fn folder() -> Folder {
    let folder = Folder::new(&[("known.mcpol", KNOWN), ("tools.json", TOOLS)]);
    folder.run(&["check", "--write-baseline", "baseline.json"]).exits(0);
    folder.write("agent.mcpol", AGENT);
    folder.write("broken.mcpol", BROKEN);
    folder.write("agent.json", "{}\n");
    folder
}

/// The commands that judge policies, each with a name.
pub(super) const COMMANDS: [(&str, &[&str]); 4] = [
    ("check", &["check", "--today", "2026-01-01", "--baseline", "baseline.json"]),
    ("fmt", &["fmt", "--check"]),
    ("compile", &["compile", "--check", "--no-lint", "."]),
    ("test", &["test"]),
];

#[test]
fn every_command_in_every_format_of_others() {
    let folder = folder();
    for (name, arguments) in COMMANDS {
        for format in ["sarif", "github", "gitlab", "markdown"] {
            let ran = folder.run(&[arguments, &["--format", format]].concat()).exits(1);
            assert_snapshot!(format!("{name}_{format}"), without_pages(&ran.out));
        }
    }
    let ran = folder.run(&["test", "--format", "junit"]).exits(1);
    assert_snapshot!("test_junit", ran.out);
}

/// A related place is named where a format has no room of its own for it.
#[test]
fn related_places_are_named_in_every_format() {
    let folder = Folder::new(&[("twice.mcpol", "policy \"a\"\ndefault deny\npolicy \"b\"\n")]);
    for (format, place) in [
        ("github", "%0Atwice.mcpol:1:1: "),
        ("gitlab", "\\ntwice.mcpol:1:1: "),
        ("markdown", "\n  - at `twice.mcpol:1:1`: "),
    ] {
        let ran = folder.run(&["check", "--format", format]).exits(1);
        assert!(ran.out.contains("duplicate `policy`"), "{}", ran.out);
        assert!(ran.out.contains(place), "{format}: {}", ran.out);
    }
    let ran = folder.run(&["check", "--format", "sarif"]).exits(1);
    let result = &ran.json()["runs"][0]["results"][0];
    assert!(!result["message"]["text"].as_str().unwrap().contains("twice.mcpol"), "{result}");
    let region = &result["relatedLocations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&1.into(), &1.into()));
}

/// The call of a failed test, both decisions and the rule, as they are.
#[test]
fn a_failed_test_shows_the_call_and_the_rule() {
    let folder = Folder::new(&[(
        "p.mcpol",
        "policy \"p\"\nallow list_all {\n    deny when args.a matches /^\\*b\\*$/ because \"no _x_\"\n}\n\
         test \"a_b *c*\" { call list_all { a: \"*b*\" } => allow }\n",
    )]);
    let shown = |format| folder.run(&["test", "--format", format]).exits(1).out;
    insta::assert_snapshot!("failed_github", shown("github"));
    insta::assert_snapshot!("failed_markdown", shown("markdown"));
    insta::assert_snapshot!("failed_junit", shown("junit"));
}

/// SARIF without the pages of its rules, which change with the documentation.
fn without_pages(text: &str) -> String {
    let Ok(mut log) = serde_json::from_str::<serde_json::Value>(text) else {
        return text.to_owned();
    };
    if log.is_array() {
        return text.to_owned();
    }
    for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        assert!(rule["help"]["text"].as_str().is_some_and(|help| help.len() > 40), "{rule}");
        *rule = rule["id"].take();
    }
    serde_json::to_string_pretty(&log).unwrap()
}

#[test]
fn a_fingerprint_stays_when_lines_are_added_above() {
    let folder = folder();
    let prints = || {
        let run = ["check", "agent.mcpol", "--today", "2026-01-01", "--format", "sarif"];
        let log = folder.run(&run).json();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let print = |it: &serde_json::Value| it["partialFingerprints"]["mcpol/v1"].to_string();
        let prints: Vec<_> = results.iter().map(print).collect();
        let distinct: std::collections::BTreeSet<_> = prints.iter().collect();
        assert_eq!(distinct.len(), prints.len());
        prints
    };
    let before = prints();
    assert!(before.len() > 2);
    folder.write("agent.mcpol", format!("# One line.\n\n{AGENT}"));
    assert_eq!(prints(), before);
}
