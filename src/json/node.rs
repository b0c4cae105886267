//! Places in a JSON text, opened one level at a time.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::value::{Number, Value};
use crate::source::{Source, SourceId, Span};

/// How deep [`Node::value`] follows lists and objects.
pub const MAX_DEPTH: usize = 128;

/// What is wrong with a JSON text, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct JsonError {
    /// What is wrong, in a reader's words.
    pub message: String,
    /// The exact text.
    pub span: Span,
}

/// A value in a JSON text. The text around and inside it is known to be JSON.
#[derive(Debug, Clone, Copy)]
pub struct Node<'s> {
    text: &'s str,
    source: SourceId,
    start: usize,
}

/// What a [`Node`] holds, one level deep.
#[derive(Debug, Clone)]
pub enum Shape<'s> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string, escapes resolved.
    String(Cow<'s, str>),
    /// The elements of a list.
    Array(Vec<Node<'s>>),
    /// The members of an object in the order of the text; keys may stand twice.
    Object(Vec<Member<'s>>),
}

/// One member of an object.
#[derive(Debug, Clone)]
pub struct Member<'s> {
    /// The key, escapes resolved.
    pub key: Cow<'s, str>,
    /// Where the key stands, quotes included.
    pub key_span: Span,
    /// Its value.
    pub value: Node<'s>,
}

impl<'s> Node<'s> {
    /// The value that a whole text is. Reads the text once, keeping nothing.
    ///
    /// # Errors
    /// Where the text isn't JSON.
    pub fn root(source: &'s Source) -> Result<Self, JsonError> {
        let bom = '\u{feff}';
        let start = if source.text().starts_with(bom) { bom.len_utf8() } else { 0 };
        Self::within(source, Span::new(source.id(), start, source.text().len()))
    }

    /// The value that a part of a text is, such as one line of many.
    ///
    /// # Errors
    /// Where that part isn't JSON.
    pub fn within(source: &'s Source, part: Span) -> Result<Self, JsonError> {
        let whole =
            Node { text: source.slice(part), source: source.id(), start: part.range().start };
        let raw: &RawValue =
            serde_json::from_str(whole.text).map_err(|error| whole.error(&error))?;
        Ok(whole.child(raw.get()))
    }

    /// Where the value stands.
    pub fn span(self) -> Span {
        Span::new(self.source, self.start, self.start + self.text.len())
    }

    /// The value's text.
    pub fn text(self) -> &'s str {
        self.text
    }

    /// Where the value begins: its first character, which for lists and objects is the bracket.
    pub fn opening(self) -> Span {
        Span::new(self.source, self.start, self.start + self.text.len().min(1))
    }

    /// What kind of value it is, in a reader's words.
    pub fn kind(self) -> &'static str {
        match self.text.as_bytes().first() {
            Some(b'n') => "null",
            Some(b't' | b'f') => "a boolean",
            Some(b'"') => "a string",
            Some(b'[') => "a list",
            Some(b'{') => "an object",
            _ => "a number",
        }
    }

    /// What the value is, one level deep.
    ///
    /// # Errors
    /// A number that is too large for a 64-bit float, or half of a surrogate pair in a string.
    pub fn shape(self) -> Result<Shape<'s>, JsonError> {
        let wrong = |error: serde_json::Error| self.error(&error);
        Ok(match self.text.as_bytes().first() {
            Some(b'n') => Shape::Null,
            Some(b't') => Shape::Bool(true),
            Some(b'f') => Shape::Bool(false),
            Some(b'"') => Shape::String(self.string().map_err(wrong)?),
            Some(b'[') => Shape::Array(self.elements().map_err(wrong)?),
            Some(b'{') => Shape::Object(self.members().map_err(wrong)?),
            _ => Shape::Number(self.number()?),
        })
    }

    /// The whole value, all levels.
    ///
    /// # Errors
    /// As [`Node::shape`], at any depth; a key that stands twice; more than [`MAX_DEPTH`] levels.
    pub fn value(self) -> Result<Value, JsonError> {
        self.value_within(MAX_DEPTH)
    }

    fn value_within(self, depth: usize) -> Result<Value, JsonError> {
        let Some(deeper) = depth.checked_sub(1) else {
            return Err(self.fault(format!("nested more than {MAX_DEPTH} levels deep")));
        };
        Ok(match self.shape()? {
            Shape::Null => Value::Null,
            Shape::Bool(value) => Value::Bool(value),
            Shape::Number(number) => Value::Number(number),
            Shape::String(text) => Value::String(text.into_owned()),
            Shape::Array(nodes) => Value::Array(
                nodes
                    .into_iter()
                    .map(|node| node.value_within(deeper))
                    .collect::<Result<_, _>>()?,
            ),
            Shape::Object(members) => {
                let mut object = BTreeMap::new();
                for member in members {
                    let value = member.value.value_within(deeper)?;
                    if object.insert(member.key.clone().into_owned(), value).is_some() {
                        return Err(member.duplicate());
                    }
                }
                Value::Object(object)
            }
        })
    }

    fn number(self) -> Result<Number, JsonError> {
        Number::new(self.text).ok_or_else(|| self.fault("a number that no 64-bit float can hold"))
    }

    fn string(self) -> Result<Cow<'s, str>, serde_json::Error> {
        Text.deserialize(&mut serde_json::Deserializer::from_str(self.text))
    }

    fn elements(self) -> Result<Vec<Node<'s>>, serde_json::Error> {
        serde_json::Deserializer::from_str(self.text).deserialize_seq(Elements(self))
    }

    fn members(self) -> Result<Vec<Member<'s>>, serde_json::Error> {
        serde_json::Deserializer::from_str(self.text).deserialize_map(Members(self))
    }

    /// A string's text, escapes resolved.
    ///
    /// # Errors
    /// When it is no string, or has half of a surrogate pair in it.
    pub fn text_value(self) -> Result<Cow<'s, str>, JsonError> {
        self.string().map_err(|error| self.error(&error))
    }

    /// The value at `span`, which is the span of a node of this source.
    pub fn at(source: &'s Source, span: Span) -> Self {
        Node { text: source.slice(span), source: source.id(), start: span.range().start }
    }

    /// `length` bytes of this node's text from `offset` on.
    pub(super) fn part(self, offset: usize, length: usize) -> Self {
        let text = self.text.get(offset..offset + length).unwrap_or_default();
        Node { text, source: self.source, start: self.start + offset }
    }

    /// A part of this node's text as a node of its own.
    fn child(self, text: &'s str) -> Self {
        let offset = text.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        Node { text, source: self.source, start: self.start + offset }
    }

    /// Where the key stands whose value is `value`: between the quotes after `from` and before it.
    fn key_span(self, from: usize, value: Node<'s>) -> Span {
        let between = self.text.get(from..value.start - self.start).unwrap_or_default();
        let first = between.find('"').unwrap_or_default();
        let last = between.rfind('"').map_or(between.len(), |quote| quote + 1);
        Span::new(self.source, self.start + from + first, self.start + from + last)
    }

    /// An error that serde_json found inside this node; its columns count bytes.
    fn error(self, error: &serde_json::Error) -> JsonError {
        let line_start: usize = self
            .text
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum();
        let at = (line_start + error.column().saturating_sub(1)).min(self.text.len());
        let at = (0..=at).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default();
        let width =
            self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let text = error.to_string();
        let message = text.split(" at line ").next().unwrap_or_default().to_owned();
        JsonError {
            message,
            span: Span::new(self.source, self.start + at, self.start + at + width),
        }
    }

    fn fault(self, message: impl Into<String>) -> JsonError {
        JsonError { message: message.into(), span: self.span() }
    }
}

