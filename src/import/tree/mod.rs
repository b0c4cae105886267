//! YAML, JSON and TOML as one kind of tree, every part with its place.

mod json;
mod object;
mod toml;
mod yaml;

use crate::json::{Number, Value};
use crate::source::{Source, Span};
use crate::strings::tick;
pub(super) use json::{read as read_json, read_commented as read_commented_json};
pub(super) use object::{Engine, Object, Reader, Twice};
pub(super) use toml::read as read_toml;
pub(super) use yaml::read as read_yaml;

/// How deep a text nests at most.
const MAX_DEPTH: usize = 64;

/// A value.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    List(Vec<Tree>),
    Map(Vec<Member>),
    /// What the language has and JSON hasn't, such as a date: what it is.
    Odd(&'static str),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) value: Tree,
}

/// A text that was read.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) root: Tree,
    pub(super) comments: Vec<Comment>,
    /// Where a second document begins.
    pub(super) second: Option<Span>,
}

/// A comment's words, without its mark.
#[derive(Debug, Clone)]
pub(super) struct Comment {
    pub(super) span: Span,
    pub(super) text: String,
}

impl Tree {
    /// What it is, as a message says.
    pub(super) fn words(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a mapping",
            Kind::Odd(what) => what,
        }
    }

    /// The value, where JSON has it.
    ///
    /// # Errors
    /// The part that JSON hasn't: where, and what it is.
    pub(super) fn value(&self) -> Result<Value, (Span, String)> {
        Ok(match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(*value),
            Kind::Number(number) => Value::Number(number.clone()),
            Kind::String(text) => Value::String(text.clone()),
            Kind::List(items) => {
                Value::Array(items.iter().map(Self::value).collect::<Result<_, _>>()?)
            }
            Kind::Map(members) => {
                let mut object = std::collections::BTreeMap::new();
                for Member { key, key_span, value } in members {
                    if object.insert(key.clone(), value.value()?).is_some() {
                        return Err((*key_span, format!("the key {} twice", tick(key))));
                    }
                }
                Value::Object(object)
            }
            Kind::Odd(what) => return Err((self.span, (*what).to_owned())),
        })
    }

    /// The members of a mapping; none of anything else.
    pub(super) fn members(&self) -> &[Member] {
        match &self.kind {
            Kind::Map(members) => members,
            _ => &[],
        }
    }

    /// The member with this key; the last, where it stands twice.
    pub(super) fn member(&self, key: &str) -> Option<&Member> {
        self.members().iter().rfind(|member| member.key == key)
    }

    /// Where it begins: its first member, or else all of it.
    pub(super) fn head(&self) -> Span {
        let first = self.members().iter().min_by_key(|member| member.key_span);
        first.map_or(self.span, |member| member.key_span.to(member.value.span))
    }

    /// The elements of a list; none of anything else.
    pub(super) fn elements(&self) -> &[Tree] {
        match &self.kind {
            Kind::List(items) => items,
            _ => &[],
        }
    }
}

/// The part of a text between two offsets.
fn span(source: &Source, start: usize, end: usize) -> Span {
    Span::new(source.id(), start, end)
}
