//! Colour, where it is wanted.

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Errors and refusals.
    Bad,
    /// Warnings.
    Doubtful,
    /// What is as it should be.
    Good,
    /// What stands beside the point.
    Faint,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Bad => "31",
            Self::Doubtful => "33",
            Self::Good => "32",
            Self::Faint => "2",
        }
    }
}

/// How text is written for one stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// For pipes and files: no colour, and no line is broken, so that text can be searched for.
    Plain,
    /// For terminals: colour, and prose wrapped at [`WIDTH`].
    Colour,
}

/// Where prose is wrapped on a terminal.
pub const WIDTH: usize = 100;

impl Style {
    /// The text in its colour, where there is colour. The text must be safe to print.
    pub fn paint(self, ink: Ink, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Colour => format!("\x1b[{}m{text}\x1b[0m", ink.code()),
        }
    }
}
