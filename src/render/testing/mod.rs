//! Test results for people and programs.

pub(crate) mod coverage;
pub(super) mod junit;
mod listed;
pub(crate) mod mutation;

pub(crate) use coverage::Coverage;
pub(crate) use listed::{Listed, TestList};
pub(crate) use mutation::Mutation;

use serde::Serialize;

use crate::finding::{Finding, Site};
use crate::gateway;
use crate::json::{self, Value, quoted};
use crate::render::findings::human;
use crate::render::findings::report::{At, Fact, Item};
use crate::render::results::{Results, github, gitlab, markdown, sarif};
use crate::render::terminal::{Style, Terminal};
use crate::render::wrap;
use crate::render::{Format, Render, RenderFn, RunError, RunNotes};
use crate::source::{Sources, Span};
use crate::strings::counted;
use crate::strings::{escape, tick};
use crate::testing::{self, Expectation, Failure, Mismatch};

/// What came of the tests of some policies.
#[derive(Debug)]
pub(crate) struct TestReport<'r> {
    pub(crate) tests: &'r [Test],
    /// The errors of policies that can't be tested.
    pub(crate) findings: &'r [Finding],
    pub(crate) sources: &'r Sources,
    pub(crate) coverage: Option<&'r [Coverage]>,
    pub(crate) mutation: Option<&'r [Mutation]>,
    pub(crate) summary: Summary,
    /// Whether people are told the names of tests that passed.
    pub(crate) is_verbose: bool,
}

/// The shape of the JSON.
#[derive(Debug, Serialize)]
struct Document<'r> {
    tests: &'r [Test],
    findings: Vec<Item>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'r [Coverage]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mutation: Option<&'r [Mutation]>,
    summary: Summary,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'r [RunError],
}

/// How many tests there were.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Summary {
    files: usize,
    tests: usize,
    passed: usize,
    failed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) coverage: Option<coverage::Total>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mutation: Option<mutation::Total>,
}

/// One test.
#[derive(Debug, Serialize)]
pub(crate) struct Test {
    name: String,
    #[serde(flatten)]
    at: At,
    calls: u64,
    failures: Vec<Failed>,
}

/// Where the rule is written that decided a call.
pub(crate) type FindSite<'f> = dyn Fn(&gateway::Call, &gateway::Verdict) -> Option<Site> + 'f;

/// A rule or statement of a policy.
#[derive(Debug, Serialize)]
pub(crate) struct Rule {
    #[serde(flatten)]
    pub(crate) at: At,
    /// Its first line.
    pub(crate) text: String,
}

/// One step that failed.
#[derive(Debug, Serialize)]
struct Failed {
    #[serde(flatten)]
    at: At,
    message: String,
    #[serde(flatten)]
    difference: Option<Difference>,
    /// The same as a finding.
    #[serde(skip)]
    item: Item,
}

/// A call with another decision than is expected.
#[derive(Debug, Serialize)]
struct Difference {
    call: Call,
    repetition: u64,
    times: u64,
    expected: Decided,
    actual: Decided,
    rule: Option<String>,
    source: Option<Site>,
}

#[derive(Debug, Serialize)]
struct Call {
    name: String,
    arguments: Value,
    ts: i64,
}

#[derive(Debug, Serialize)]
struct Decided {
    decision: &'static str,
    message: Option<String>,
}

impl Render for TestReport<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.human(context.terminal)),
            (Format::Json, |it, context| json::document(&it.document(context.notes))),
            (Format::Markdown, |it, context| markdown(&it.results(context.notes))),
            (Format::Sarif, |it, context| sarif(&it.results(context.notes))),
            (Format::Github, |it, context| github(&it.results(context.notes))),
            (Format::Gitlab, |it, context| gitlab(&it.results(context.notes))),
            (Format::Junit, |it, context| junit::junit(it, Vec::new(), context.notes)),
        ]
    }
}

