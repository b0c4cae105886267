//! What can be wrong with a baseline.

use crate::finding::Finding;
use crate::json::JsonError;
use crate::source::Span;
use crate::strings::{nearest, tick};

/// What is said where nothing better is known.
const HELP: &str = "`mcpol check --write-baseline FILE` writes a baseline";

/// A fault of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BaselineError {
    /// The text isn't JSON.
    Json(JsonError),
    /// A key that its object has already.
    DuplicateKey { key: String, span: Span, first: Span },
    /// A key that there isn't.
    UnknownKey { key: String, known: &'static [&'static str], span: Span },
    /// A key that must be there.
    MissingKey { key: &'static str, span: Span },
    /// Another kind of value than belongs there.
    Value { expected: &'static str, span: Span },
    /// An entry whose finding is gone.
    Stale { lint: String, span: Span },
}

impl BaselineError {
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::Json(error) => wrong(error.span, error.message).help(HELP),
            Self::DuplicateKey { key, span, first } => {
                wrong(span, format!("the key {} stands twice in one object", tick(&key)))
                    .label(first, "it stands here already")
                    .help("remove one of them")
            }
            Self::UnknownKey { key, known, span } => {
                let help = match nearest(&key, known.iter().copied()) {
                    Some(near) => format!("did you mean {}?", tick(near)),
                    None => HELP.to_owned(),
                };
                wrong(span, format!("a baseline has no key {}", tick(&key))).help(help)
            }
            Self::MissingKey { key, span } => {
                wrong(span, format!("{} is missing here", tick(key))).help(HELP)
            }
            Self::Value { expected, span } => {
                wrong(span, format!("{expected} must stand here")).help(HELP)
            }
            Self::Stale { lint, span } => {
                let message = format!("this finding of {} is gone", tick(&lint));
                Finding::error("stale-baseline", span, message).help(
                    "remove the entry, or write the baseline anew with `--write-baseline FILE`",
                )
            }
        }
    }
}

fn wrong(span: Span, message: impl AsRef<str>) -> Finding {
    Finding::error("baseline-format", span, message)
}
