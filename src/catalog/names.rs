//! Names that clients, models or people may take for others.

use foldhash::{HashMap, HashMapExt};

use super::Tool;
use super::error::CatalogError;
use crate::strings::lookalike::appearance;

/// How many characters a name should have at most, by MCP.
const MAX_LENGTH: usize = 128;

/// What is odd about the names of a catalog, none of which is there twice.
pub(super) fn check(tools: &[Tool]) -> Vec<CatalogError> {
    let odd = tools.iter().filter_map(|tool| {
        let letter = tool.name().chars().find(|letter| !is_usual(*letter));
        let is_long = tool.name().chars().count() > MAX_LENGTH;
        (letter.is_some() || is_long).then(|| {
            let (name, span) = (tool.name().to_string(), tool.name_span());
            CatalogError::OddName { name, letter, span }
        })
    });
    odd.chain(lookalikes(tools)).collect()
}

/// Whether a character may stand in a name, by MCP; it had `/` in its proposal.
fn is_usual(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.' | '/')
}

/// Every tool that looks like one before it.
fn lookalikes(tools: &[Tool]) -> Vec<CatalogError> {
    let mut seen: HashMap<String, &Tool> = HashMap::with_capacity(tools.len());
    let mut found = Vec::new();
    for tool in tools {
        match *seen.entry(appearance(tool.name())).or_insert(tool) {
            first if first.name() == tool.name() => {}
            first => found.push(CatalogError::Lookalike {
                name: tool.name().to_string(),
                other: first.name().to_string(),
                span: tool.name_span(),
                first: first.name_span(),
            }),
        }
    }
    found
}
