//! What can be wrong with a baseline.

use crate::finding::Finding;
use crate::json::ShapeError;
use crate::source::Span;
use crate::strings::{joined, tick};

/// What is said where nothing better is known.
const HELP: &str = "`mcpol check --write-baseline FILE` writes a baseline";

/// A fault of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BaselineError {
    /// The file can't be read, or isn't shaped as a baseline.
    Shape(ShapeError),
    /// A version that isn't known.
    Version { found: String, span: Span },
    /// An entry whose finding is gone.
    Stale { lint: String, file: String, tools: Vec<String>, span: Span },
}

impl BaselineError {
    pub(super) fn finding(self) -> Finding {
        match self {
            Self::Shape(error) => {
                let finding = Finding::misshapen("baseline-format", &error);
                if finding.help.is_some() { finding } else { finding.help(HELP) }
            }
            Self::Version { found, span } => {
                let message = format!("a baseline has no version {}", tick(&found));
                Finding::error("baseline-format", span, message).help(HELP)
            }
            Self::Stale { lint, file, tools, span } => {
                let message =
                    format!("this finding of {}{} is gone", tick(&lint), place_of(&file, &tools));
                Finding::error("stale-baseline", span, message).help(
                    "remove the entry, or write the baseline anew with `--write-baseline FILE`",
                )
            }
        }
    }
}

/// The tools that a finding is about and its file, as far as the entry says them.
fn place_of(file: &str, tools: &[String]) -> String {
    let about = match tools {
        [] => String::new(),
        tools => {
            let tools: Vec<_> = tools.iter().map(|tool| tick(tool)).collect();
            format!(" about {}", joined(&tools))
        }
    };
    match file {
        "" => about,
        file => format!("{about} in {}", tick(file)),
    }
}
