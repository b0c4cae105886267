//! What a server offers: its tools and their arguments' types, from a `tools/list` answer.
//!
//! [`Catalog::read`] finds the tools and all that is wrong with the file in a few passes over the
//! text; a tool's `inputSchema` becomes [`Arguments`] when a policy first asks for them. Knows
//! nothing of policies, files or the gateway.

mod accepts;
mod arguments;
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
pub(crate) use describe::{clipped, headline, key_text, pattern_text};
pub(crate) use join::joined;
pub(crate) use pattern::Pattern;
pub(crate) use tool::{Hints, Tool};

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use crate::finding::{self, Finding};
use crate::json::MAX_FLAWS;
use crate::source::Source;
use crate::strings::tick;
use error::CatalogError;

/// What a tool is called in a test or a shown call that stands for those that no catalog lists.
pub(crate) const UNLISTED: &str = "another_tool";

/// The tools of one server in the server's order.
#[derive(Debug)]
pub(crate) struct Catalog {
    source: Arc<Source>,
    tools: Vec<Tool>,
    /// Indexes into `tools`; only ever looked up.
    by_name: HashMap<Arc<str>, usize>,
}

impl Catalog {
    /// Reads a catalog; the second part is everything that is wrong with it, in the order of the
    /// text. Of tools with one name the first is kept.
    pub(crate) fn read(source: Arc<Source>) -> (Self, Vec<Finding>) {
        let (tools, mut errors) = read::read(&source);
        let count = tools.len();
        let (kept, by_name) = (Vec::with_capacity(count), HashMap::with_capacity(count));
        let mut catalog = Self { source, tools: kept, by_name };
        let duplicates = tools.into_iter().filter_map(|tool| catalog.add(tool));
        errors.extend(duplicates.take(MAX_FLAWS));
        errors.extend(names::check(&catalog.tools));
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

    /// Takes a tool in, unless there is one with its name. A server that was asked twice lists the
    /// same tool again.
    fn add(&mut self, tool: Tool) -> Option<CatalogError> {
        if let Some(first) = self.tool(tool.name()) {
            if first.page != tool.page && first.is_defined_as(&tool) {
                return None;
            }
            let (span, first) = (tool.name_span(), first.name_span());
            return Some(CatalogError::DuplicateTool {
                name: tool.name().to_string(),
                span,
                first,
            });
        }
        self.by_name.insert(Arc::clone(tool.name()), self.tools.len());
        self.tools.push(tool);
        None
    }
}

/// That a catalog lists no such tool, in the words of every message that says so.
pub(crate) fn not_found(tool: &str, catalog: &str) -> String {
    format!("tool {} not found in {}", tick(tool), tick(catalog))
}

#[cfg(test)]
mod tests;
