//! The tables held against the catalogs that they are about.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::{Fault, Table, Wrong};
use super::{Benchmark, ToolKey};
use crate::catalog::types::Kind;
use crate::catalog::{Argument, Catalog, Tool};
use crate::risk::leaves;

/// Catalogs by their names.
pub(crate) type Catalogs<'c> = BTreeMap<&'c str, &'c Catalog>;

impl Benchmark {
    /// What the catalogs lack of what the tables name, each with its line.
    pub(crate) fn faults(&self, catalogs: &Catalogs<'_>) -> Vec<Fault> {
        let lacks = |(table, line, key)| {
            let wrong = tool(catalogs, key).err()?;
            Some(Fault { table, line, wrong })
        };
        let mut faults: Vec<_> = self.keys().filter_map(lacks).collect();
        let mut paths: BTreeMap<&ToolKey, BTreeSet<String>> = BTreeMap::new();
        for row in &self.arguments {
            let Ok(tool) = tool(catalogs, &row.key) else { continue };
            let known = paths.entry(&row.key).or_insert_with(|| leaf_paths(tool));
            if !known.contains(&row.path) && !can_hold(&tool.arguments().all(), &row.path) {
                let wrong = Wrong::NoArgument(row.path.clone());
                faults.push(Fault { table: Table::Roles, line: row.line, wrong });
            }
        }
        faults.sort();
        faults
    }
}

/// The tool of a row.
pub(super) fn tool<'c>(catalogs: &Catalogs<'c>, key: &ToolKey) -> Result<&'c Tool, Wrong> {
    let catalog = catalogs.get(&*key.catalog);
    let catalog = catalog.ok_or_else(|| Wrong::NoCatalog(key.catalog.clone()))?;
    catalog.tool(&key.tool).ok_or_else(|| Wrong::NoTool(key.tool.clone()))
}

/// The arguments that are looked at.
fn leaf_paths(tool: &Tool) -> BTreeSet<String> {
    leaves::of(tool).iter().map(|leaf| leaf.path.to_string()).collect()
}

/// Whether values can have such a part. Under what has no listed members, anything can stand.
fn can_hold(argument: &Argument<'_>, path: &str) -> bool {
    let path = path.trim_start_matches('.');
    if path.is_empty() {
        return true;
    }
    if let Some(rest) = path.strip_prefix("[]") {
        let is_open = || is_open(argument) || argument.may_be(Kind::Array);
        return argument.elements().map_or_else(is_open, |items| can_hold(&items, rest));
    }
    let (name, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
    let member = argument.member(name).filter(|_| argument.keys().contains(name));
    member.map_or_else(|| is_open(argument), |member| can_hold(&member, rest))
}

/// Whether it can be an object, and lists no members. Some servers say `items` of an object.
fn is_open(argument: &Argument<'_>) -> bool {
    argument.may_be(Kind::Object) && argument.keys().is_empty()
}