impl TestReport<'_> {
    pub(super) fn document<'d>(&'d self, notes: &'d RunNotes) -> impl Serialize + 'd {
        Document {
            tests: self.tests,
            findings: self.findings.iter().map(|it| Item::new(it, self.sources)).collect(),
            coverage: self.coverage,
            mutation: self.mutation,
            summary: self.summary,
            errors: &notes.errors,
        }
    }

    /// The errors, and a finding for each step that failed and each change that no test notices.
    pub(super) fn results(&self, notes: &RunNotes) -> Results {
        let errors = self.findings.iter().map(|it| Item::new(it, self.sources));
        let failed =
            self.tests.iter().flat_map(|test| test.failures.iter().map(|it| it.item.clone()));
        let mutation = self.mutation.iter().copied().flatten().flat_map(Mutation::items);
        Results {
            command: "test",
            summary: self.summary.words(self.findings.len()),
            items: errors.chain(failed).chain(mutation).collect(),
            known: Vec::new(),
            errors: notes.errors.clone(),
        }
    }

    fn human(&self, terminal: Terminal) -> String {
        self.listing(terminal) + &self.summary.human(self.findings.len(), terminal)
    }

    /// How many tests there are, and how many of them failed.
    pub(super) fn words(&self) -> String {
        self.summary.words(self.findings.len())
    }

    /// What people read above the summary.
    pub(super) fn listing(&self, terminal: Terminal) -> String {
        let errors = human::render(self.findings, self.sources, terminal);
        let passed = self.tests.iter().filter(|test| self.is_verbose && test.passed());
        let passed = passed.map(|test| test.heading(terminal));
        let failed = self.tests.iter().filter(|test| !test.passed());
        let failed = failed.map(|test| test.human(terminal));
        let coverage = self.coverage.iter().copied().flatten().map(|file| file.human(terminal));
        let mutation = self.mutation.iter().copied().flatten().map(|file| file.human(terminal));
        [errors].into_iter().chain(passed).chain(failed).chain(coverage).chain(mutation).collect()
    }
}

impl Summary {
    pub(crate) fn of(tests: &[Test], files: usize) -> Self {
        let passed = tests.iter().filter(|test| test.passed()).count();
        let (tests, coverage, mutation) = (tests.len(), None, None);
        Self { files, tests, passed, failed: tests - passed, coverage, mutation }
    }

    /// As in `3 tests in 1 file: 2 passed, 1 failed`.
    fn words(self, errors: usize) -> String {
        let mut text = format!(
            "{} in {}: {} passed, {} failed",
            counted(self.tests, "test"),
            counted(self.files, "file"),
            self.passed,
            self.failed
        );
        if errors > 0 {
            text.push_str(&format!(", {}", counted(errors, "error")));
        }
        text
    }

    fn human(self, errors: usize, terminal: Terminal) -> String {
        let style = if self.failed + errors == 0 { Style::Success } else { Style::Error };
        let coverage = self.coverage.map(coverage::Total::in_words);
        let mutation = self.mutation.map(mutation::Total::in_words);
        let first = terminal.paint(style, &self.words(errors));
        let lines = [first].into_iter().chain(coverage).chain(mutation);
        lines.map(|line| line + "\n").collect()
    }
}

impl Test {
    pub(crate) fn new(outcome: &testing::Outcome, site: &FindSite<'_>, sources: &Sources) -> Self {
        let failed = |failure| Failed::new(&outcome.name, failure, site, sources);
        Self {
            name: outcome.name.clone(),
            at: At::new(outcome.span, sources),
            calls: outcome.calls,
            failures: outcome.failures.iter().map(failed).collect(),
        }
    }

    pub(crate) fn passed(&self) -> bool {
        self.failures.is_empty()
    }

    /// Whether it passed, its name and its place.
    fn heading(&self, terminal: Terminal) -> String {
        let word = match self.passed() {
            true => terminal.paint(Style::Success, "passed"),
            false => terminal.paint(Style::Error, "failed"),
        };
        let name = escape::inline(&quoted(&self.name)).into_owned();
        let at = terminal.paint(Style::Note, &self.at.to_string());
        format!("{word} {} ({at})\n", terminal.paint(Style::Strong, &name))
    }

