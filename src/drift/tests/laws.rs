//! What holds of every catalog.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::*;
use crate::catalog::joined;
use crate::testkit::corpus;

/// The same with its tools the other way round, and what stands in their schemas.
fn rearranged(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().rev().map(rearranged).collect()),
        Value::Object(members) => {
            let members = members.into_iter().map(|(key, value)| match &*key {
                "tools" | "result" => (key, rearranged(value)),
                "inputSchema" => (key, reversed(value)),
                _ => (key, value),
            });
            Value::Object(members.collect())
        }
        value => value,
    }
}

/// A schema with its arguments and values the other way round, and numbers in another spelling.
fn reversed(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().rev().map(reversed).collect()),
        Value::Object(members) => {
            let members = members.into_iter().map(|(key, value)| {
                // The order of these is not nothing.
                let is_ordered = ["prefixItems", "examples", "default", "const"];
                let value = if is_ordered.contains(&&*key) { value } else { reversed(value) };
                (key, value)
            });
            Value::Object(members.collect())
        }
        Value::Number(number) => match number.as_i64() {
            Some(whole) => serde_json::from_str(&format!("{whole}.0")).unwrap(),
            None => Value::Number(number),
        },
        value => value,
    }
}

/// The kinds of changes, without anything of the catalog's own.
fn kinds(changes: &Value) -> BTreeSet<&str> {
    match changes {
        Value::Array(items) => items.iter().flat_map(kinds).collect(),
        Value::Object(members) => {
            let own = members.keys().map(String::as_str);
            own.chain(members.values().flat_map(kinds)).collect()
        }
        _ => BTreeSet::new(),
    }
}

fn assert_silent(path: &Path) {
    let text = fs::read_to_string(path).unwrap();
    let mut sources = Sources::default();
    let own = read(&mut sources, "own.json", &text);
    let Ok(value) = serde_json::from_str::<Value>(&text) else { return };
    let others = [
        text.clone(),
        format!("{text}\n"),
        serde_json::to_string_pretty(&value).unwrap(),
        rearranged(value).to_string(),
        joined(&[&own]).unwrap(),
    ];
    for (at, other) in others.iter().enumerate() {
        let other = read(&mut sources, &format!("{at}.json"), other);
        for drift in [compare(&own, &other, &sources), compare(&other, &own, &sources)] {
            let said = serde_json::to_value(&drift.tools).unwrap();
            let said = kinds(&said);
            assert!(is_silent(&drift), "{} {at}: {said:?}", path.display());
        }
    }
}

#[test]
fn the_same_catalog_in_another_layout_says_nothing() {
    examples().iter().for_each(|path| assert_silent(path));
}

#[test]
#[ignore = "needs MCPOL_CORPUS"]
fn published_catalogs_in_another_layout_say_nothing() {
    corpus::catalogs().iter().for_each(|path| assert_silent(path));
}

/// Exchanged sides say what they say the other way round: what is added is removed.
#[test]
fn exchanged_sides_mirror() {
    let catalogs: Vec<_> =
        examples().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for pair in catalogs.windows(2) {
        let count = |drift: &Value, change: &str| {
            drift.as_array().unwrap().iter().filter(|tool| tool["change"] == change).count()
        };
        let (there, back) = (compared(&pair[0], &pair[1]), compared(&pair[1], &pair[0]));
        assert_eq!(count(&there, "added"), count(&back, "removed"));
        assert_eq!(count(&there, "removed"), count(&back, "added"));
        assert_eq!(there.as_array().unwrap().len(), back.as_array().unwrap().len());
    }
}
