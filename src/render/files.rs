//! What became of each file of a command that writes files.

use serde::Serialize;

use super::findings::report::{Item, Report};
use super::findings::{Summary, human};
use super::results::{Results, github, gitlab, markdown, sarif};
use super::terminal::{Style, Terminal};
use super::{Format, Render, RenderFn, RunNotes, text_diff};
use crate::finding::Finding;
use crate::json;
use crate::source::Sources;
use crate::strings::{counted, escape};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    /// It was written.
    Written,
    /// It is as it should be.
    Unchanged,
    /// It should be written anew.
    Stale,
    /// It should be formatted.
    Unformatted,
    /// It should be there.
    Missing,
    /// Nothing makes it any more.
    Orphan,
    /// What it is made from has errors, or it can't be written.
    Failed,
}

impl Status {
    fn words(self) -> (&'static str, Style) {
        match self {
            Self::Written => ("written", Style::Success),
            Self::Unchanged => ("unchanged", Style::Success),
            Self::Stale => ("stale", Style::Error),
            Self::Unformatted => ("unformatted", Style::Error),
            Self::Missing => ("missing", Style::Error),
            Self::Orphan => ("orphan", Style::Error),
            Self::Failed => ("failed", Style::Error),
        }
    }
}

/// One file.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FileOutcome {
    /// The policy.
    pub(crate) file: String,
    /// The file that is made from it.
    pub(crate) output: String,
    pub(crate) status: Status,
    /// How a file should change that isn't as it should be, as a unified diff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) diff: Option<String>,
    /// That it isn't as it should be.
    #[serde(skip)]
    pub(crate) finding: Option<Finding>,
}

/// What became of some files, and what was found in them.
#[derive(Debug)]
pub(crate) struct FileReport<'r> {
    /// The command, as in `fmt`.
    pub(crate) command: &'static str,
    pub(crate) files: &'r [FileOutcome],
    pub(crate) findings: &'r [Finding],
    pub(crate) sources: &'r Sources,
}

#[derive(Serialize)]
struct Document<'a> {
    files: &'a [FileOutcome],
    #[serde(flatten)]
    report: Report,
}

impl Render for FileReport<'_> {
    fn renderers() -> Vec<(Format, RenderFn<Self>)> {
        vec![
            (Format::Human, |it, context| it.human(context.terminal)),
            (Format::Json, |it, context| json::document(&it.document(context.notes))),
            (Format::Markdown, |it, context| markdown(&it.results(context.notes))),
            (Format::Sarif, |it, context| sarif(&it.results(context.notes))),
            (Format::Github, |it, context| github(&it.results(context.notes))),
            (Format::Gitlab, |it, context| gitlab(&it.results(context.notes))),
        ]
    }

    fn aside(&self, terminal: Terminal) -> String {
        human::render(self.findings, self.sources, terminal)
    }
}

impl FileReport<'_> {
    /// One document with the findings.
    pub(super) fn document(&self, notes: &RunNotes) -> impl Serialize {
        let summary = Summary::of(self.findings, self.files.len());
        let errors = notes.errors.clone();
        let report = Report { errors, ..Report::new(self.findings, summary, self.sources) };
        Document { files: self.files, report }
    }

    /// The findings, and one for each file that isn't as it should be.
    pub(super) fn results(&self, notes: &RunNotes) -> Results {
        let outcomes = self.files.iter().filter_map(|file| file.finding.as_ref());
        let findings = self.findings.iter().chain(outcomes);
        Results {
            command: self.command,
            summary: counts(self.files),
            items: findings.map(|finding| Item::new(finding, self.sources)).collect(),
            known: Vec::new(),
            errors: notes.errors.clone(),
        }
    }

    /// What became of the files, without the findings.
    fn human(&self, terminal: Terminal) -> String {
        let mut text = self.changes(terminal);
        if !self.files.is_empty() {
            text.push_str(&format!("{}\n", self.words()));
        }
        text
    }

    /// The files that aren't as they were.
    pub(super) fn changes(&self, terminal: Terminal) -> String {
        let changed = self.files.iter().filter(|file| file.status != Status::Unchanged);
        changed.map(|file| file.human(terminal)).collect()
    }

    /// How many files there are of each status.
    pub(super) fn words(&self) -> String {
        counts(self.files)
    }
}

impl FileOutcome {
    fn human(&self, terminal: Terminal) -> String {
        let diff = self.diff.as_ref().map(|diff| text_diff::shown(diff, terminal));
        let (word, style) = self.status.words();
        let name = escape::inline(&self.output);
        format!("{}{} {name}\n", diff.unwrap_or_default(), terminal.paint(style, word))
    }
}

/// As in `1 written, 2 unchanged`.
fn counts(files: &[FileOutcome]) -> String {
    let mut statuses: Vec<Status> = files.iter().map(|file| file.status).collect();
    statuses.sort();
    let parts: Vec<String> = statuses
        .chunk_by(|a, b| a == b)
        .filter_map(|same| same.first().map(|status| (status, same.len())))
        .map(|(status, count)| format!("{count} {}", status.words().0))
        .collect();
    format!("{}: {}", counted(files.len(), "file"), parts.join(", "))
}
