//! What an answer rests on, quoted.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::strings::escape;

/// One sign in a tool's definition. Shown, it quotes what the server wrote, escaped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// A word of the name, as it is written there.
    Name(String),
    /// A word of the description, as it is written there.
    Description(String),
    /// A word of the tool's definition, of an argument that says nothing itself.
    Tool(String),
    /// What the server says of the tool's behaviour.
    Hint(Hint, bool),
    /// An argument.
    Argument {
        /// Its name.
        name: String,
        /// Its type, in a word or two.
        kind: &'static str,
        /// The words of its description that matter, if any do.
        words: Option<String>,
    },
    /// A value that an argument may have.
    Value {
        /// The argument's name.
        argument: String,
        /// The value.
        value: String,
    },
}

/// The annotations that classes rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Hint {
    /// `readOnlyHint`
    ReadOnly,
    /// `destructiveHint`
    Destructive,
}

impl Hint {
    /// The annotation's key.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::ReadOnly => "readOnlyHint",
            Self::Destructive => "destructiveHint",
        }
    }
}

impl Evidence {
    /// The argument that it is about.
    pub(crate) fn argument(&self) -> Option<&str> {
        match self {
            Self::Argument { name, .. } => Some(name),
            Self::Value { argument, .. } => Some(argument),
            Self::Name(_) | Self::Description(_) | Self::Tool(_) | Self::Hint(..) => None,
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(word) => write!(out, "{} in the name", quoted(word)),
            Self::Description(word) => write!(out, "{} in the description", quoted(word)),
            Self::Tool(word) => write!(out, "{} in the tool's definition", quoted(word)),
            Self::Hint(hint, value) => write!(out, "{}: {value}", hint.key()),
            Self::Argument { name, kind, words } => {
                write!(out, "argument {}: {kind}", escape::inline(name))?;
                words.as_ref().map_or(Ok(()), |words| write!(out, ", {}", quoted(words)))
            }
            Self::Value { argument, value } => {
                write!(out, "argument {} may be {}", escape::inline(argument), quoted(value))
            }
        }
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escape::inline(text))
}
