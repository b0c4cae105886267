//! A file to its entries.

use std::collections::BTreeMap;

use super::error::BaselineError;
use super::{Entry, VERSION};
use crate::finding::{self, Finding};
use crate::json::{Node, ShapeError, StrictReader, Tape};
use crate::pages;
use crate::source::{Source, Span};
use crate::syntax;

/// The keys of the file.
const TOP: [&str; 2] = ["version", "findings"];

/// The keys of one finding.
const ENTRY: [&str; 4] = ["file", "lint", "text", "tools"];

/// Each entry with the places where it stands.
///
/// # Errors
/// Everything that is wrong with the file.
pub(super) fn entries(source: &Source) -> Result<BTreeMap<Entry, Vec<Span>>, Vec<Finding>> {
    let mut reader = Reader::default();
    let entries = match Tape::read(source) {
        Ok(tape) => reader.file(tape.root()),
        Err(error) => reader.fault(BaselineError::Shape(ShapeError::Json(error))),
    };
    entries.filter(|_| reader.findings.is_empty()).ok_or(reader.findings)
}

#[derive(Default)]
struct Reader {
    findings: Vec<Finding>,
}

impl StrictReader for Reader {
    fn misshapen(&mut self, error: ShapeError) {
        self.fault::<()>(BaselineError::Shape(error));
    }
}

impl Reader {
    fn fault<T>(&mut self, error: BaselineError) -> Option<T> {
        finding::add(&mut self.findings, error.finding());
        None
    }

    fn file(&mut self, root: Node<'_>) -> Option<BTreeMap<Entry, Vec<Span>>> {
        let mut object = self.object(root, "a baseline", &TOP)?;
        let node = object.required(self, "version")?;
        let found = self.string(node, "`version`")?;
        if found != VERSION {
            return self.fault(BaselineError::Version { found, span: node.span() });
        }
        let findings = object.required(self, "findings")?;
        let mut all: BTreeMap<Entry, Vec<Span>> = BTreeMap::new();
        for node in self.list(findings, "`findings`")? {
            if let Some(entry) = self.entry(node) {
                all.entry(entry).or_default().push(node.span());
            }
        }
        Some(all)
    }

    fn entry(&mut self, node: Node<'_>) -> Option<Entry> {
        let mut object = self.object(node, "a finding", &ENTRY)?;
        let file = object.required(self, "file");
        let file = file.and_then(|node| self.string(node, "`file`"));
        let lint = object.required(self, "lint");
        let lint = lint.and_then(|node| self.string(node, "`lint`"));
        let text = object.required(self, "text");
        let text = text.and_then(|node| self.string(node, "`text`"));
        let tools = match object.optional("tools") {
            None => Some(Vec::new()),
            Some(node) => self.tools(node),
        };
        let lint = lint.map(|lint| pages::renamed(&lint).map_or(lint, str::to_owned));
        let text = text.map(|text| syntax::without_layout(&text));
        Some(Entry { file: file?, lint: lint?, text: text?, tools: tools? })
    }

    fn tools(&mut self, node: Node<'_>) -> Option<Vec<String>> {
        let elements = self.list(node, "`tools`")?;
        let names: Vec<_> = elements.map(|element| self.string(element, "a tool's name")).collect();
        names.into_iter().collect()
    }
}
