//! `--filter`: which tests are meant.

use std::collections::BTreeSet;

use crate::cli::shell::CommandError;
use crate::policy::glob;
use crate::strings::{nearest, tick};

/// The tests that are meant, by their names.
#[derive(Debug, Clone, Default)]
pub(in crate::cli) struct Wanted {
    /// What a name contains or, with a `*`, matches; all are meant where there is none.
    filter: Option<String>,
    /// The names that were left out.
    others: BTreeSet<String>,
}

impl Wanted {
    pub(super) fn new(filter: Option<&str>) -> Self {
        Self { filter: filter.map(str::to_owned), others: BTreeSet::new() }
    }

    /// Whether a test is meant.
    pub(super) fn takes(&mut self, name: &str) -> bool {
        let Some(filter) = &self.filter else { return true };
        let takes = match filter.contains('*') {
            true => glob::matches(filter, name),
            false => name.contains(filter.as_str()),
        };
        if !takes {
            self.others.insert(name.to_owned());
        }
        takes
    }

    /// That there is no test, or none that is meant.
    pub(super) fn nothing(&self) -> CommandError {
        let Some(filter) = self.filter.as_ref().filter(|_| !self.others.is_empty()) else {
            return CommandError("there is no `test` to run".to_owned());
        };
        let names = self.others.iter().map(String::as_str);
        let hint = match nearest(filter, names) {
            Some(near) => format!("did you mean {}?", tick(near)),
            None => "`--list` names them all".to_owned(),
        };
        CommandError(format!("no test is called like {}; {hint}", tick(filter)))
    }
}
