//! What came of a test, ready to be reported.

use std::collections::{BTreeMap, BTreeSet};

use crate::gateway::{Call, Verdict};
use crate::policy::Decision;
use crate::source::Span;

/// What came of one test.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    /// The test's name.
    pub name: String,
    /// Where the test names itself.
    pub span: Span,
    /// How many calls it made.
    pub calls: u64,
    /// What its calls met.
    pub reached: Reached,
    /// What went wrong, in the order of the steps; empty for a test that passed.
    pub failures: Vec<Failure>,
}

impl Outcome {
    /// Whether every step came out as it says.
    pub(crate) fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// What became of the calls of each tool: the rules that refused some, and `None` where some were
/// allowed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Reached(BTreeMap<String, BTreeSet<Option<String>>>);

impl Reached {
    /// Takes a call in.
    pub(super) fn add(&mut self, tool: &str, rule: &Option<String>) {
        match self.0.get_mut(tool) {
            Some(rules) if rules.contains(rule) => {}
            Some(rules) => drop(rules.insert(rule.clone())),
            None => drop(self.0.insert(tool.to_owned(), BTreeSet::from([rule.clone()]))),
        }
    }

    /// Takes in what other calls met.
    pub(crate) fn extend(&mut self, other: &Self) {
        for (tool, rule) in other.iter() {
            self.add(tool, rule);
        }
    }

    /// Each tool with each rule that refused it, or `None` where it was allowed.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Option<String>)> {
        self.0.iter().flat_map(|(tool, rules)| rules.iter().map(|rule| (tool.as_str(), rule)))
    }
}

/// Why a test failed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Failure {
    /// A call came out differently.
    Unexpected(Mismatch),
    /// With this step the test makes more than [`super::MAX_CALLS`] calls; it ends here.
    TooManyCalls {
        /// The step.
        span: Span,
    },
    /// The wait is longer than a clock can count; the test ends here.
    TooLong {
        /// How long.
        span: Span,
    },
}

impl Failure {
    /// The step, or the part of it that can't be.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Unexpected(Mismatch { span, .. })
            | Self::TooManyCalls { span }
            | Self::TooLong { span } => *span,
        }
    }
}

/// A call that came out differently.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mismatch {
    /// The step.
    pub span: Span,
    /// The call.
    pub call: Call,
    /// Which of the step's calls it was, from 1.
    pub repetition: u64,
    /// How many calls the step makes.
    pub times: u64,
    /// What should have come out.
    pub expected: Expectation,
    /// What came out, and by which rule.
    pub verdict: Verdict,
}

/// What a step says that comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expectation {
    /// Allowed or refused.
    pub decision: Decision,
    /// The refusal's whole message, where the test names one.
    pub message: Option<String>,
}

impl Expectation {
    /// Whether this came out.
    pub(crate) fn is_met(&self, verdict: &Verdict) -> bool {
        self.decision == verdict.decision
            && (self.message.is_none() || self.message == verdict.message)
    }
}
