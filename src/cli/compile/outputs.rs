//! What becomes of the JSON: it is written, or compared with what is there.

use std::path::Path;

use super::job::{Compiled, Job};
use crate::cli::disk::{self, Disk};
use crate::cli::shell::{CommandError, Shell};
use crate::cli::used_files;
use crate::cli::walk;
use crate::cli::writer::{Kind, Writer};
use crate::finding::Finding;
use crate::render::files::{FileOutcome, Status};
use crate::render::text_diff;
use crate::session::Session;
use crate::strings::{line_ends, tick};

/// What is done with an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delivery {
    /// It is compared with the file that is there.
    Compare,
    /// It is written where the user says.
    Write,
    /// It is written beside the policy.
    WriteBeside,
}

impl Delivery {
    /// Delivers what a policy compiles to, if it does.
    pub(super) fn finish(
        self,
        job: &Job,
        session: &Session<Disk>,
        shell: &mut Shell,
    ) -> FileOutcome {
        let (status, diff) = match &job.compiled {
            None => (Status::Failed, None),
            Some(Compiled::Compared(Comparison { status, diff })) => {
                used_files::record(&job.output);
                (*status, diff.clone())
            }
            Some(Compiled::Text(text)) => self.deliver(&job.output, &text.json, session, shell),
        };
        FileOutcome {
            file: job.policy.to_string_lossy().into_owned(),
            output: job.output.to_string_lossy().into_owned(),
            status,
            diff,
            finding: difference(job, status),
        }
    }

    /// Writes one output.
    fn deliver(
        self,
        output: &Path,
        json: &str,
        session: &Session<Disk>,
        shell: &mut Shell,
    ) -> (Status, Option<String>) {
        let old = disk::existing(output);
        if old.as_deref() == Some(json.as_bytes()) {
            used_files::record(output);
            return (Status::Unchanged, None);
        }
        let writer = &shell.writer;
        let written = guard(output, session).and_then(|()| match self {
            Self::WriteBeside => writer.write_beside(output, json),
            _ => writer.write(output, json, Some(Kind::Document)),
        });
        match written {
            Ok(()) => (Status::Written, None),
            Err(trouble) => {
                shell.trouble(&trouble);
                (Status::Failed, None)
            }
        }
    }
}

/// How an output differs from the file that is there.
pub(super) struct Comparison {
    status: Status,
    /// What would have to be changed.
    diff: Option<String>,
}

impl Comparison {
    /// Line ends don't count: git may have changed them.
    pub(super) fn of(output: &Path, json: &str) -> Self {
        let Some(old) = disk::existing(output) else {
            return Self { status: Status::Missing, diff: None };
        };
        let old = String::from_utf8_lossy(&old);
        let old = line_ends::plain(&old);
        if old == json {
            return Self { status: Status::Unchanged, diff: None };
        }
        let name = output.to_string_lossy();
        let diff = text_diff::unified(&name, &format!("{name} (compiled)"), &old, json);
        Self { status: Status::Stale, diff: Some(diff) }
    }
}

/// That the output isn't what the policy compiles to.
fn difference(job: &Job, status: Status) -> Option<Finding> {
    let output = tick(&job.output.to_string_lossy());
    let finding = match status {
        Status::Stale => {
            let message = format!("{output} is not what the policy compiles to");
            Finding::error("stale-output", job.head, message)
        }
        Status::Missing => Finding::error("missing-output", job.head, format!("no file {output}")),
        Status::Written
        | Status::Unchanged
        | Status::Unformatted
        | Status::Orphan
        | Status::Failed => return None,
    };
    Some(finding.help("`mcpol compile --write` brings it up to date"))
}

/// Takes back what would be compared with what isn't to stand where the JSON should: a catalog, or a
/// link out of the repository, which may become anything without a commit.
pub(super) fn refuse_others(
    jobs: &mut [Job],
    session: &Session<Disk>,
    findings: &mut Vec<Finding>,
    writer: &Writer,
) {
    for job in jobs {
        let outside = || walk::outside(&job.output).filter(|_| !writer.follow);
        let output = tick(&job.output.to_string_lossy());
        let (what, help) = if session.is_catalog(&job.output) {
            ("the catalog, not what the policy compiles to".to_owned(), OTHER_NAME)
        } else if let Some(target) = outside() {
            let target = tick(&target.to_string_lossy());
            (format!("a link out of the repository, to {target}"), COMMITTED)
        } else {
            continue;
        };
        job.compiled = None;
        let finding = Finding::error("stale-output", job.head, format!("{output} is {what}"));
        findings.push(finding.help(help));
    }
}

/// What to do about JSON that is elsewhere.
const COMMITTED: &str = "put the JSON in its place, so that what a gateway reads is what is \
                         committed; `--follow` takes it where it is";

/// What to do where one name is a catalog's and that of the JSON beside a policy.
const OTHER_NAME: &str = "give the policy or the catalog another name";

/// What a policy is made from must not be written over.
///
/// # Errors
/// A policy is made from the file.
pub(super) fn guard(output: &Path, session: &Session<Disk>) -> Result<(), CommandError> {
    if !session.has_read(output) {
        return Ok(());
    }
    let name = tick(&output.to_string_lossy());
    Err(CommandError(match session.is_catalog(output) {
        true => format!("won't write {name}: it is the catalog; {OTHER_NAME}"),
        false => format!("won't write {name}: a policy is made from it; `-o` takes another name"),
    }))
}
