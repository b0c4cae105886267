//! What is given to the linter from outside: levels, thresholds, the day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::registry::{Lint, all};
use crate::finding::Level;

/// How a run lints.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The level of each lint that is on, by name.
    pub levels: BTreeMap<&'static str, Level>,
    /// The lints whose level was configured: it holds for all that they find.
    pub configured: BTreeSet<&'static str>,
    /// Whether matters of taste are reported.
    pub pedantic: bool,
    /// The only lints whose findings are reported, by name; without any, all that are on.
    pub only: Vec<&'static str>,
    /// Whether each of many tools that end a flow is a finding; otherwise the first is.
    pub every_flow: bool,
    /// Whether the policy is one of a stack: what it accepts may be needed there.
    pub in_stack: bool,
    /// Where the lints with numbers draw their lines.
    pub thresholds: Thresholds,
    /// Today, UTC: what waivers with a last day are held against.
    pub today: Date,
}

/// The numbers that lints compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Thresholds {
    /// How many calls of a write tool a minute may have.
    pub write_per_minute: i64,
    /// How many calls of an execute tool a minute may have.
    pub execute_per_minute: i64,
    /// How many calls a day a tool may have that pays and whose arguments say no amount.
    pub payments_per_day: i64,
    /// How many callable tools are too many without a limit over all of them.
    pub many_tools: usize,
}

impl Settings {
    /// Every lint at its own level, pedantic ones where they are asked for.
    pub(crate) fn new(today: Date, pedantic: bool) -> Self {
        let level = |lint: &Lint| Some((lint.name, lint.weight.level(pedantic)?));
        let levels = all().filter_map(level).collect();
        Self { levels, pedantic, today, ..Self::off() }
    }

    /// No lint at all.
    pub(crate) fn off() -> Self {
        Self {
            levels: BTreeMap::new(),
            configured: BTreeSet::new(),
            pedantic: false,
            only: Vec::new(),
            every_flow: false,
            in_stack: false,
            thresholds: Thresholds::default(),
            today: Date::MAX,
        }
    }

    /// Sets the level of a lint, or turns it off.
    pub(crate) fn configure(&mut self, lint: &'static str, level: Option<Level>) {
        self.configured.insert(lint);
        match level {
            Some(level) => self.levels.insert(lint, level),
            None => self.levels.remove(lint),
        };
    }

    /// The level of one thing that a lint found, which may have a level of its own; none while the
    /// lint is off.
    pub(super) fn level_of(&self, lint: &str, own: Option<Level>) -> Option<Level> {
        let level = *self.levels.get(lint)?;
        Some(own.filter(|_| !self.configured.contains(lint)).unwrap_or(level))
    }

    /// Whether a lint's findings are reported.
    pub(crate) fn reports(&self, lint: &str) -> bool {
        self.levels.contains_key(lint) && (self.only.is_empty() || self.only.contains(&lint))
    }
}

impl Default for Thresholds {
    /// What the gateway's own catalog recommends for each class.
    fn default() -> Self {
        Self { write_per_minute: 30, execute_per_minute: 10, payments_per_day: 10, many_tools: 20 }
    }
}
