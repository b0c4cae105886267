//! One value of a JSON text, opened one level at a time.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Visitor};

use super::error::JsonError;
use super::members::{Elements, Members};
use super::tape::{NodeId, Tape};
use super::value::{Number, Value};
use crate::source::Span;

/// How deep [`Node::value`] follows lists and objects.
pub(crate) const MAX_DEPTH: usize = 128;

/// A value in a JSON text.
#[derive(Clone, Copy)]
pub(crate) struct Node<'s> {
    pub(super) tape: &'s Tape,
    pub(super) at: u32,
}

/// What a [`Node`] holds, one level deep.
#[derive(Debug, Clone)]
pub(crate) enum Shape<'s> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string, escapes resolved.
    String(Cow<'s, str>),
    /// The elements of a list.
    Array(Elements<'s>),
    /// The members of an object in the order of the text; keys may stand twice.
    Object(Members<'s>),
}

impl<'s> Node<'s> {
    /// What names it on its tape.
    pub(crate) fn id(self) -> NodeId {
        NodeId(self.at)
    }

    /// Where the value stands.
    pub(crate) fn span(self) -> Span {
        let slot = self.tape.slot(self.at);
        let closing = self.tape.closing(slot).map(|closing| self.tape.slot(closing));
        let end = closing.unwrap_or(slot).end;
        Span { source: self.tape.source, start: slot.start, end }
    }

    /// The value's text.
    pub(crate) fn text(self) -> &'s str {
        self.tape.text.get(self.span().range()).unwrap_or_default()
    }

    /// Where the value begins: its first character, which for lists and objects is the bracket.
    pub(crate) fn opening(self) -> Span {
        let span = self.span();
        Span { end: span.start + 1, ..span }
    }

    /// What kind of value it is, in a reader's words.
    pub(crate) fn kind(self) -> &'static str {
        match self.first_byte() {
            b'n' => "null",
            b't' | b'f' => "a boolean",
            b'"' => "a string",
            b'[' => "a list",
            b'{' => "an object",
            _ => "a number",
        }
    }

    /// Whether it is an object.
    pub(crate) fn is_object(self) -> bool {
        self.first_byte() == b'{'
    }

    /// Whether it is a list.
    pub(crate) fn is_list(self) -> bool {
        self.first_byte() == b'['
    }

    /// Whether it stands on this tape.
    pub(crate) fn is_of(self, tape: &Tape) -> bool {
        std::ptr::eq(self.tape, tape)
    }

    /// The value as the only element of a list.
    pub(crate) fn alone(self) -> Elements<'s> {
        Elements::between(self.tape, self.at, self.tape.after(self.at)).from(self.at)
    }

    /// Whether it is a string.
    pub(crate) fn is_string(self) -> bool {
        self.first_byte() == b'"'
    }

    /// What the value is, one level deep.
    ///
    /// # Errors
    /// A number that is too large for a 64-bit float, or half of a surrogate pair in a string or a
    /// key.
    pub(crate) fn shape(self) -> Result<Shape<'s>, JsonError> {
        Ok(match self.first_byte() {
            b'n' => Shape::Null,
            b't' => Shape::Bool(true),
            b'f' => Shape::Bool(false),
            b'"' => Shape::String(self.text_value()?),
            b'[' => Shape::Array(self.inside()),
            b'{' => Shape::Object(self.members()?),
            _ => Shape::Number(self.number()?),
        })
    }

    /// The whole value, all levels.
    ///
    /// # Errors
    /// As [`Node::shape`], at any depth; a key that stands twice; more than [`MAX_DEPTH`] levels.
    pub(crate) fn value(self) -> Result<Value, JsonError> {
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
            Shape::Array(nodes) => {
                let values = nodes.map(|node| node.value_within(deeper));
                Value::Array(values.collect::<Result<_, _>>()?)
            }
            Shape::Object(members) => {
                let mut object = BTreeMap::new();
                for member in members {
                    let value = member.value.value_within(deeper)?;
                    if object.insert(member.name().into_owned(), value).is_some() {
                        return Err(member.duplicate());
                    }
                }
                Value::Object(object)
            }
        })
    }

    /// A string's text, escapes resolved.
    ///
    /// # Errors
    /// When it is no string, or has half of a surrogate pair in it.
    pub(crate) fn text_value(self) -> Result<Cow<'s, str>, JsonError> {
        let text = self.text();
        decoded(text).map_err(|error| {
            let Span { source, start, .. } = self.span();
            JsonError::located(&error, text, source, start as usize)
        })
    }

    fn number(self) -> Result<Number, JsonError> {
        Number::new(self.text())
            .ok_or_else(|| self.fault("a number that no 64-bit float can hold".to_owned()))
    }

    fn members(self) -> Result<Members<'s>, JsonError> {
        let members = Members::of(self.inside());
        if self.tape.escaped_keys && !self.tape.broken.is_empty() {
            members.clone().try_for_each(|member| member.key.text_value().map(drop))?;
        }
        Ok(members)
    }

    /// What stands between the brackets of a list or an object.
    pub(super) fn inside(self) -> Elements<'s> {
        let closing = self.tape.closing(self.tape.slot(self.at));
        Elements::between(self.tape, self.at, closing.unwrap_or_default())
    }

    /// The text of a string as it stands there.
    pub(super) fn between_quotes(self) -> &'s str {
        let slot = self.tape.slot(self.at);
        let inner = slot.start as usize + 1..(slot.end as usize).saturating_sub(1);
        self.tape.text.get(inner).unwrap_or_default()
    }

    pub(super) fn first_byte(self) -> u8 {
        self.tape.first_byte(self.tape.slot(self.at))
    }

    fn fault(self, message: String) -> JsonError {
        JsonError { message, span: self.span() }
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Node").field(&self.span()).finish()
    }
}

/// What a JSON string between its quotes says; borrowed where no escape stands in it.
pub(super) fn decoded(text: &str) -> Result<Cow<'_, str>, serde_json::Error> {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match inner.filter(|inner| !inner.as_bytes().contains(&b'\\')) {
        Some(inner) => Ok(Cow::Borrowed(inner)),
        None => serde_json::Deserializer::from_str(text).deserialize_str(Text),
    }
}

struct Text;

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
