//! What became of each file of a command that writes files.

use serde::Serialize;

use super::shell::{Shell, Stream};
use super::text_diff;
use crate::finding::Finding;
use crate::report::json::Report;
use crate::report::paint::Ink;
use crate::report::{Summary, json};
use crate::source::Sources;
use crate::strings::counted;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    /// It was written.
    Written,
    /// It is as it should be.
    Unchanged,
    /// It should be written anew.
    Stale,
    /// It should be there.
    Missing,
    /// What it is made from has errors, or it can't be written.
    Failed,
}

impl Status {
    fn words(self) -> (&'static str, Ink) {
        match self {
            Self::Written => ("written", Ink::Good),
            Self::Unchanged => ("unchanged", Ink::Good),
            Self::Stale => ("stale", Ink::Bad),
            Self::Missing => ("missing", Ink::Bad),
            Self::Failed => ("failed", Ink::Bad),
        }
    }
}

/// One file.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FileOutcome {
    /// The policy.
    pub(super) file: String,
    /// The file that is made from it.
    pub(super) output: String,
    pub(super) status: Status,
    /// How a stale file should change, as a unified diff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) diff: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    files: &'a [FileOutcome],
    #[serde(flatten)]
    report: Report,
}

/// Prints what became of the files: JSON as one document, for people the findings on standard
/// error and the rest on standard output.
pub(super) fn print(
    files: &[FileOutcome],
    findings: &[Finding],
    sources: &Sources,
    shell: &mut Shell,
) {
    if shell.is_json() {
        let summary = Summary::of(findings, files.len());
        let report = Report::new(findings, summary, sources);
        shell.print(&json::document(&Document { files, report }));
        return;
    }
    shell.findings(Stream::Err, findings, sources);
    for file in files.iter().filter(|file| file.status != Status::Unchanged) {
        print_file(file, shell);
    }
    if !files.is_empty() {
        shell.print(&format!("{}\n", counts(files)));
    }
}

fn print_file(file: &FileOutcome, shell: &mut Shell) {
    let style = shell.style(Stream::Out);
    if let Some(diff) = &file.diff {
        shell.print(&text_diff::shown(diff, style));
    }
    let (word, ink) = file.status.words();
    let name = crate::strings::escape::inline(&file.output);
    shell.print(&format!("{} {name}\n", style.paint(ink, word)));
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
