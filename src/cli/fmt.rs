//! `mcpol fmt`: policies in their canonical form.

use std::path::{Path, PathBuf};

use clap::Args;

use super::disk::Disk;
use super::inputs::Inputs;
use super::overrides::ConfigArgument;
use super::shell::{CommandError, Outcome, Shell};
use super::writer::Writer;
use crate::finding::Finding;
use crate::render::files::{FileOutcome, FileReport, Status};
use crate::render::{Format, formats, text_diff};
use crate::session::{Session, Unreadable, in_order};
use crate::source::{SourceId, Span};
use crate::syntax::{self, FormatError};

/// Format policies; comments and meaning are kept
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol fmt                     every .mcpol file under this folder
  mcpol fmt agent.mcpol         one policy
  mcpol fmt --check             show what would change (in CI)
  mcpol fmt - < agent.mcpol     from standard input to standard output

A file with syntax errors is left unchanged.")]
pub(super) struct Fmt {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    config: ConfigArgument,

    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    check: bool,
}

/// A file's text and its canonical form.
struct Formatted {
    source: SourceId,
    old: String,
    new: String,
}

impl Formatted {
    /// That the text isn't in its canonical form, at the lines that would change.
    fn finding(&self) -> Finding {
        let (old, new) = (self.old.as_str(), self.new.as_str());
        let start = lines_in_common(old.split_inclusive('\n'), new.split_inclusive('\n'));
        let (old_rest, new_rest) = (tail(old, start), tail(new, start));
        let end = lines_in_common(
            old_rest.split_inclusive('\n').rev(),
            new_rest.split_inclusive('\n').rev(),
        );
        let span = Span::new(self.source, start, old.len() - end);
        Finding::error("unformatted", span, "the file is not formatted")
            .help("`mcpol fmt` formats it")
    }
}

/// The bytes of the lines with which both begin.
fn lines_in_common<'t>(
    old: impl Iterator<Item = &'t str>,
    new: impl Iterator<Item = &'t str>,
) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).map(|(line, _)| line.len()).sum()
}

fn tail(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

impl Fmt {
    /// The formats that what it prints has; a formatted text and its findings have two.
    pub(super) fn formats(&self) -> Vec<Format> {
        match self.is_filter() {
            true => vec![Format::Human, Format::Json],
            false => formats::<FileReport<'_>>(),
        }
    }

    /// Whether standard input goes to standard output.
    pub(super) fn is_filter(&self) -> bool {
        self.inputs.has_stdin() && !self.check
    }

    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = self.config.session()?;
        if self.inputs.has_stdin() && self.inputs.paths.len() > 1 {
            return Err(CommandError("`-` can't be combined with other paths".to_owned()));
        }
        let paths = self.inputs.find(&mut session, shell)?;
        match paths.first() {
            Some(path) if self.is_filter() => filter_through(path, &mut session, shell),
            _ => self.files(&paths, &mut session, shell),
        }
    }

    fn files(
        &self,
        paths: &[PathBuf],
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Outcome, CommandError> {
        let deliver = if self.check { differ } else { write };
        let (files, findings) = outcomes(paths, deliver, session, shell);
        let findings = in_order(findings);
        let report = FileReport {
            command: "fmt",
            files: &files,
            findings: &findings,
            sources: session.sources(),
        };
        shell.emit(&report);
        let fine = |file: &FileOutcome| matches!(file.status, Status::Written | Status::Unchanged);
        Ok(Outcome::clean_if(files.iter().all(fine)))
    }
}

/// What formatting would change, and what keeps files from being formatted.
pub(super) fn compare(
    paths: &[PathBuf],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> (Vec<FileOutcome>, Vec<Finding>) {
    outcomes(paths, differ, session, shell)
}

/// What becomes of a file that isn't in its canonical form.
type Deliver = fn(&Path, &Formatted, &Writer) -> Result<(Status, Option<String>), CommandError>;

fn outcomes(
    paths: &[PathBuf],
    deliver: Deliver,
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> (Vec<FileOutcome>, Vec<Finding>) {
    let (mut files, mut findings) = (Vec::new(), Vec::new());
    for path in paths {
        match outcome(path, deliver, session, &shell.writer, &mut findings) {
            Ok(file) => files.push(file),
            Err(trouble) => shell.trouble(&trouble),
        }
    }
    (files, findings)
}

fn outcome(
    path: &Path,
    deliver: Deliver,
    session: &mut Session<Disk>,
    writer: &Writer,
    findings: &mut Vec<Finding>,
) -> Result<FileOutcome, CommandError> {
    let name = path.to_string_lossy().into_owned();
    let outcome = |status, diff, finding| {
        Ok(FileOutcome { file: name.clone(), output: name.clone(), status, diff, finding })
    };
    match format(path, session)? {
        Ok(formatted) if formatted.old == formatted.new => outcome(Status::Unchanged, None, None),
        Ok(formatted) => {
            let (status, diff) = deliver(path, &formatted, writer)?;
            let finding = (status == Status::Unformatted).then(|| formatted.finding());
            outcome(status, diff, finding)
        }
        Err(faults) => {
            findings.extend(faults);
            outcome(Status::Failed, None, None)
        }
    }
}

fn differ(
    path: &Path,
    formatted: &Formatted,
    _: &Writer,
) -> Result<(Status, Option<String>), CommandError> {
    let name = path.to_string_lossy();
    let (old, new) = (&formatted.old, &formatted.new);
    let diff = text_diff::unified(&name, &format!("{name} (formatted)"), old, new);
    Ok((Status::Unformatted, Some(diff)))
}

fn write(
    path: &Path,
    formatted: &Formatted,
    writer: &Writer,
) -> Result<(Status, Option<String>), CommandError> {
    writer.rewrite(path, &formatted.new)?;
    Ok((Status::Written, None))
}

/// Standard input to standard output.
fn filter_through(
    path: &Path,
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Outcome, CommandError> {
    match format(path, session)? {
        Ok(formatted) => shell.print(&formatted.new),
        Err(faults) => {
            shell.findings(&faults, session.sources());
            return Ok(Outcome::Faults);
        }
    }
    Ok(Outcome::Clean)
}

fn format(
    path: &Path,
    session: &mut Session<Disk>,
) -> Result<Result<Formatted, Vec<Finding>>, CommandError> {
    Ok(match session.source(path)? {
        Err(fault) => Err(vec![fault]),
        Ok(source) => {
            let old = source.text().to_owned();
            match syntax::format(&source) {
                Ok(new) => Ok(Formatted { source: source.id(), old, new }),
                Err(FormatError::Faults(_)) => Err(session.faults(path)?),
                Err(FormatError::Internal(error)) => {
                    let (path, reason) = (path.to_owned(), error.to_string());
                    return Err(Unreadable::new(&path, reason).into());
                }
            }
        }
    })
}
