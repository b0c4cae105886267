//! Roles of arguments, in our own words.

use std::collections::BTreeSet;

use super::cells;
use super::examples;
use super::tools::tool;
use crate::risk::{Profile, Role};

const ROLES: &str = include_str!("roles.tsv");

/// What the one argument of a row is: its path and type as in `examples.txt`.
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
