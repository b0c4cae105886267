//! Calls that are shown, made again on both sides.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::*;
use crate::catalog::Tool;
use crate::drift::{How, NewlyTaken, Outcome, PolicyDrift, of_policy};
use crate::finding::Call;
use crate::gateway::Document;
use crate::policy::Decision;
use crate::session::{Checked, Depth, Memory, Session};
use crate::witness::Replay;

/// A policy under two catalogs.
struct Under {
    old: Checked,
    new: Checked,
    drift: PolicyDrift,
}

fn under(old: &str, new: &str, policy: &str) -> Under {
    let files = [("old.json", old), ("new.json", new), ("p.mcpol", policy)];
    let files = files.map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec()));
    let mut session = Session::new(Memory::from(files));
    let mut check = |catalog: &str| {
        let server = session.use_catalog(Path::new(catalog)).unwrap();
        (server, session.check(Path::new("p.mcpol"), Depth::Compile).unwrap())
    };
    let ((old_server, old), (new_server, new)) = (check("old.json"), check("new.json"));
    let (before, after) = (old_server.catalog.as_ref(), new_server.catalog.as_ref());
    let drift = compare(before.unwrap(), after.unwrap(), session.sources());
    let drift = of_policy(&old, &new, &drift.tools, session.sources());
    Under { old, new, drift }
}

fn passes(document: &Document, call: &Call) -> bool {
    let verdict = Replay::new(document).make(call.name(), call.arguments(), 0);
    verdict.decision == Decision::Allow
}

/// Whether a tool's schema says something of what stands at a path such as `args.files[].path`.
fn describes(tool: &Tool, path: &str) -> bool {
    let keys: Vec<&str> = path.strip_prefix("args.").unwrap_or_default().split('.').collect();
    let mut found = Some(tool.arguments().all());
    for key in keys {
        let name = key.trim_end_matches("[]");
        found = found.and_then(|it| it.described(name));
        for _ in 0..key.matches("[]").count() {
            found = found.and_then(|it| it.elements());
        }
    }
    found.is_some()
}

/// How many calls are shown, each refused or not taken on the old side and passing on the new one.
fn assert_calls_replay(under: &Under) -> usize {
    let Some(after) = under.new.emit().map(|it| it.document) else { return 0 };
    let before = under.old.emit().map(|it| it.document);
    for tool in under.drift.diff.iter().flat_map(|diff| &diff.tools) {
        for witness in tool.looser.iter().filter(|it| it.after.is_empty()) {
            assert!(passes(&after, &witness.call), "{}", witness.call);
            assert!(!passes(before.as_ref().unwrap(), &witness.call), "{}", witness.call);
        }
    }
    let mut shown = 0;
    // Calls without an argument of which the server takes another value are the same on both sides.
    let newly_taken = under.drift.newly_taken.iter().filter(|it| it.how != How::Default);
    for NewlyTaken { tool, argument, outcome, .. } in newly_taken {
        let Outcome::Passes { call, .. } = outcome else { continue };
        let new = under.new.catalog().unwrap().tool(tool).unwrap();
        let is_refused = before.as_ref().is_some_and(|it| !passes(it, call));
        let old = under.old.catalog().unwrap().tool(tool);
        let is_untaken = old.is_none_or(|old| {
            old.accepts(call.arguments()) == Some(false)
                || argument.as_ref().is_some_and(|path| !describes(old, path))
        });
        assert!(passes(&after, call), "{call}");
        assert!(is_refused || is_untaken, "{argument:?}: {call}");
        assert_ne!(new.accepts(call.arguments()), Some(false), "{call}");
        shown += 1;
    }
    shown
}

#[test]
fn calls_of_cases_pass_on_the_new_side_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/drift");
    let mut shown = 0;
    for case in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let read = |name: &str| fs::read_to_string(case.join(name));
        for name in ["agent.mcpol", "other.mcpol"] {
            let Ok(policy) = read(name) else { continue };
            let under = under(&read("old.json").unwrap(), &read("new.json").unwrap(), &policy);
            shown += assert_calls_replay(&under);
        }
    }
    assert!(shown >= 6, "{shown}");
}

/// A catalog with something changed in each tool, another thing in each.
fn changed(text: &str, turn: usize) -> String {
    let mut catalog: Value = serde_json::from_str(text).unwrap();
    let tools = catalog["tools"].as_array_mut().unwrap();
    for (at, tool) in tools.iter_mut().enumerate() {
        let schema = &mut tool["inputSchema"];
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
            continue;
        };
        let first = properties.keys().next().cloned();
        match ((at + turn) % 6, first) {
            (0, _) => drop(properties.insert(
                "bcc".to_owned(),
                json!({"type": "array",
                "items": {"type": "string"}}),
            )),
            (1, _) => drop(properties.insert(
                "options".to_owned(),
                json!({"type": "object",
                "properties": {"force": {"type": "boolean"}}, "required": ["force"]}),
            )),
            (2, _) => drop(schema.as_object_mut().unwrap().remove("required")),
            (3, Some(first)) => properties[&first] = json!({"type": ["string", "number", "array"]}),
            (4, Some(first)) => properties[&first] = json!({"enum": ["this", "that"]}),
            (_, first) => drop(first.and_then(|first| properties.remove(&first))),
        }
    }
    catalog.to_string()
}

#[test]
fn calls_over_changed_catalogs_pass_on_the_new_side_alone() {
    let (mut shown, mut refused) = (0, 0);
    for path in examples() {
        let text = fs::read_to_string(&path).unwrap();
        if !serde_json::from_str::<Value>(&text).is_ok_and(|it| it["tools"].is_array()) {
            continue;
        }
        let folder = path.parent().unwrap();
        let own = folder.join(folder.file_name().unwrap()).with_extension("mcpol");
        let policies = ["policy \"p\"\ndefault allow\n".to_owned(), read_or_empty(&own)];
        for turn in 0..6 {
            let changed = changed(&text, turn);
            for policy in &policies {
                for (old, new) in [(&text, &changed), (&changed, &text)] {
                    let under = under(old, new, policy);
                    shown += assert_calls_replay(&under);
                    let is_refused =
                        |it: &&NewlyTaken| matches!(it.outcome, Outcome::Refused { .. });
                    refused += under.drift.newly_taken.iter().filter(is_refused).count();
                }
            }
        }
    }
    assert!(shown > 300 && refused > 3, "{shown} shown, {refused} refused");
}

fn read_or_empty(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|_| "policy \"p\"\n".to_owned())
}
