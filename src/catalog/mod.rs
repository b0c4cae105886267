//! What a server offers: its tools and their arguments' types, from a `tools/list` answer.
//!
//! [`Catalog::read`] finds the tools and all that is wrong with the file in a few passes over the
//! text; a tool's `inputSchema` becomes [`Arguments`] when a policy first asks for them. Knows
//! nothing of policies, files or the gateway.

mod accepts;
mod arguments;
mod builtin;
mod definition;
mod describe;
mod error;
mod examples;
mod fitted;
mod frames;
mod join;
mod kept;
mod keyed;
mod names;
mod pages;
mod pattern;
mod read;
pub(crate) mod sample;
mod schema;
mod tool;
pub(crate) mod types;

pub(crate) use arguments::{Argument, LookupError};
pub(crate) use builtin::{BUILTIN, builtin, is_builtin};
pub(crate) use describe::{clipped, headline, key_text, pattern_text};
pub(crate) use join::{joined, pulled};
pub(crate) use pattern::Pattern;
pub(crate) use tool::{Hints, Tool};

use std::sync::{Arc, OnceLock};

use foldhash::{HashMap, HashMapExt};

use crate::finding::{self, Finding};
use crate::json::{MAX_FLAWS, Value};
use crate::source::Source;
use crate::strings::{Names, Near, tick};
use error::CatalogError;
use read::Read;

/// What a tool is called in a test or a shown call that stands for those that no catalog lists.
pub(crate) const UNLISTED: &str = "another_tool";

/// The tools of one server in the server's order.
#[derive(Debug)]
pub(crate) struct Catalog {
    source: Arc<Source>,
    tools: Vec<Tool>,
    /// What the file says of the server beside its tools; whoever wrote it may be wrong.
    server: Option<Value>,
    /// Indexes into `tools`; only ever looked up.
    by_name: HashMap<Arc<str>, usize>,
    /// The tools' names, among which a misspelled one is looked for.
    names: OnceLock<Names<Arc<str>>>,
}

impl Catalog {
    /// Reads a catalog; the second part is everything that is wrong with it, in the order of the
    /// text. Of tools with one name the first is kept.
    pub(crate) fn read(source: Arc<Source>) -> (Self, Vec<Finding>) {
        let Read { mut tools, mut errors, server } = read::read(&source);
        errors.extend(remove_duplicates(&mut tools));
        errors.extend(names::check(&tools));
        let by_name = indexed(&tools);
        let catalog = Self { source, tools, server, by_name, names: OnceLock::new() };
        let mut findings = Vec::new();
        for error in errors {
            finding::add(&mut findings, error.finding());
        }
        findings.sort_by_key(|finding| finding.span);
        findings.dedup();
        (catalog, findings)
    }

    /// The text that it was read from.
    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// What the server says to the model beside its tools, where the file has kept that.
    pub(crate) fn server_instructions(&self) -> Option<&str> {
        let Some(Value::Object(members)) = &self.server else { return None };
        match members.get(join::INSTRUCTIONS) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether it was read from the same text as another one, wherever that stands.
    pub(crate) fn is_same_text(&self, other: &Self) -> bool {
        self.source.text() == other.source.text()
    }

    /// Every tool.
    pub(crate) fn tools(&self) -> &[Tool] {
        &self.tools
    }

    /// The tool with this exact name.
    pub(crate) fn tool(&self, name: &str) -> Option<&Tool> {
        self.by_name.get(name).and_then(|index| self.tools.get(*index))
    }

    /// The tool's name that a name which none has may mean.
    pub(crate) fn near(&self, name: &str) -> Option<Near> {
        let names = || Names::of(self.tools.iter().map(|tool| Arc::clone(tool.name())));
        self.names.get_or_init(names).near(name)
    }
}

/// Where each name stands first.
fn indexed(tools: &[Tool]) -> HashMap<Arc<str>, usize> {
    let mut by_name = HashMap::with_capacity(tools.len());
    for (index, tool) in tools.iter().enumerate() {
        by_name.entry(Arc::clone(tool.name())).or_insert(index);
    }
    by_name
}

/// Leaves of the tools with one name the first. A server that was asked twice lists the same tool
/// again, which is no fault.
fn remove_duplicates(tools: &mut Vec<Tool>) -> Vec<CatalogError> {
    let by_name = indexed(tools);
    if by_name.len() == tools.len() {
        return Vec::new();
    }
    let first = |tool: &Tool| by_name.get(tool.name()).copied();
    let is_first: Vec<bool> =
        tools.iter().enumerate().map(|(index, tool)| first(tool) == Some(index)).collect();
    let again = |(tool, is_first): (&Tool, &bool)| match is_first {
        true => None,
        false => duplicate(tools.get(first(tool)?)?, tool),
    };
    let faults = tools.iter().zip(&is_first).filter_map(again).take(MAX_FLAWS).collect();
    let mut is_first = is_first.into_iter();
    tools.retain(|_| is_first.next().unwrap_or_default());
    faults
}

/// That a name stands twice.
fn duplicate(first: &Tool, tool: &Tool) -> Option<CatalogError> {
    if first.page != tool.page && first.is_defined_as(tool) {
        return None;
    }
    let (span, first) = (tool.name_span(), first.name_span());
    Some(CatalogError::DuplicateTool { name: tool.name().to_string(), span, first })
}

/// That a catalog lists no such tool, in the words of every message that says so.
pub(crate) fn not_found(tool: &str, catalog: &str) -> String {
    format!("tool {} not found in {}", tick(tool), tick(catalog))
}

#[cfg(test)]
mod tests;
