//! The gateway's JSON read back, strictly: what the gateway would ignore or refuse is a fault with
//! its place, and all faults of a text are reported at once.

mod error;
mod object;
mod rules;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use error::Fault;
use object::Reader;

use crate::finding::Finding;
use crate::gateway::Document;
use crate::gateway::decision::{AllTools, ToolRules};
use crate::gateway::policylayer::SEMANTICS;
use crate::gateway::policylayer::names::VERSION;
use crate::json::{Node, ShapeError, StrictReader, Tape};
use crate::policy::Decision;
use crate::source::{Source, Span};

/// The keys of the document.
const KEYS: [&str; 5] = ["version", "default", "hide", "all_tools", "tools"];

/// Reads a document and everything that is wrong with it: unknown and duplicate keys, other
/// versions, wrong types, patterns that RE2 refuses. A list that is missing and an empty one mean
/// the same.
///
/// # Errors
/// All faults, in the order of the text.
pub(crate) fn read(source: &Source) -> Result<Document, Vec<Finding>> {
    let mut reader = Reader::default();
    let document = match Tape::read(source) {
        Ok(tape) => reader.document(tape.root()),
        Err(error) => reader.fault(Fault::Shape(ShapeError::Json(error))),
    };
    let mut findings = reader.findings();
    findings.sort_by_key(|finding| finding.span);
    document.filter(|_| findings.is_empty()).ok_or(findings)
}

impl Reader {
    fn document(&mut self, root: Node<'_>) -> Option<Document> {
        let mut object = self.object(root, "the document", &KEYS)?;
        if let Some(version) = object.required(self, "version") {
            self.version(version);
        }
        let default = object.required(self, "default").and_then(|node| self.decision(node));
        let hide = object.optional("hide").and_then(|node| self.hide(node));
        let all_tools = object.optional("all_tools").and_then(|node| self.all_tools(node));
        let tools = object.optional("tools").and_then(|node| self.tools(node));
        Some(Document {
            semantics: SEMANTICS,
            default: default?,
            hide: hide.unwrap_or_default(),
            all_tools: all_tools.unwrap_or_default(),
            tools: tools.unwrap_or_default(),
        })
    }

    fn version(&mut self, node: Node<'_>) {
        let found = node.text();
        if self.string(node, "`version`").is_some_and(|version| version != VERSION) {
            let found = found.to_owned();
            self.fault::<()>(Fault::Version { span: node.span(), found });
        }
    }

    fn decision(&mut self, node: Node<'_>) -> Option<Decision> {
        self.word(node, "`default`", &[Decision::Allow, Decision::Deny], Decision::name)
    }

    fn hide(&mut self, node: Node<'_>) -> Option<Vec<String>> {
        let nodes = self.list(node, "`hide`")?;
        Some(nodes.filter_map(|node| self.string(node, "a hidden tool's name")).collect())
    }

    fn all_tools(&mut self, node: Node<'_>) -> Option<AllTools> {
        let mut object = self.object(node, "`all_tools`", &["limits"])?;
        let limits = object.optional("limits").map(|node| self.limits(node, &rules::STATIC_LIMIT));
        Some(AllTools { limits: limits.unwrap_or_default() })
    }

    fn tools(&mut self, node: Node<'_>) -> Option<BTreeMap<String, ToolRules>> {
        let mut tools = BTreeMap::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for member in self.members(node, "`tools`")? {
            let (key, span) = (member.name().into_owned(), member.key.span());
            if let Some(first) = seen.insert(key.clone(), span) {
                self.misshapen(ShapeError::DuplicateKey { span, first, key: key.clone() });
            }
            tools.insert(key, self.tool(member.value).unwrap_or_default());
        }
        Some(tools)
    }
}
