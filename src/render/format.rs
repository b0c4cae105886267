//! The formats that results are printed in, and which of them a result has.

use clap::ValueEnum;

use super::notes::RunNotes;
use super::terminal::Terminal;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Human,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
    /// For comments and reviews
    Markdown,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub's workflow commands, for annotations
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// JUnit's XML, for test reports
    Junit,
}

impl Format {
    /// The format's word on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
        }
    }
}

/// What a result is written with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RenderContext<'c> {
    /// Where it is shown; only the human form looks at it.
    pub terminal: Terminal,
    /// What the run says beside its result; the human form has it on standard error.
    pub notes: &'c RunNotes,
}

/// Writes a result in one format.
pub(crate) type RenderFn<T> = fn(&T, RenderContext<'_>) -> String;

/// A result that can be printed.
pub(crate) trait Render {
    /// The formats that it has, each with what writes it.
    fn renderers() -> Vec<(Format, RenderFn<Self>)>;

    /// Whether the human form is a text that other programs take as it is.
    const IS_VERBATIM: bool = false;

    /// What people read on standard error while the human form stands on standard output.
    fn aside(&self, _terminal: Terminal) -> String {
        String::new()
    }
}

/// The formats that a kind of result has.
pub(crate) fn formats<T: Render + ?Sized>() -> Vec<Format> {
    T::renderers().into_iter().map(|(format, _)| format).collect()
}

/// What writes a kind of result in a format; `None` where it has no such form.
pub(crate) fn renderer<T: Render + ?Sized>(format: Format) -> Option<RenderFn<T>> {
    T::renderers().into_iter().find(|(has, _)| *has == format).map(|(_, render)| render)
}
