//! What the tests of a policy don't notice, for people and programs.

use serde::Serialize;

use super::Rule;
use crate::finding::Finding;
use crate::render::findings::report::Item;
use crate::render::terminal::{Style, Terminal};
use crate::source::Sources;
use crate::strings::{counted, escape};
use crate::syntax::step_text;
use crate::testing::mutate::{Mutated, Survivor, Unknown};

/// How many steps of a suggested test people are shown.
const STEPS_SHOWN: usize = 12;

/// What came of changing one policy.
#[derive(Debug, Serialize)]
pub(crate) struct Mutation {
    file: String,
    #[serde(flatten)]
    total: Total,
    /// How many tests were put into the policy, where that was asked.
    #[serde(skip_serializing_if = "is_zero")]
    written: usize,
    survivors: Vec<Survived>,
    not_analysed: Vec<NotAnalysed>,
}

/// How many changes there were.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Total {
    changes: usize,
    caught: usize,
    equivalent: usize,
    left_out: usize,
}

/// A change that no test catches.
#[derive(Debug, Serialize)]
struct Survived {
    #[serde(flatten)]
    rule: Rule,
    change: String,
    test: Vec<String>,
    #[serde(skip)]
    item: Item,
}

/// A change of which nobody knows whether it matters.
#[derive(Debug, Serialize)]
struct NotAnalysed {
    #[serde(flatten)]
    rule: Rule,
    change: String,
    reason: String,
    #[serde(skip)]
    item: Item,
}

impl Mutation {
    pub(crate) fn new(file: &str, mutated: &Mutated, written: usize, sources: &Sources) -> Self {
        let survivors = mutated.survivors.iter().map(|survivor| Survived::new(survivor, sources));
        let unknown = mutated.unknown.iter().map(|unknown| NotAnalysed::new(unknown, sources));
        Self {
            file: file.to_owned(),
            total: Total::of(mutated),
            written,
            survivors: survivors.collect(),
            not_analysed: unknown.collect(),
        }
    }

    pub(crate) fn total(&self) -> Total {
        self.total
    }

    /// The changes that no test notices, and those of which nobody knows, as findings.
    pub(crate) fn items(&self) -> Vec<Item> {
        let survivors = self.survivors.iter().map(|survived| survived.item.clone());
        survivors.chain(self.not_analysed.iter().map(|unknown| unknown.item.clone())).collect()
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.survivors.is_empty() && self.not_analysed.is_empty()
    }

    pub(crate) fn human(&self, terminal: Terminal) -> String {
        let survivors = self.survivors.iter().map(|survived| survived.human(terminal));
        let unknown = self.not_analysed.iter().map(|unknown| unknown.human(terminal));
        let end = if self.is_clean() { "" } else { "\n" };
        let file = escape::inline(&self.file);
        let written = match self.written {
            0 => String::new(),
            written => format!("wrote {} to {file}\n", counted(written, "test")),
        };
        let total = format!("{written}{file}: {}\n{end}", self.total.in_words());
        survivors.chain(unknown).chain([total]).collect()
    }
}

impl Total {
    fn of(mutated: &Mutated) -> Self {
        Self {
            changes: mutated.changes(),
            caught: mutated.caught,
            equivalent: mutated.equivalent,
            left_out: mutated.left_out,
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            changes: self.changes + other.changes,
            caught: self.caught + other.caught,
            equivalent: self.equivalent + other.equivalent,
            left_out: self.left_out + other.left_out,
        }
    }

    /// Whether at least so many of a hundred changes are caught.
    pub(crate) fn reaches(self, percent: u8) -> bool {
        self.caught * 100 >= self.changes * usize::from(percent)
    }

    /// As in `12 of 15 changes are caught by tests, 3 more were left out`.
    pub(crate) fn in_words(self) -> String {
        let caught = format!("{} of {} changes are caught by tests", self.caught, self.changes);
        match self.left_out {
            0 => caught,
            left_out => format!("{caught}, {left_out} more were left out"),
        }
    }
}

impl Survived {
    fn new(survivor: &Survivor, sources: &Sources) -> Self {
        let change = survivor.change.to_string();
        let test: Vec<_> = survivor.steps.iter().map(|step| step_text(&step.node)).collect();
        let shown: Vec<_> = test.iter().take(STEPS_SHOWN).map(String::as_str).collect();
        let message = format!("no test notices a change of this rule: {change}");
        let finding = Finding::error("uncaught-change", survivor.span, message)
            .help(format!("a test that catches it:\n{}", shown.join("\n")));
        let item = Item::new(&finding, sources);
        Self { rule: Rule::new(survivor.span, sources), change, test, item }
    }

    fn human(&self, terminal: Terminal) -> String {
        let word = terminal.paint(Style::Error, "not caught");
        let mut text = of_rule(&word, &self.rule, &self.change);
        text.push_str("  a test that catches it:\n");
        for step in self.test.iter().take(STEPS_SHOWN) {
            text.push_str(&format!("    {}\n", escape::inline(step)));
        }
        let more = self.test.len().saturating_sub(STEPS_SHOWN);
        if more > 0 {
            text.push_str(&format!("    # and {more} more steps: `--format json` lists them\n"));
        }
        text + "\n"
    }
}

impl NotAnalysed {
    fn new(unknown: &Unknown, sources: &Sources) -> Self {
        let (change, reason) = (unknown.change.to_string(), unknown.reason.to_string());
        let message = format!("it is not known whether a test notices this change: {change}");
        let finding = Finding::error("uncaught-change", unknown.span, message).help(&reason);
        let item = Item::new(&finding, sources);
        Self { rule: Rule::new(unknown.span, sources), change, reason, item }
    }

    fn human(&self, terminal: Terminal) -> String {
        let word = terminal.paint(Style::Warning, "not analysed");
        of_rule(&word, &self.rule, &self.change) + &format!("  reason: {}\n\n", self.reason)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn of_rule(word: &str, rule: &Rule, change: &str) -> String {
    let (text, change) = (escape::inline(&rule.text), escape::inline(change));
    format!("{word} {}: {text}\n  change: {change}\n", rule.at)
}
