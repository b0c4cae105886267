//! What can be wrong with a document, and the words for it.

use crate::finding::Finding;
use crate::json::JsonError;
use crate::re2::PatternError;
use crate::source::Span;
use crate::strings::tick;

/// One fault of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// The text isn't JSON, or holds what JSON leaves open.
    Json(JsonError),
    /// A version that isn't known.
    Version {
        /// The version.
        span: Span,
        /// As written.
        found: String,
    },
    /// A key that stands twice in one object.
    DuplicateKey {
        /// The second one.
        span: Span,
        /// The first one.
        first: Span,
        /// The key.
        key: String,
    },
    /// A key that the gateway would ignore.
    UnknownKey {
        /// The key.
        span: Span,
        /// The object.
        what: &'static str,
        /// As written.
        key: String,
        /// The keys that there are.
        known: Vec<String>,
        /// The one that may be meant.
        nearest: Option<String>,
    },
    /// A key that may not be left out.
    MissingKey {
        /// The object.
        span: Span,
        /// What it is.
        what: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A value of another JSON type.
    Type {
        /// The value.
        span: Span,
        /// What it is.
        what: &'static str,
        /// The type that it must have.
        expected: &'static str,
        /// The type that it has.
        found: &'static str,
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
    /// A maximum that is no whole number from 0 to 2^63−1.
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
            Self::Json(JsonError { message, span }) => {
                Finding::error("gateway-json", span, format!("the JSON can't be read: {message}"))
            }
            Self::Version { span, found } => {
                let message = format!("the gateway knows no version {}", tick(&found));
                Finding::error("gateway-version", span, message).help("write `\"version\": \"1\"`")
            }
            Self::DuplicateKey { span, first, key } => {
                let message = format!("the key {} stands twice in one object", tick(&key));
                Finding::error("gateway-duplicate-key", span, message)
                    .label(first, "it stands here first")
                    .help("keep one of the two; which one the gateway would use is not said")
            }
            Self::UnknownKey { span, what, key, known, nearest } => {
                unknown_key(span, what, &key, &known, nearest)
            }
            Self::MissingKey { span, what, key } => {
                let message = format!("{what} has no {}", tick(key));
                Finding::error("gateway-missing-key", span, message).help(missing(key))
            }
            Self::Type { span, what, expected, found } => {
                let message = format!("{what} must be {expected}, not {found}");
                Finding::error("gateway-type", span, message)
            }
            Self::UnknownWord { span, what, word, known, nearest } => {
                unknown_word(span, what, &word, &known, nearest)
            }
            Self::Max { span } => {
                let message = "`max` must be a whole number from 0 to 9223372036854775807";
                Finding::error("gateway-value", span, message)
                    .help("write it without point, exponent or quotes")
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

fn unknown_key(
    span: Span,
    what: &str,
    key: &str,
    known: &[String],
    nearest: Option<String>,
) -> Finding {
    let message = format!("{what} has no key {}: the gateway would ignore it", tick(key));
    let help = match nearest {
        Some(near) => format!("did you mean {}?", tick(&near)),
        None => format!("the keys are {}", list(known)),
    };
    Finding::error("gateway-unknown-key", span, message).help(help)
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
