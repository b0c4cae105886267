//! What a lint's findings weigh where nothing is configured.

use super::Level;

/// A lint's level, or that of one thing that it finds, where nothing is configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Fails a run.
    Deny,
    /// Worth a look.
    Warn,
    /// A matter of taste: off until it is asked for, then worth a look.
    Pedantic,
}

impl Weight {
    /// The level of its findings; none while it is off.
    pub(crate) fn level(self, pedantic: bool) -> Option<Level> {
        match self {
            Self::Deny => Some(Level::Deny),
            Self::Warn => Some(Level::Warn),
            Self::Pedantic => pedantic.then_some(Level::Warn),
        }
    }

    /// The weight's word in the table of lints.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Warn => "warn",
            Self::Pedantic => "pedantic",
        }
    }
}
