//! What a first policy takes as catalogs grow: memory, which no machine's load changes.

use serde_json::{Value, json};

use super::*;

/// How many times as much twice as many tools or arguments may take.
const MOST: f64 = 2.4;

/// Tools as servers have them.
fn tools(count: usize) -> Value {
    let (verbs, things) = (["list", "get", "create", "delete", "send"], ["issue", "user", "page"]);
    let tool = |at: usize| {
        let (verb, thing) = (verbs[at % 5], things[at / 5 % 3]);
        json!({"name": format!("{verb}_{thing}_{at}"), "description": format!("{verb} a {thing}."),
               "inputSchema": {"type": "object", "properties": {
                   "id": {"type": "string"}, "limit": {"type": "integer", "maximum": 100},
                   "title": {"type": "string", "description": "Title that is shown"}}}})
    };
    json!({"tools": (0..count).map(tool).collect::<Vec<_>>()})
}

/// One tool with so many arguments.
fn arguments(count: usize) -> Value {
    let argument = |at| (format!("path_{at}"), json!({"type": "string"}));
    let properties: serde_json::Map<_, _> = (0..count).map(argument).collect();
    json!({"tools": [{"name": "get_thing", "description": "Gets a thing.",
                      "inputSchema": {"type": "object", "properties": properties}}]})
}

#[test]
fn a_first_policy_grows_no_faster_than_its_catalog() {
    for (what, catalog) in [("tools", tools as fn(usize) -> Value), ("arguments", arguments)] {
        let taken = [60, 120, 240].map(|count| {
            let catalog = catalog(count).to_string();
            allocation_counter::measure(|| drop(written(&catalog, Style::Recommended))).count_total
        });
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let grows = |pair: &[u64]| pair[1] as f64 / pair[0] as f64;
        assert!(taken.windows(2).all(|pair| grows(pair) < MOST), "{what}: {taken:?}");
    }
}
