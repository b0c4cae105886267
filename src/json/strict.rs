//! Reading one level of JSON at a time where every key is known, with every fault kept.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::error::JsonError;
use super::members::{Elements, Members};
use super::node::{Node, Shape};
use super::value::Value;
use crate::source::Span;
use crate::strings::{nearest, tick};

/// What isn't shaped as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ShapeError {
    /// The text isn't JSON, or holds what JSON leaves open.
    Json(JsonError),
    /// A key that stands twice in one object.
    DuplicateKey {
        /// The second one.
        span: Span,
        /// The first one.
        first: Span,
        /// The key.
        key: String,
    },
    /// A key that there isn't.
    UnknownKey {
        /// The key.
        span: Span,
        /// The object, as in `a quota`.
        object: &'static str,
        /// As written.
        key: String,
        /// The keys that there are.
        known: &'static [&'static str],
    },
    /// A key that may not be left out.
    MissingKey {
        /// The object's opening brace.
        span: Span,
        /// The object, as in `a quota`.
        object: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A value of another JSON type.
    Type {
        /// The value.
        span: Span,
        /// What it is, as in `a quota` or `` `max` ``.
        what: &'static str,
        /// The type that it must have.
        expected: &'static str,
        /// The type that it has.
        found: &'static str,
    },
}

impl ShapeError {
    /// The exact text.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Json(error) => error.span,
            Self::DuplicateKey { span, .. }
            | Self::UnknownKey { span, .. }
            | Self::MissingKey { span, .. }
            | Self::Type { span, .. } => *span,
        }
    }

    /// What is wrong, in words.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Json(error) => error.message.clone(),
            Self::DuplicateKey { key, .. } => {
                format!("the key {} stands twice in one object", tick(key))
            }
            Self::UnknownKey { object, key, .. } => format!("{object} has no key {}", tick(key)),
            Self::MissingKey { object, key, .. } => format!("{object} has no {}", tick(key)),
            Self::Type { what, expected, found, .. } => {
                format!("{what} must be {expected}, not {found}")
            }
        }
    }

    /// What to write instead, where the shape alone tells.
    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Self::DuplicateKey { .. } => Some("remove one of them".to_owned()),
            Self::UnknownKey { key, known, .. } => {
                Some(match nearest(key, known.iter().copied()) {
                    Some(near) => format!("did you mean {}?", tick(near)),
                    None => {
                        let known: Vec<_> = known.iter().map(|key| tick(key)).collect();
                        format!("the keys are {}", known.join(", "))
                    }
                })
            }
            Self::Json(_) | Self::MissingKey { .. } | Self::Type { .. } => None,
        }
    }
}

/// An object whose keys are known.
pub(crate) struct Object<'s> {
    /// Its opening brace.
    span: Span,
    what: &'static str,
    members: BTreeMap<&'static str, Node<'s>>,
}

impl<'s> Object<'s> {
    /// The value of a key that may be left out.
    pub(crate) fn optional(&mut self, key: &str) -> Option<Node<'s>> {
        self.members.remove(key)
    }

    /// The value of a key that may not be left out.
    pub(crate) fn required(
        &mut self,
        reader: &mut impl StrictReader,
        key: &'static str,
    ) -> Option<Node<'s>> {
        let Self { span, what: object, .. } = *self;
        self.optional(key)
            .or_else(|| misshapen(reader, ShapeError::MissingKey { span, object, key }))
    }
}

/// Reads values and gathers what is wrong with them. What can't be read is `None`, and its error
/// was given to [`StrictReader::misshapen`].
pub(crate) trait StrictReader: Sized {
    /// Keeps an error.
    fn misshapen(&mut self, error: ShapeError);

    /// An object with some of `keys` and no others, none twice.
    fn object<'s>(
        &mut self,
        node: Node<'s>,
        what: &'static str,
        keys: &'static [&'static str],
    ) -> Option<Object<'s>> {
        let mut members = BTreeMap::new();
        let mut seen: BTreeMap<Cow<'s, str>, Span> = BTreeMap::new();
        for member in self.members(node, what)? {
            let (key, span) = (member.name(), member.key.span());
            let known = keys.iter().find(|known| **known == key);
            if let Some(first) = seen.insert(key.clone(), span) {
                let key = key.into_owned();
                self.misshapen(ShapeError::DuplicateKey { span, first, key });
            } else if let Some(known) = known {
                members.insert(*known, member.value);
            } else {
                let key = key.into_owned();
                self.misshapen(ShapeError::UnknownKey { span, object: what, key, known: keys });
            }
        }
        Some(Object { span: node.opening(), what, members })
    }

    /// The members of an object with any keys.
    fn members<'s>(&mut self, node: Node<'s>, what: &'static str) -> Option<Members<'s>> {
        match self.shape(node)? {
            Shape::Object(members) => Some(members),
            _ => self.wrong_type(node, what, "an object"),
        }
    }

    /// The elements of a list.
    fn list<'s>(&mut self, node: Node<'s>, what: &'static str) -> Option<Elements<'s>> {
        match self.shape(node)? {
            Shape::Array(elements) => Some(elements),
            _ => self.wrong_type(node, what, "a list"),
        }
    }

    /// A string.
    fn string(&mut self, node: Node<'_>, what: &'static str) -> Option<String> {
        match self.shape(node)? {
            Shape::String(text) => Some(text.into_owned()),
            _ => self.wrong_type(node, what, "a string"),
        }
    }

    /// Any value, all levels.
    fn value(&mut self, node: Node<'_>) -> Option<Value> {
        node.value().map_or_else(|error| misshapen(self, ShapeError::Json(error)), Some)
    }

    /// One level of a value.
    fn shape<'s>(&mut self, node: Node<'s>) -> Option<Shape<'s>> {
        node.shape().map_or_else(|error| misshapen(self, ShapeError::Json(error)), Some)
    }

    /// Keeps the error that something is of another type than `expected`.
    fn wrong_type<T>(
        &mut self,
        node: Node<'_>,
        what: &'static str,
        expected: &'static str,
    ) -> Option<T> {
        let (span, found) = (node.span(), node.kind());
        misshapen(self, ShapeError::Type { span, what, expected, found })
    }
}

fn misshapen<T>(reader: &mut impl StrictReader, error: ShapeError) -> Option<T> {
    reader.misshapen(error);
    None
}