    fn human(&self, terminal: Terminal) -> String {
        let mut text = self.heading(terminal);
        for failure in &self.failures {
            text.push_str(&failure.human(terminal));
        }
        text.push('\n');
        text
    }
}

impl Rule {
    pub(crate) fn new(span: Span, sources: &Sources) -> Self {
        let text = sources.get(span.source).map_or("", |source| source.slice(span));
        Self { at: At::new(span, sources), text: first_line(text) }
    }
}

/// The first line, and a sign where there are more.
fn first_line(text: &str) -> String {
    match text.split_once('\n') {
        None => text.to_owned(),
        Some((first, _)) => format!("{} …", first.trim_end()),
    }
}

impl Failed {
    fn new(test: &str, failure: &Failure, site: &FindSite<'_>, sources: &Sources) -> Self {
        let at = At::new(failure.span(), sources);
        let (message, difference) = match failure {
            Failure::Unexpected(mismatch) => {
                (unexpected(mismatch), Some(Difference::new(mismatch, site)))
            }
            Failure::TooManyCalls { .. } => {
                (format!("a test makes at most {} calls", testing::MAX_CALLS), None)
            }
            Failure::TooLong { .. } => ("no clock can count so long a time".to_owned(), None),
        };
        let said = format!("test {}: {message}", tick(test));
        let finding = Finding::error("failed-test", failure.span(), said);
        let facts = difference.iter().flat_map(Difference::facts).collect();
        let item = Item { facts, ..Item::new(&finding, sources) };
        Self { at, message, difference, item }
    }

    fn human(&self, terminal: Terminal) -> String {
        let at = terminal.paint(Style::Note, &self.at.to_string());
        let mut text = format!("  {at}: {}\n", escape::inline(&self.message));
        for Fact { name, text: fact } in &self.item.facts {
            let label = (Style::Note, &*format!("{name}:"));
            let separator = if *name == CALL { wrap::CALL } else { wrap::PROSE };
            text.push_str(&wrap::entry(4, label, fact, separator, terminal));
        }
        text
    }
}

/// The name of the fact that is a call.
const CALL: &str = "call";

impl Difference {
    /// What people are told of it.
    fn facts(&self) -> impl Iterator<Item = Fact> {
        let facts = [
            (CALL, Some(self.call.to_string())),
            ("expected", Some(self.expected.to_string())),
            ("actual", Some(self.actual.to_string())),
            ("rule", self.rule.clone()),
            ("at", self.source.as_ref().map(Site::to_string)),
        ];
        facts.into_iter().filter_map(|(name, text)| Some(Fact::new(name, &text?)))
    }

    fn new(mismatch: &Mismatch, site: &FindSite<'_>) -> Self {
        let Mismatch { call, repetition, times, expected, verdict, .. } = mismatch;
        Self {
            call: Call { name: call.name.clone(), arguments: call.arguments.clone(), ts: call.at },
            repetition: *repetition,
            times: *times,
            expected: Decided::from(expected),
            actual: Decided { decision: verdict.decision.name(), message: verdict.message.clone() },
            rule: verdict.rule.clone(),
            source: site(call, verdict),
        }
    }
}

impl From<&Expectation> for Decided {
    fn from(expected: &Expectation) -> Self {
        Self { decision: expected.decision.name(), message: expected.message.clone() }
    }
}

impl std::fmt::Display for Call {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.name, self.arguments)
    }
}

impl std::fmt::Display for Decided {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.message {
            Some(message) => write!(formatter, "{} {}", self.decision, quoted(message)),
            None => formatter.write_str(self.decision),
        }
    }
}

/// As in `unexpected decision`, or for which of many calls.
fn unexpected(mismatch: &Mismatch) -> String {
    match (mismatch.repetition, mismatch.times) {
        (_, 1) => "unexpected decision".to_owned(),
        (repetition, times) => format!("unexpected decision for call {repetition} of {times}"),
    }
}
