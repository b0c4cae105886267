//! A file to its entries.

use std::collections::BTreeMap;

use super::error::BaselineError;
use super::{Entry, VERSION};
use crate::json::{Elements, Flaw, Node, Shape, Tape};
use crate::source::{Source, Span};

/// The keys of the file.
const TOP: [&str; 2] = ["version", "findings"];

/// The keys of one finding.
const ENTRY: [&str; 4] = ["file", "lint", "text", "tools"];

/// Each entry with the places where it stands.
///
/// # Errors
/// Everything that is wrong with the file.
pub(super) fn entries(source: &Source) -> Result<BTreeMap<Entry, Vec<Span>>, Vec<BaselineError>> {
    let tape = Tape::read(source).map_err(|error| vec![BaselineError::Json(error)])?;
    let mut reader = Reader { errors: tape.flaws().into_iter().map(flaw).collect() };
    let entries = if reader.errors.is_empty() { reader.file(tape.root()) } else { None };
    match entries {
        Some(entries) if reader.errors.is_empty() => Ok(entries),
        _ => Err(reader.errors),
    }
}

fn flaw(flaw: Flaw) -> BaselineError {
    match flaw {
        Flaw::DuplicateKey { key, span, first } => BaselineError::DuplicateKey { key, span, first },
        Flaw::TooDeep { span } => BaselineError::Value { expected: "texts and lists", span },
        Flaw::BrokenString(error) => BaselineError::Json(error),
    }
}

struct Reader {
    errors: Vec<BaselineError>,
}

impl Reader {
    fn file(&mut self, root: Node<'_>) -> Option<BTreeMap<Entry, Vec<Span>>> {
        let members = self.object(root, &TOP)?;
        let version = self.required(root, &members, "version")?;
        if version.text_value().ok().as_deref() != Some(VERSION) {
            return self.wrong(version, "`\"1\"`");
        }
        let node = self.required(root, &members, "findings")?;
        let mut all: BTreeMap<Entry, Vec<Span>> = BTreeMap::new();
        for node in self.list(node)? {
            if let Some(entry) = self.entry(node) {
                all.entry(entry).or_default().push(node.span());
            }
        }
        Some(all)
    }

    fn entry(&mut self, node: Node<'_>) -> Option<Entry> {
        let members = self.object(node, &ENTRY)?;
        let mut text = |key| {
            let value = self.required(node, &members, key)?;
            self.text(value)
        };
        let (file, lint, about) = (text("file"), text("lint"), text("text"));
        let tools = match members.get("tools") {
            None => Some(Vec::new()),
            Some(tools) => self.texts(*tools),
        };
        Some(Entry { file: file?, lint: lint?, text: about?, tools: tools? })
    }

    fn texts(&mut self, node: Node<'_>) -> Option<Vec<String>> {
        let elements = self.list(node)?;
        let texts: Vec<_> = elements.map(|element| self.text(element)).collect();
        texts.into_iter().collect()
    }

    fn text(&mut self, node: Node<'_>) -> Option<String> {
        match node.text_value() {
            Ok(text) => Some(text.into_owned()),
            Err(_) => self.wrong(node, "a text in quotes"),
        }
    }

    fn list<'s>(&mut self, node: Node<'s>) -> Option<Elements<'s>> {
        match node.shape() {
            Ok(Shape::Array(elements)) => Some(elements),
            _ => self.wrong(node, "a list"),
        }
    }

    /// The members of an object that has no others than `known`.
    fn object<'s>(
        &mut self,
        node: Node<'s>,
        known: &'static [&'static str],
    ) -> Option<BTreeMap<String, Node<'s>>> {
        let Ok(Shape::Object(members)) = node.shape() else {
            return self.wrong(node, "an object");
        };
        let mut named = BTreeMap::new();
        for member in members {
            let key = member.name().into_owned();
            if known.contains(&&*key) {
                named.insert(key, member.value);
            } else {
                self.errors.push(BaselineError::UnknownKey { key, known, span: member.key.span() });
            }
        }
        Some(named)
    }

    fn required<'s>(
        &mut self,
        object: Node<'_>,
        members: &BTreeMap<String, Node<'s>>,
        key: &'static str,
    ) -> Option<Node<'s>> {
        let node = members.get(key).copied();
        if node.is_none() {
            self.errors.push(BaselineError::MissingKey { key, span: object.opening() });
        }
        node
    }

    /// Reports a value of another kind; there is nothing then.
    fn wrong<T>(&mut self, node: Node<'_>, expected: &'static str) -> Option<T> {
        self.errors.push(BaselineError::Value { expected, span: node.span() });
        None
    }
}
