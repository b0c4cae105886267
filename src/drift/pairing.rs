//! Which tool of the one catalog is which tool of the other: by name, and those that only one of
//! them has by all that is said of their arguments and of what they do.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Tool};

/// A tool on the sides that have it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pair<'c> {
    /// Only the new side has it.
    Added(&'c Tool),
    /// Only the old side has it.
    Removed(&'c Tool),
    /// Both have it, under one name or two.
    Both(&'c Tool, &'c Tool),
}

/// Every tool of two catalogs.
pub(super) fn pairs<'c>(old: &'c Catalog, new: &'c Catalog) -> Vec<Pair<'c>> {
    let gone = old.tools().iter().filter(|tool| new.tool(tool.name()).is_none());
    let come = new.tools().iter().filter(|tool| old.tool(tool.name()).is_none());
    let kept = old.tools().iter().filter_map(|tool| Some((tool, new.tool(tool.name())?)));
    let kept = kept.map(|(old, new)| Pair::Both(old, new));
    kept.chain(renamed(gone.collect(), come.collect())).collect()
}

/// Those that only one side has: two that are the same but for the name are a pair, where no third
/// one is.
fn renamed<'c>(gone: Vec<&'c Tool>, come: Vec<&'c Tool>) -> Vec<Pair<'c>> {
    let mut by_definition: BTreeMap<String, (Vec<&Tool>, Vec<&Tool>)> = BTreeMap::new();
    if come.is_empty() || gone.is_empty() {
        return gone
            .into_iter()
            .map(Pair::Removed)
            .chain(come.into_iter().map(Pair::Added))
            .collect();
    }
    for tool in gone {
        by_definition.entry(definition(tool)).or_default().0.push(tool);
    }
    for tool in come {
        by_definition.entry(definition(tool)).or_default().1.push(tool);
    }
    let pairs = by_definition.into_values().flat_map(|(gone, come)| match (&*gone, &*come) {
        ([before], [after]) if says_something(after) => vec![Pair::Both(before, after)],
        _ => gone.into_iter().map(Pair::Removed).chain(come.into_iter().map(Pair::Added)).collect(),
    });
    pairs.collect()
}

/// What a renamed tool keeps: its schema and its description.
fn definition(tool: &Tool) -> String {
    let schema = tool.schema_value().map(|schema| schema.to_string()).unwrap_or_default();
    format!("{schema}\n{}", tool.description().unwrap_or_default())
}

/// Whether a definition is more than what any tool without arguments has.
fn says_something(tool: &Tool) -> bool {
    tool.description().is_some_and(|text| !text.trim().is_empty())
        || !tool.argument_names().is_empty()
}
