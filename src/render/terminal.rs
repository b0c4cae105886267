//! How text is written to a stream: in which colours and how wide.

use crate::risk::{Class, Severity};

/// What a colour says. Only those of the sixteen colours are used that can be read on light and on
/// dark ground, and what they say is said in words too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Errors and refusals.
    Error,
    /// Warnings.
    Warning,
    /// What is as it should be.
    Success,
    /// Places, and what introduces help.
    Note,
    /// Headings and names.
    Strong,
}

impl Style {
    /// That of a lint's level, by its name.
    pub(crate) fn of_level(level: &str) -> Option<Self> {
        match level {
            "error" | "deny" => Some(Self::Error),
            "warn" => Some(Self::Warning),
            _ => None,
        }
    }

    /// That of a risk class.
    pub(crate) fn of_class(class: Option<Class>) -> Self {
        match class.map(Class::severity) {
            Some(Severity::Critical | Severity::High) => Self::Error,
            Some(Severity::Medium) => Self::Warning,
            Some(Severity::Low) => Self::Success,
            None => Self::Strong,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Error => "31",
            Self::Warning => "33",
            Self::Success => "32",
            Self::Note => "36",
            Self::Strong => "1",
        }
    }
}

/// How text is written to one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terminal {
    /// Whether there are colours.
    pub has_color: bool,
    /// How many columns there are; `None` for pipes and files.
    pub columns: Option<usize>,
    /// How many findings of one file are shown; `None` for all.
    pub max_findings: Option<usize>,
}

/// Columns of prose in pipes and files.
const PIPE_WIDTH: usize = 80;
/// Columns of source text in pipes and files, which can be scrolled.
const PIPE_SNIPPET_WIDTH: usize = 140;
/// No terminal is taken to be narrower.
const MIN_WIDTH: usize = 20;
/// Prose of longer lines is hard to read.
const MAX_PROSE_WIDTH: usize = 120;

impl Terminal {
    /// A pipe or a file: no colours, prose of 80 columns.
    pub(crate) const PIPE: Self = Self { has_color: false, columns: None, max_findings: None };

    /// Where prose is wrapped.
    pub(crate) fn prose_width(self) -> usize {
        self.columns.map_or(PIPE_WIDTH, |columns| columns.clamp(MIN_WIDTH, MAX_PROSE_WIDTH))
    }

    /// Where a row of a table and an error of the command are wrapped: nowhere in pipes, where each
    /// is one line.
    pub(crate) fn row_width(self) -> usize {
        self.columns.map_or(usize::MAX, |_| self.prose_width())
    }

    /// Where lines of source text are cut.
    pub(crate) fn snippet_width(self) -> usize {
        self.columns.map_or(PIPE_SNIPPET_WIDTH, |columns| columns.max(MIN_WIDTH))
    }

    /// The text in its colour, where there are colours. The text must be safe to print.
    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        match self.has_color {
            true => format!("\x1b[{}m{text}\x1b[0m", style.code()),
            false => text.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_bounded() {
        let widths = |columns| {
            let terminal = Terminal { columns, ..Terminal::PIPE };
            (terminal.prose_width(), terminal.snippet_width())
        };
        assert_eq!(widths(None), (80, 140));
        assert_eq!(widths(Some(1)), (20, 20));
        assert_eq!(widths(Some(100)), (100, 100));
        assert_eq!(widths(Some(200)), (120, 200));
    }

    #[test]
    fn colour_ends_with_the_text() {
        let terminal = Terminal { has_color: true, ..Terminal::PIPE };
        assert_eq!(terminal.paint(Style::Error, "a"), "\x1b[31ma\x1b[0m");
        assert_eq!(Terminal::PIPE.paint(Style::Error, "a"), "a");
    }
}
