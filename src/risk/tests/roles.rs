//! Roles of arguments, in our own words.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::cells;
use super::examples;
use super::tools::{definition, tool};
use crate::risk::{Profile, Role};

const ROLES: &str = include_str!("roles.tsv");

/// What the one argument of a row is: its path and type as in the examples.
fn judged([name, says, argument, said, role]: [&str; 5]) -> String {
    let block = format!("\n> {name} | {says}\n{argument} | {said} = {role}\n");
    let example = examples::read(&block).pop().unwrap();
    let catalog = tool(&example.definition);
    let profile = Profile::of(catalog.tools().first().unwrap());
    profile.roles().first().unwrap().answer.name().to_owned()
}

#[test]
fn the_table_of_roles_holds() {
    let wrong = cells(ROLES).filter(|row| judged(*row) != row[4]);
    let wrong: Vec<_> = wrong.map(|row| (row, judged(row))).collect();
    assert!(wrong.is_empty(), "{} rows: {wrong:#?}", wrong.len());
}

#[test]
fn the_table_has_every_role() {
    let named: BTreeSet<_> = cells(ROLES).map(|row| row[4]).collect();
    let missing: Vec<_> =
        Role::all().map(Role::name).filter(|name| !named.contains(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(cells(ROLES).count() >= 150);
}

/// Schemas of any shape, a few levels deep.
fn schemas() -> impl Strategy<Value = Value> {
    let plain = prop::sample::select(vec![
        json!({"type": "string"}),
        json!({"type": "string", "description": "Path of the file"}),
        json!({"type": ["string", "null"], "format": "uri"}),
        json!({"type": "boolean"}),
        json!({"type": "integer"}),
        json!({"enum": ["list", "delete", null]}),
        json!({"type": "object"}),
        json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "number"}}]}),
        json!({}),
    ]);
    plain.prop_recursive(4, 24, 4, |inner| {
        let list = inner.clone().prop_map(|items| json!({"type": "array", "items": items}));
        prop_oneof![list, properties(inner).prop_map(|all| json!({"properties": all}))]
    })
}

fn properties(schema: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    let names = prop_oneof![
        prop::sample::select(vec!["url", "to", "path", "id"]).prop_map(str::to_owned),
        ".{0,12}"
    ];
    prop::collection::vec((names, schema), 0..5).prop_map(|pairs| pairs.into_iter().collect())
}

/// What each argument of a tool is, in the order of the paths.
fn answers(properties: &str) -> Vec<(String, &'static str)> {
    let catalog = tool(&definition("send_file", "Sends a file", properties, ""));
    let profile = Profile::of(catalog.tools().first().unwrap());
    let answer =
        |found: &crate::risk::FoundRole<'_>| (found.leaf.path.to_string(), found.answer.name());
    profile.roles().iter().map(answer).collect()
}

proptest! {
    #[test]
    fn every_argument_is_answered_in_whatever_order_they_stand(all in properties(schemas())) {
        let text = |pairs: Vec<(&String, &Value)>| {
            let written = pairs.into_iter().map(|(name, schema)| format!("{}:{schema}", json!(name)));
            format!("{{{}}}", written.collect::<Vec<_>>().join(","))
        };
        let forward = answers(&text(all.iter().collect()));
        prop_assert_eq!(&forward, &answers(&text(all.iter().rev().collect())));
        prop_assert!(forward.iter().all(|(_, answer)| !answer.is_empty()));
    }
}
