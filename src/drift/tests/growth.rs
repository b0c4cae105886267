//! What a comparison takes as catalogs grow: memory, which no machine's load changes.

use serde_json::{Value, json};

use super::*;

/// How many times as much twice as many tools may take.
const MOST: f64 = 2.4;

fn tools(count: usize, prefix: &str, described: &str) -> String {
    let tool = |at: usize| {
        json!({"name": format!("{prefix}_{at}"), "description": format!("{described} {at}."),
               "inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}}})
    };
    json!({"tools": (0..count).map(tool).collect::<Vec<Value>>()}).to_string()
}

#[test]
fn a_comparison_grows_no_faster_than_its_catalogs() {
    let cases: [(&str, [&str; 2]); 3] = [
        ("renamed", ["find", "Gets thing"]),
        ("replaced", ["find", "Finds thing"]),
        ("reworded", ["get", "Finds thing"]),
    ];
    for (what, [prefix, described]) in cases {
        let taken = [100, 200, 400].map(|count| {
            let old = tools(count, "get", "Gets thing");
            let new = tools(count, prefix, described);
            allocation_counter::measure(|| drop(compared(&old, &new))).count_total
        });
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let grows = |pair: &[u64]| pair[1] as f64 / pair[0] as f64;
        assert!(taken.windows(2).all(|pair| grows(pair) < MOST), "{what}: {taken:?}");
    }
}

/// Tools that are gone and tools that are new are not held against each other one by one, which
/// would be 400 million comparisons here.
#[test]
fn many_tools_that_only_one_side_has_are_paired() {
    let (old, new) = (tools(20_000, "get", "Gets thing"), tools(20_000, "find", "Gets thing"));
    let mut sources = Sources::default();
    let (old, new) = (read(&mut sources, "a", &old), read(&mut sources, "b", &new));
    let pairs = crate::drift::pairing::pairs(&old, &new);
    let renamed = pairs.iter().filter(|pair| matches!(pair, crate::drift::pairing::Pair::Both(..)));
    assert_eq!((renamed.count(), pairs.len()), (20_000, 20_000));
}
