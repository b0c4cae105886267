//! Faults of whole statements.

use crate::finding::Finding;
use crate::source::Span;
use crate::strings::tick;

/// A statement that says nothing.
#[derive(Debug, Clone)]
pub(in crate::policy::resolve) enum FileError {
    /// What may stand once in a file stands again.
    Twice { word: &'static str, first: Span, span: Span },
    /// A `default allow` beside another file's `default deny`.
    OverruledDefault { by: Span, span: Span },
    /// A test without a call.
    EmptyTest { span: Span },
    /// A second test of one name.
    SameTestName { name: String, first: Span, span: Span },
    /// A date that isn't in the calendar.
    NoDate { text: String, span: Span },
}

impl From<FileError> for Finding {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Twice { word, first, span } => {
                Finding::error("said-twice", span, format!("duplicate `{word}`"))
                    .label(first, "first one here")
                    .help("a file has at most one; remove one of the two")
            }
            FileError::OverruledDefault { by, span } => Finding::warn(
                "overruled-default",
                span,
                "this default is overruled: `deny` takes precedence",
            )
            .label(by, "by this one")
            .help("remove the line; what another file refuses can't be given back"),
            FileError::EmptyTest { span } => Finding::error(
                "empty-test",
                span,
                "this test calls no tool, so it passes whatever the policy says",
            )
            .help("add a step: `call TOOL { … } => allow`, or `=> deny`; or remove the test"),
            FileError::SameTestName { name, first, span } => Finding::error(
                "same-test-name",
                span,
                format!("a second test is named {}", tick(&name)),
            )
            .label(first, "the first one")
            .help("rename one of the two: results name the test that they are of"),
            FileError::NoDate { text, span } => {
                Finding::error("no-date", span, format!("invalid date {}", tick(&text)))
                    .help("write the waiver's last day as YYYY-MM-DD")
            }
        }
    }
}
