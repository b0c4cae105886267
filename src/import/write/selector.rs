//! Tools as a selector names them: by their names or, where a catalog has exactly these, by a class
//! or a pattern.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::policy::ToolClass;
use crate::risk::{Class, UNCLASSIFIED};
use crate::syntax::{is_plain_name, name_text, string_text};

/// From how many tools on a class or pattern stands in the place of names.
const MANY: usize = 3;

/// A term, and the first of the tools that it chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) text: String,
    pub(super) first: String,
}

/// Terms that choose exactly these tools. Without a catalog each is named.
pub(super) fn terms(tools: &[String], catalog: Option<&Catalog>) -> Vec<Term> {
    let mut left: Vec<&str> = tools.iter().map(String::as_str).collect();
    let mut terms = Vec::new();
    let listed = catalog.map(Catalog::tools).unwrap_or_default();
    let listed: BTreeSet<&str> = listed.iter().map(|tool| &**tool.name()).collect();
    let mut take = |text: String, chosen: BTreeSet<&str>| {
        let is_whole = chosen.len() >= MANY && chosen.iter().all(|tool| left.contains(tool));
        if let Some(first) = left.iter().find(|tool| chosen.contains(*tool)).filter(|_| is_whole) {
            terms.push(Term { text, first: (*first).to_owned() });
            left.retain(|tool| !chosen.contains(tool));
        }
    };
    take("*".to_owned(), listed.clone());
    for class in Class::ALL {
        let is_of = |tool: &&str| {
            let definition = catalog.and_then(|catalog| catalog.tool(tool));
            ToolClass::of(tool, None, definition).effective() == Some(class)
        };
        take(format!("{class} tools"), listed.iter().copied().filter(is_of).collect());
    }
    for prefix in prefixes(&listed) {
        let chosen = listed.iter().copied().filter(|tool| tool.starts_with(prefix)).collect();
        take(format!("{prefix}*"), chosen);
    }
    let names = left.into_iter();
    terms.extend(names.map(|tool| Term { text: name(tool), first: tool.to_owned() }));
    terms
}

/// A tool's name; one that is a class's word stands in quotes.
fn name(tool: &str) -> String {
    let is_class = Class::ALL.iter().any(|class| class.name() == tool) || tool == UNCLASSIFIED;
    if is_class { string_text(tool) } else { name_text(tool) }
}

/// What names begin with up to their first mark, each once.
fn prefixes<'t>(tools: &BTreeSet<&'t str>) -> BTreeSet<&'t str> {
    let prefix = |tool: &&'t str| tool.get(..=tool.find(['_', '-', '.'])?);
    let plain = |prefix: &&str| is_plain_name(prefix.trim_end_matches('.'));
    tools.iter().filter_map(prefix).filter(plain).collect()
}
