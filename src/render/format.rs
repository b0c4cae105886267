//! The formats that results are printed in, and which of them a result has.

use clap::ValueEnum;

use super::terminal::Terminal;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Format {
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
    /// Every format.
    pub fn all() -> &'static [Self] {
        Self::value_variants()
    }

    /// The format's word on the command line.
    pub fn name(self) -> &'static str {
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

/// Writes a result in one format; only the human form looks at the terminal.
pub type RenderFn<T> = fn(&T, Terminal) -> String;

/// A result that can be printed.
pub trait Render {
    /// What writes it in a format; `None` where it has no such form.
    fn renderer(format: Format) -> Option<RenderFn<Self>>;

    /// Whether the human form is a text that other programs take as it is.
    const IS_VERBATIM: bool = false;

    /// What people read on standard error while the human form stands on standard output.
    fn aside(&self, _terminal: Terminal) -> String {
        String::new()
    }
}

/// The formats that a kind of result has.
pub fn formats<T: Render + ?Sized>() -> Vec<Format> {
    Format::all().iter().copied().filter(|format| T::renderer(*format).is_some()).collect()
}
