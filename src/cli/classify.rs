//! `mcpol catalog classify`: what the tools of a server can do, and how often that is right.

use std::path::{Path, PathBuf};

use clap::Args;

use super::benchmark_flags::BenchmarkFlags;
use super::disk::{self, Disk};
use super::shell::{CommandError, Outcome, Shell};
use crate::catalog::Catalog;
use crate::render::{self, Format, benchmark, classes, scores};
use crate::risk::score::{self, LabelError};
use crate::session::Files;
use crate::strings::tick;

/// Show what each tool can do and what its arguments are, with the evidence
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog classify tools.json                 the tools by class, with the evidence
  mcpol catalog classify tools.json --format csv    for a spreadsheet
  mcpol catalog classify --score labels.tsv         how often the classes agree with labels
  mcpol catalog classify --score judged --catalogs catalogs
                                                    how often effects and roles agree with tables

The table of labels has tab-separated columns `server`, `tool`, `category` and `description`. With
FILE, tools that it lists are classified by their whole definition, others by what the table says.
A folder has effects.tsv and roles.tsv, what tools do and arguments are, judged by people.
docs/classification.md says how classes are found.")]
pub(super) struct Classify {
    /// The catalog; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "score")]
    file: Option<PathBuf>,

    /// Score the answers against a table of labels, or a folder of them
    #[arg(long, value_name = "LABELS")]
    score: Option<PathBuf>,

    /// Disputed rows of the labels; figures are given with and without them
    #[arg(long, value_name = "ROWS", requires = "score")]
    disputed: Option<PathBuf>,

    #[command(flatten)]
    benchmark: BenchmarkFlags,
}

impl Classify {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        self.check()?;
        if let Some(folder) = self.benchmark_folder() {
            shell.emit(&self.benchmark.report(folder)?);
            return Ok(Outcome::Clean);
        }
        let mut session = disk::session(None)?;
        let server = match &self.file {
            Some(file) => Some(disk::catalog(file, &mut session)?),
            None => None,
        };
        let findings = server.as_ref().map(|server| &*server.findings).unwrap_or_default();
        shell.findings(findings, session.sources());
        let catalog = server.as_ref().and_then(|server| server.catalog.as_ref());
        if self.file.is_some() && catalog.is_none() {
            return Ok(Outcome::Faults);
        }
        match &self.score {
            None => shell.emit(&catalog.map(classes::report).unwrap_or_default()),
            Some(labels) => shell.emit(&self.scores(labels, catalog)?),
        }
        let has_errors = server.as_ref().is_some_and(|server| server.has_errors());
        Ok(Outcome::clean_if(!has_errors))
    }

    fn scores(
        &self,
        labels: &Path,
        catalog: Option<&Catalog>,
    ) -> Result<scores::Report, CommandError> {
        let labels = table(labels, score::labels)?;
        let disputed = match &self.disputed {
            Some(path) => Some(table(path, score::named)?),
            None => None,
        };
        Ok(scores::report(score::answers(&labels, catalog), disputed.as_ref()))
    }

    /// The folder of labels, where it is one.
    fn benchmark_folder(&self) -> Option<&Path> {
        self.score.as_deref().filter(|path| path.is_dir())
    }

    /// That the flags fit what `--score` names.
    fn check(&self) -> Result<(), CommandError> {
        let wrong = match self.benchmark_folder() {
            None => self.benchmark.given().map(|flag| (flag, "a table")),
            Some(_) if self.disputed.is_some() => Some(("--disputed", "a folder")),
            Some(_) if self.file.is_some() => Some(("FILE", "a folder")),
            Some(_) => None,
        };
        wrong.map_or(Ok(()), |(flag, what)| {
            let (flag, labels) = (tick(flag), tick("--score"));
            Err(CommandError(format!("{flag} can't be used where {labels} names {what}")))
        })
    }

    /// The formats that it has.
    pub(super) fn formats(&self) -> Vec<Format> {
        match self.score {
            None => render::formats::<classes::Report<'_>>(),
            Some(_) if self.benchmark_folder().is_some() => render::formats::<benchmark::Report>(),
            Some(_) => render::formats::<scores::Report>(),
        }
    }
}

/// Reads a table of labels.
fn table<T>(path: &Path, read: fn(&str) -> Result<T, LabelError>) -> Result<T, CommandError> {
    read(&text(path)?).map_err(|error| unreadable(path, &error.to_string()))
}

/// The text of a table.
pub(super) fn text(path: &Path) -> Result<String, CommandError> {
    let bytes = Disk.read(path).map_err(|words| unreadable(path, &words))?;
    String::from_utf8(bytes).map_err(|_| unreadable(path, "it is not UTF-8"))
}

fn unreadable(path: &Path, words: &str) -> CommandError {
    CommandError(format!("can't read {}: {words}", tick(&path.to_string_lossy())))
}
