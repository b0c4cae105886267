//! What a client writes about a call: one JSON object, read so that no other reader can find
//! something else in it.

use std::collections::BTreeMap;

use crate::json::Value;
use crate::source::Sources;
use crate::strings::tick;

/// The bytes of the largest message that is read.
pub(crate) const LARGEST: usize = 16 << 20;

/// Why a call can't be read, in a reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread(pub(super) String);

/// The members of an object.
#[derive(Debug, Clone)]
pub(super) struct Fields(BTreeMap<String, Value>);

impl Fields {
    /// The object that a whole message is.
    ///
    /// # Errors
    /// It is too large, not UTF-8, no JSON object; a key stands twice at any depth; half of a
    /// surrogate pair, a number beyond 64-bit floats, more than 128 levels.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Unread> {
        if bytes.len() > LARGEST {
            return Err(Unread(format!("the message has more than {} MiB", LARGEST >> 20)));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Unread("it isn't UTF-8".to_owned()))?;
        Self::of(value(text)?, "the message")
    }

    /// The members of a value, which has a name.
    ///
    /// # Errors
    /// It is no object.
    pub(super) fn of(value: Value, what: &str) -> Result<Self, Unread> {
        match value {
            Value::Object(members) => Ok(Self(members)),
            other => Err(Unread(format!("{what} must be an object, not {}", other.kind()))),
        }
    }

    /// The same, where no key differs from one of these in nothing but its case.
    ///
    /// # Errors
    /// One does: another reader may take it for the known one.
    pub(super) fn knowing(self, known: &[&str]) -> Result<Self, Unread> {
        for key in self.0.keys().filter(|key| !known.contains(&key.as_str())) {
            if let Some(meant) = known.iter().find(|known| folded(known) == folded(key)) {
                let (key, meant) = (tick(key), tick(meant));
                return Err(Unread(format!("the key {key} differs from {meant} only in case")));
            }
        }
        Ok(self)
    }

    /// Takes a value out; one that is null isn't there.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.0.remove(key).filter(|value| *value != Value::Null)
    }

    /// Takes a text out that may be missing.
    ///
    /// # Errors
    /// It is something else.
    pub(super) fn optional_text(&mut self, key: &str) -> Result<Option<String>, Unread> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(of_type(key, "a string", &other)),
        }
    }

    /// Takes a text out that has at least one character.
    ///
    /// # Errors
    /// It is missing, empty, or something else.
    pub(super) fn text(&mut self, key: &str) -> Result<String, Unread> {
        match self.optional_text(key)? {
            Some(text) if !text.is_empty() => Ok(text),
            _ => Err(missing(key)),
        }
    }

    /// Takes an object out.
    ///
    /// # Errors
    /// It is missing or something else.
    pub(super) fn object(&mut self, key: &str) -> Result<Value, Unread> {
        match self.take(key) {
            None => Err(missing(key)),
            Some(object @ Value::Object(_)) => Ok(object),
            Some(other) => Err(of_type(key, "an object", &other)),
        }
    }

    /// Takes an object out that may also be written as JSON in a string.
    ///
    /// # Errors
    /// It is missing or something else.
    pub(super) fn object_or_text(&mut self, key: &str) -> Result<Value, Unread> {
        match self.take(key) {
            Some(Value::String(text)) => match value(&text)? {
                object @ Value::Object(_) => Ok(object),
                other => Err(of_type(key, "an object", &other)),
            },
            Some(object @ Value::Object(_)) => Ok(object),
            Some(other) => Err(of_type(key, "an object", &other)),
            None => Err(missing(key)),
        }
    }
}

/// The value that a text is.
fn value(text: &str) -> Result<Value, Unread> {
    let mut sources = Sources::default();
    let source = sources.add("call", text).ok_or_else(|| Unread("it is too long".to_owned()))?;
    Value::read(&source).map_err(|error| Unread(error.message))
}

fn missing(key: &str) -> Unread {
    Unread(format!("it has no {}", tick(key)))
}

fn of_type(key: &str, expected: &str, found: &Value) -> Unread {
    Unread(format!("{} must be {expected}, not {}", tick(key), found.kind()))
}

/// A key as readers see it that don't look at case.
fn folded(key: &str) -> String {
    key.to_uppercase().to_lowercase()
}
