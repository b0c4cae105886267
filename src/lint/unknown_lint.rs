//! Names that no lint has: written wrongly, or before the lint was renamed.

use std::fmt;

use super::registry::all;
use crate::finding::{Fix, Safety};
use crate::pages;
use crate::source::Span;
use crate::strings::{Near, near, tick};

/// A name that no lint has, and what may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnknownLint {
    name: String,
    meant: Meant,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Meant {
    /// The lint has this name now.
    Renamed(&'static str),
    /// A lint has nearly this name.
    Near(Near),
    /// Nobody knows.
    Nothing,
}

impl UnknownLint {
    /// Looks for what is meant by a name.
    pub(crate) fn new(name: &str) -> Self {
        let near = || near(name, all().map(|lint| lint.name));
        let meant = match pages::renamed(name) {
            Some(new) => Meant::Renamed(new),
            None => near().map_or(Meant::Nothing, Meant::Near),
        };
        Self { name: name.to_owned(), meant }
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> String {
        match &self.meant {
            Meant::Renamed(new) => format!("write {}", tick(new)),
            Meant::Near(near) => format!("did you mean {}?", tick(&near.name)),
            Meant::Nothing => "`mcpol lints` lists all lints".to_owned(),
        }
    }

    /// Writes the lint's name at `span`. Safe where the lint was renamed.
    pub(crate) fn fix(&self, span: Span) -> Option<Fix> {
        match &self.meant {
            Meant::Renamed(new) => Some(Fix::replacement(Safety::Safe, span, *new)),
            Meant::Near(near) => near.fix(span, near.name.clone()),
            Meant::Nothing => None,
        }
    }
}

impl fmt::Display for UnknownLint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = tick(&self.name);
        match &self.meant {
            Meant::Renamed(new) => write!(formatter, "the lint {name} is called {} now", tick(new)),
            Meant::Near(_) | Meant::Nothing => write!(formatter, "unknown lint {name}"),
        }
    }
}
