//! Which rules of a policy its tests reach, for people and programs.

use serde::Serialize;

use super::Rule;
use crate::gateway::Mapping;
use crate::policy::Policy;
use crate::render::terminal::{Style, Terminal};
use crate::source::Sources;
use crate::strings::escape;
use crate::testing::{self, Outcome, Reached};

/// The rules of one policy.
#[derive(Debug, Serialize)]
pub(crate) struct Coverage {
    file: String,
    #[serde(flatten)]
    total: Total,
    unreached: Vec<Rule>,
}

/// How many rules there are, and how many of them tests reach.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Total {
    rules: usize,
    reached: usize,
}

impl Coverage {
    /// The rules of a policy under its tests, which ran on the document with these mappings.
    pub(crate) fn new(
        file: &str,
        policy: &Policy,
        mappings: &[Mapping],
        outcomes: &[Outcome],
        sources: &Sources,
    ) -> Self {
        let mut reached = Reached::default();
        outcomes.iter().for_each(|outcome| reached.extend(&outcome.reached));
        let rules = testing::rules(policy, mappings, &reached);
        let unreached = rules.iter().filter(|rule| !rule.reached);
        let unreached: Vec<_> = unreached.map(|rule| Rule::new(rule.span, sources)).collect();
        let total = Total { rules: rules.len(), reached: rules.len() - unreached.len() };
        Self { file: file.to_owned(), total, unreached }
    }

    pub(crate) fn total(&self) -> Total {
        self.total
    }

    /// A line for each rule that no test reaches, and how many are reached.
    pub(crate) fn human(&self, terminal: Terminal) -> String {
        let word = terminal.paint(Style::Warning, "not reached");
        let mut text = String::new();
        for rule in &self.unreached {
            text.push_str(&format!("{word} {}: {}\n", rule.at, escape::inline(&rule.text)));
        }
        let end = if self.unreached.is_empty() { "" } else { "\n" };
        text + &format!("{}: {}\n{end}", escape::inline(&self.file), self.total.in_words())
    }
}

impl Total {
    pub(crate) fn plus(self, other: Self) -> Self {
        Self { rules: self.rules + other.rules, reached: self.reached + other.reached }
    }

    /// As in `3 of 4 rules are reached`.
    pub(crate) fn in_words(self) -> String {
        format!("{} of {} rules are reached", self.reached, self.rules)
    }
}