impl Member<'_> {
    /// The error that this key stands in its object already.
    pub fn duplicate(&self) -> JsonError {
        let key = crate::json::quoted(&self.key);
        JsonError {
            message: format!("the key {key} stands twice in one object"),
            span: self.key_span,
        }
    }
}

/// A string, borrowed where no escape stands in it.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

struct Elements<'s>(Node<'s>);

impl<'s> Visitor<'s> for Elements<'s> {
    type Value = Vec<Node<'s>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'s>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(raw) = list.next_element::<&'s RawValue>()? {
            nodes.push(self.0.child(raw.get()));
        }
        Ok(nodes)
    }
}

struct Members<'s>(Node<'s>);

impl<'s> Visitor<'s> for Members<'s> {
    type Value = Vec<Member<'s>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'s>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        let mut end = 1;
        while let Some(key) = object.next_key_seed(Text)? {
            let raw = object.next_value_seed(Raw)?;
            let value = self.0.child(raw.get());
            members.push(Member { key, key_span: self.0.key_span(end, value), value });
            end = value.start - self.0.start + value.text.len();
        }
        Ok(members)
    }
}

struct Raw;

impl<'de> DeserializeSeed<'de> for Raw {
    type Value = &'de RawValue;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Deserialize::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn read(text: &str) -> Result<Value, JsonError> {
        let source = Sources::default().add("test", text).unwrap();
        Node::root(&source)?.value()
    }

    #[test]
    fn members_know_their_places() {
        let source = Sources::default()
            .add("test", "\u{feff}{ \"a\\n\" : [1, {\"b\":2}] , \"c\":null }")
            .unwrap();
        let Shape::Object(members) = Node::root(&source).unwrap().shape().unwrap() else {
            panic!()
        };
        assert_eq!(source.slice(members[0].key_span), "\"a\\n\"");
        assert_eq!(source.slice(members[0].value.span()), "[1, {\"b\":2}]");
        assert_eq!(source.slice(members[1].key_span), "\"c\"");
        assert_eq!(members[0].key, "a\n");
    }

    #[test]
    fn values_print_as_they_were_spelled() {
        let text = r#"{"a":[1.0,-0,1e6,"x\u0041",true,null],"b":{}}"#;
        assert_eq!(read(text).unwrap().to_string(), r#"{"a":[1.0,-0,1e6,"xA",true,null],"b":{}}"#);
    }

    #[test]
    fn what_is_no_json_is_pointed_at() {
        let source = Sources::default().add("test", "{\n  \"a\": 1,\n  oops\n}").unwrap();
        let error = Node::root(&source).unwrap_err();
        assert_eq!(source.slice(error.span), "o");
        assert_eq!(source.place(error.span.start).line, 3);
    }

    #[test]
    fn what_json_leaves_open_is_refused() {
        assert!(read(r#"{"a":1,"a":2}"#).unwrap_err().message.contains("stands twice"));
        assert!(read("[1e309]").unwrap_err().message.contains("64-bit float"));
        assert!(read(r#"["\ud800"]"#).is_err());
        assert!(read(&"[".repeat(100_000)).is_err());
        let deep = "[".repeat(10_000) + &"]".repeat(10_000);
        assert!(read(&deep).unwrap_err().message.contains("levels deep"));
    }
}
