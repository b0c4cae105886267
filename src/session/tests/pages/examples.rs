//! The examples of a page: fenced blocks under headings, with the catalog they are checked with.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config;
use crate::session::Memory;

pub(crate) const POLICY: &str = "policy.mcpol";
pub(crate) const CATALOG: &str = "catalog.json";

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A fenced block: what stands after the backticks, and the text.
pub(crate) struct Block<'p> {
    pub(crate) info: &'p str,
    pub(crate) text: &'p str,
}

/// The fenced blocks under a heading.
pub(crate) fn blocks<'p>(page: &'p str, heading: &str) -> Vec<Block<'p>> {
    let start = page.find(&format!("\n## {heading}\n")).map_or(page.len(), |at| at + 1);
    let rest = &page[start..];
    let section = rest.find("\n## ").map_or(rest, |end| &rest[..end]);
    let mut blocks = Vec::new();
    let mut parts = section.split("\n```").skip(1);
    while let (Some(block), closed) = (parts.next(), parts.next()) {
        assert!(closed.is_some(), "a block isn't closed:\n{section}");
        let (info, text) = block.split_once('\n').unwrap_or((block, ""));
        blocks.push(Block { info, text });
    }
    blocks
}

/// A page's example with the catalog that it is checked with.
pub(crate) struct Example<'p> {
    pub(crate) kind: &'p str,
    pub(crate) text: &'p str,
    pub(crate) catalog: String,
    /// Other files, by name.
    pub(crate) files: Vec<(&'p str, &'p str)>,
}

/// The examples under `heading`; the first catalog under `first` is the page's own.
pub(crate) fn examples<'p>(page: &'p str, first: &str, heading: &str) -> Vec<Example<'p>> {
    let standard = fs::read_to_string(root().join("docs/errors").join(CATALOG)).unwrap();
    let own = blocks(page, first).iter().find(|block| block.info == "json catalog").map(text);
    let mut catalog = own.unwrap_or(standard);
    let mut examples = Vec::new();
    let mut files = Vec::new();
    for block in blocks(page, heading) {
        if let Some((_, name)) = block.info.split_once(' ').filter(|(_, name)| name.contains('.')) {
            files.push((name, block.text));
            continue;
        }
        match block.info {
            "json catalog" => catalog = text(&block),
            kind => {
                let (catalog, files) = (catalog.clone(), std::mem::take(&mut files));
                examples.push(Example { kind, text: block.text, catalog, files });
            }
        }
    }
    examples
}

fn text(block: &Block<'_>) -> String {
    block.text.to_owned()
}

impl Example<'_> {
    /// Whether it is a configuration and no policy.
    pub(crate) fn is_configuration(&self) -> bool {
        self.kind == "toml"
    }

    /// The files that it is checked among, itself as `bytes`.
    pub(crate) fn files(&self, bytes: Vec<u8>) -> Memory {
        let others =
            self.files.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec()));
        let own = [
            (PathBuf::from(if self.is_configuration() { config::NAME } else { POLICY }), bytes),
            (PathBuf::from(CATALOG), self.catalog.clone().into_bytes()),
        ];
        own.into_iter().chain(others).collect()
    }

    /// Whether its text names a catalog itself.
    pub(crate) fn names_catalog(&self) -> bool {
        self.text.lines().any(|line| line.trim_start().starts_with("catalog "))
    }
}
