//! The children of lists and objects, one after the other.

use std::borrow::Cow;

use super::error::JsonError;
use super::node::Node;
use super::tape::Tape;

/// The members of an object in the order of the text; keys may stand twice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Members<'s>(Elements<'s>);

/// The elements of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Elements<'s> {
    tape: &'s Tape,
    next: u32,
    /// The slot of the closing bracket.
    end: u32,
}

/// One member of an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member<'s> {
    /// Its key, a string.
    pub key: Node<'s>,
    /// Its value.
    pub value: Node<'s>,
}

impl<'s> Elements<'s> {
    /// What stands between an opening slot and the closing one.
    pub(super) fn between(tape: &'s Tape, opening: u32, closing: u32) -> Self {
        Self { tape, next: opening + 1, end: closing }
    }

    /// The same from this slot on.
    pub(super) fn from(self, next: u32) -> Self {
        Self { next, ..self }
    }
}

impl<'s> Iterator for Elements<'s> {
    type Item = Node<'s>;

    fn next(&mut self) -> Option<Node<'s>> {
        let at = self.next;
        (at < self.end).then(|| {
            self.next = self.tape.after(at);
            Node { tape: self.tape, at }
        })
    }
}

impl<'s> Members<'s> {
    /// The members whose keys and values are these.
    pub(super) fn of(keys_and_values: Elements<'s>) -> Self {
        Self(keys_and_values)
    }

    /// The first of these members that has this key.
    pub(crate) fn named(mut self, key: &str) -> Option<Member<'s>> {
        self.find(|member| *member.name() == *key)
    }
}

impl<'s> Iterator for Members<'s> {
    type Item = Member<'s>;

    fn next(&mut self) -> Option<Member<'s>> {
        Some(Member { key: self.0.next()?, value: self.0.next()? })
    }
}

impl<'s> Member<'s> {
    /// The key's text, escapes resolved. [`Node::shape`] gives no members whose keys can't be read.
    pub(crate) fn name(self) -> Cow<'s, str> {
        self.readable_name().unwrap_or_default()
    }

    /// The key's text, unless half of a surrogate pair is in it.
    pub(super) fn readable_name(self) -> Result<Cow<'s, str>, JsonError> {
        match self.key.tape.escaped_keys {
            true => self.key.text_value(),
            false => Ok(Cow::Borrowed(self.key.between_quotes())),
        }
    }

    /// The error that this key stands in its object already.
    pub(crate) fn duplicate(self) -> JsonError {
        let key = crate::json::quoted(&self.name());
        JsonError {
            message: format!("the key {key} stands twice in one object"),
            span: self.key.span(),
        }
    }
}
