//! How text is written to a stream: in which colours and how wide.

/// What a colour says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Errors and refusals.
    Error,
    /// Warnings.
    Warning,
    /// What is as it should be.
    Success,
    /// What stands beside the point.
    Dim,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Error => "31",
            Self::Warning => "33",
            Self::Success => "32",
            Self::Dim => "2",
        }
    }
}

/// How text is written for one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    /// For pipes and files: no colour, and no line is broken, so that text can be searched for.
    Plain,
    /// For terminals: colour, and prose wrapped at [`WIDTH`].
    Colour,
}

/// Where prose is wrapped on a terminal.
pub const WIDTH: usize = 100;

impl Terminal {
    /// The text in its colour, where there is colour. The text must be safe to print.
    pub fn paint(self, style: Style, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Colour => format!("\x1b[{}m{text}\x1b[0m", style.code()),
        }
    }
}
