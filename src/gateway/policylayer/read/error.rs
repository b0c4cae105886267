//! What can be wrong with a document, and the words for it.

use super::rules::MAX;
use crate::finding::Finding;
use crate::json::{JsonError, ShapeError};
use crate::re2::PatternError;
use crate::source::Span;
use crate::strings::tick;

/// One fault of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// The JSON can't be read, or isn't shaped as a document.
    Shape(ShapeError),
    /// A version that isn't known.
    Version {
        /// The version.
        span: Span,
        /// As written.
        found: String,
    },
    /// A word that isn't one of a few.
    UnknownWord {
        /// The word.
        span: Span,
        /// What it is.
        what: &'static str,
        /// As written.
        word: String,
        /// The words that there are.
        known: Vec<&'static str>,
        /// The one that may be meant.
        nearest: Option<String>,
    },
    /// A maximum that is no whole number from 0 to [`MAX`].
    Max {
        /// The number.
        span: Span,
    },
    /// A path that doesn't lead into the arguments.
    Path {
        /// The path.
        span: Span,
        /// As written.
        path: String,
    },
    /// An operator that can't compare with its value.
    Operand {
        /// The value.
        span: Span,
        /// The operator.
        op: &'static str,
        /// The type that the value must have.
        expected: &'static str,
        /// The type that it has.
        found: &'static str,
    },
    /// A pattern that RE2 refuses.
    Pattern {
        /// The pattern.
        span: Span,
        /// Why.
        error: PatternError,
    },
}

impl Fault {
    /// The fault in words.
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::Shape(error) => shape(&error),
            Self::Version { span, found } => {
                let message = format!("the gateway knows no version {}", tick(&found));
                Finding::error("gateway-version", span, message).help("write `\"version\": \"1\"`")
            }
            Self::UnknownWord { span, what, word, known, nearest } => {
                unknown_word(span, what, &word, &known, nearest)
            }
            Self::Max { span } => {
                let message = format!("`max` must be a whole number from 0 to {MAX}");
                Finding::error("gateway-value", span, message)
                    .help("write it without point, exponent or quotes; larger numbers are rounded")
            }
            Self::Path { span, path } => {
                let message = format!("the path {} leads to no argument", tick(&path));
                Finding::error("gateway-value", span, message)
                    .help("write `args.` and the argument's name: `args.amount`")
            }
            Self::Operand { span, op, expected, found } => {
                let message = format!("`{op}` compares with {expected}, not with {found}");
                Finding::error("gateway-type", span, message)
            }
            Self::Pattern { span, error } => {
                let message = format!("RE2 refuses this pattern: {}", error.message);
                Finding::error("gateway-pattern", span, message).help_if(error.instead)
            }
        }
    }
}

/// A shape that isn't a document's, and what the gateway would make of it.
fn shape(error: &ShapeError) -> Finding {
    match error {
        ShapeError::Json(JsonError { message, span }) => {
            Finding::error("gateway-json", *span, format!("the JSON can't be read: {message}"))
        }
        ShapeError::DuplicateKey { .. } => Finding::misshapen("gateway-duplicate-key", error)
            .help("keep one of the two; which one the gateway would use is not said"),
        ShapeError::UnknownKey { span, .. } => {
            let message = format!("{}: the gateway would ignore it", error.message());
            Finding::error("gateway-unknown-key", *span, message).help_if(error.help())
        }
        ShapeError::MissingKey { key, .. } => {
            Finding::misshapen("gateway-missing-key", error).help(missing(key))
        }
        ShapeError::Type { .. } => Finding::misshapen("gateway-type", error),
    }
}

fn unknown_word(
    span: Span,
    what: &str,
    word: &str,
    known: &[&str],
    nearest: Option<String>,
) -> Finding {
    let message = format!("{} is no {what} that the gateway knows", tick(word));
    let help = match nearest {
        Some(near) => format!("did you mean {}?", tick(&near)),
        None => format!("write one of {}", list(known)),
    };
    Finding::error("gateway-value", span, message).help(help)
}

/// What to add where a key is missing.
fn missing(key: &str) -> &'static str {
    match key {
        "version" => "add `\"version\": \"1\"`",
        "default" => "add `\"default\": \"deny\"`, or `\"allow\"`",
        "scope" => "add `\"scope\": \"grant\"`",
        "conditions" => "add `\"conditions\": []`, which always holds, or list what must hold",
        _ => "add it; the gateway needs it to apply the rule",
    }
}

fn list<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<_> = names.iter().map(|name| tick(name.as_ref())).collect();
    names.join(", ")
}
