//! What `mcpol ci` came to: the results of four commands as one.

use serde::Serialize;

use super::files::FileReport;
use super::findings::FindingReport;
use super::findings::report::Item;
use super::results::{Results, github, gitlab, markdown, sarif};
use super::terminal::{Style, Terminal};
use super::testing::{TestReport, junit};
use super::{Format, Render, RenderFn, RunError, RunNotes};
use crate::finding::Level;
use crate::json;

/// The results of the commands, in the order in which they are run.
#[derive(Debug)]
pub(crate) struct CiReport<'r> {
    pub(crate) passed: Passed,
    pub(crate) fmt: FileReport<'r>,
    pub(crate) check: FindingReport<'r>,
    pub(crate) test: TestReport<'r>,
    /// None where there is nothing to compile.
    pub(crate) compile: Option<FileReport<'r>>,
    /// Whether the run fails for warnings too.
    pub(crate) deny_warnings: bool,
}

/// Which of them passed; null where there was nothing to do.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Passed {
    pub(crate) fmt: bool,
    pub(crate) check: bool,
    pub(crate) test: Option<bool>,
    pub(crate) compile: Option<bool>,
}

impl Passed {
    /// Whether none failed.
    pub(crate) fn all(self) -> bool {
        self.fmt && self.check && self.test != Some(false) && self.compile != Some(false)
    }
}

#[derive(Serialize)]
struct Document<'r, F, C, T> {
    passed: Passed,
    fmt: F,
    check: C,
    test: T,
    compile: Option<F>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'r [RunError],
}

impl Render for CiReport<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.human(context.terminal)),
            (Format::Json, |it, context| it.json(context.notes)),
            (Format::Markdown, |it, context| markdown(&it.results(context.notes))),
            (Format::Sarif, |it, context| sarif(&it.results(context.notes))),
            (Format::Github, |it, context| github(&it.results(context.notes))),
            (Format::Gitlab, |it, context| gitlab(&it.results(context.notes))),
            (Format::Junit, |it, context| it.junit(context.notes)),
        ]
    }
}

impl CiReport<'_> {
    /// One document with that of each command.
    fn json(&self, notes: &RunNotes) -> String {
        let none = RunNotes::default();
        json::document(&Document {
            passed: self.passed,
            fmt: self.fmt.document(&none),
            check: self.check.document(&none),
            test: self.test.document(&none),
            compile: self.compile.as_ref().map(|report| report.document(&none)),
            errors: &notes.errors,
        })
    }

    fn results(&self, notes: &RunNotes) -> Results {
        let none = RunNotes::default();
        let check = self.check.results(&none);
        let compile = self.compile.as_ref().map(|report| report.results(&none));
        let parts = [self.fmt.results(&none), self.test.results(&none)].into_iter().chain(compile);
        let lines = self.lines();
        let summary: Vec<_> =
            lines.iter().map(|(name, _, words)| format!("{name}: {words}")).collect();
        Results {
            command: "ci",
            summary: summary.join("; "),
            items: check.items.into_iter().chain(parts.flat_map(|part| part.items)).collect(),
            known: check.known,
            errors: notes.errors.clone(),
        }
    }

    /// The tests, and what the other commands found that the run fails for.
    fn junit(&self, notes: &RunNotes) -> String {
        let none = RunNotes::default();
        let reports = std::iter::once(&self.fmt).chain(&self.compile);
        let of_files = reports.flat_map(|report| report.results(&none).items);
        let fails = |item: &Item| match item.level {
            Level::Error | Level::Deny => item.waived.is_none(),
            Level::Warn => item.waived.is_none() && self.deny_warnings,
        };
        let found = self.check.results(&none).items.into_iter().chain(of_files).filter(fails);
        junit::junit(&self.test, found.collect(), notes)
    }

    /// What each command says, and one line for each at the end.
    fn human(&self, terminal: Terminal) -> String {
        let mut text = self.fmt.aside(terminal) + &self.fmt.changes(terminal);
        text.push_str(&self.check.listing(terminal));
        text.push_str(&self.test.listing(terminal));
        if let Some(compile) = &self.compile {
            text.push_str(&(compile.aside(terminal) + &compile.changes(terminal)));
        }
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push('\n');
        }
        for (name, passed, words) in self.lines() {
            let (word, style) = match passed {
                Some(true) => ("passed", Style::Success),
                Some(false) => ("failed", Style::Error),
                None => ("none  ", Style::Warning),
            };
            text.push_str(&format!("{}  {name:<15}  {words}\n", terminal.paint(style, word)));
        }
        text
    }

    /// Each command, whether it passed, and what it says in one line.
    fn lines(&self) -> [(&'static str, Option<bool>, String); 4] {
        let tests = match self.passed.test {
            Some(_) => self.test.words(),
            None => "there is no test".to_owned(),
        };
        let compiled = match &self.compile {
            Some(report) => report.words(),
            None => "no file has a `policy` statement".to_owned(),
        };
        [
            ("fmt --check", Some(self.passed.fmt), self.fmt.words()),
            ("check", Some(self.passed.check), self.check.summary.to_string()),
            ("test", self.passed.test, tests),
            ("compile --check", self.passed.compile, compiled),
        ]
    }
}
