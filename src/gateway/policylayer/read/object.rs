//! Reading one level of JSON at a time, with every fault kept.

use std::collections::BTreeMap;

use super::error::Fault;
use crate::finding::{self, Finding};
use crate::json::{Elements, JsonError, Members, Node, Shape, Value};
use crate::source::Span;
use crate::strings::nearest;

/// Gathers faults. What can't be read is `None`, and its fault is here.
#[derive(Debug, Default)]
pub(super) struct Reader {
    findings: Vec<Finding>,
}

/// An object whose keys are known.
pub(super) struct Object<'s> {
    /// Its opening brace.
    span: Span,
    what: &'static str,
    members: BTreeMap<String, Node<'s>>,
}

impl<'s> Object<'s> {
    /// The value of a key that may be left out.
    pub(super) fn optional(&mut self, key: &str) -> Option<Node<'s>> {
        self.members.remove(key)
    }

    /// The value of a key that may not be left out.
    pub(super) fn required(&mut self, reader: &mut Reader, key: &'static str) -> Option<Node<'s>> {
        let Self { span, what, .. } = *self;
        self.optional(key).or_else(|| reader.fault(Fault::MissingKey { span, what, key }))
    }
}

impl Reader {
    /// Everything that was found to be wrong.
    pub(super) fn findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Keeps a fault.
    pub(super) fn fault<T>(&mut self, fault: Fault) -> Option<T> {
        finding::add(&mut self.findings, fault.finding());
        None
    }

    /// An object with some of `keys` and no others, none twice.
    pub(super) fn object<'s>(
        &mut self,
        node: Node<'s>,
        what: &'static str,
        keys: &[&'static str],
    ) -> Option<Object<'s>> {
        let mut members = BTreeMap::new();
        let mut seen: BTreeMap<String, Span> = BTreeMap::new();
        for member in self.members(node, what)? {
            let (key, span) = (member.name().into_owned(), member.key.span());
            if let Some(first) = seen.insert(key.clone(), span) {
                self.fault::<()>(Fault::DuplicateKey { span, first, key });
            } else if keys.contains(&key.as_str()) {
                members.insert(key, member.value);
            } else {
                let near = nearest(&key, keys.iter().copied());
                let known = keys.iter().map(|key| (*key).to_owned()).collect();
                let nearest = near.map(str::to_owned);
                self.fault::<()>(Fault::UnknownKey { span, what, key, known, nearest });
            }
        }
        Some(Object { span: node.opening(), what, members })
    }

    /// The members of an object with any keys.
    pub(super) fn members<'s>(
        &mut self,
        node: Node<'s>,
        what: &'static str,
    ) -> Option<Members<'s>> {
        match self.shape(node)? {
            Shape::Object(members) => Some(members),
            shape => self.wrong_type(node, what, "an object", &shape),
        }
    }

    /// The elements of a list.
    pub(super) fn list<'s>(&mut self, node: Node<'s>, what: &'static str) -> Option<Elements<'s>> {
        match self.shape(node)? {
            Shape::Array(elements) => Some(elements),
            shape => self.wrong_type(node, what, "a list", &shape),
        }
    }

    /// A string.
    pub(super) fn text(&mut self, node: Node<'_>, what: &'static str) -> Option<String> {
        match self.shape(node)? {
            Shape::String(text) => Some(text.into_owned()),
            shape => self.wrong_type(node, what, "a string", &shape),
        }
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: Node<'_>,
        what: &'static str,
        choices: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let word = self.text(node, what)?;
        let known: Vec<_> = choices.iter().map(|choice| name(*choice)).collect();
        choices.iter().copied().find(|choice| name(*choice) == word).or_else(|| {
            let nearest = nearest(&word, known.iter().copied()).map(str::to_owned);
            self.fault(Fault::UnknownWord { span: node.span(), what, word, known, nearest })
        })
    }

    /// Any value.
    pub(super) fn value(&mut self, node: Node<'_>) -> Option<Value> {
        node.value().map_or_else(|error| self.json(error), Some)
    }

    /// One level of a value.
    pub(super) fn shape<'s>(&mut self, node: Node<'s>) -> Option<Shape<'s>> {
        node.shape().map_or_else(|error| self.json(error), Some)
    }

    /// Keeps the fault that something is of another type than `expected`.
    pub(super) fn wrong_type<T>(
        &mut self,
        node: Node<'_>,
        what: &'static str,
        expected: &'static str,
        found: &Shape<'_>,
    ) -> Option<T> {
        let found = kind(found);
        self.fault(Fault::Type { span: node.span(), what, expected, found })
    }

    fn json<T>(&mut self, error: JsonError) -> Option<T> {
        self.fault(Fault::Json(error))
    }
}

fn kind(shape: &Shape<'_>) -> &'static str {
    match shape {
        Shape::Null => "null",
        Shape::Bool(_) => "a boolean",
        Shape::Number(_) => "a number",
        Shape::String(_) => "a string",
        Shape::Array(_) => "a list",
        Shape::Object(_) => "an object",
    }
}
