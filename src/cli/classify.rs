//! `mcpol catalog classify`: what the tools of a server can do, and how often that is right.

use std::path::{Path, PathBuf};

use clap::Args;

use super::disk::{self, Disk};
use super::shell::{CommandError, Outcome, Shell};
use crate::catalog::Catalog;
use crate::render::scores;
use crate::render::{self, Format, classes};
use crate::risk::score::{self, LabelError};
use crate::session::Files;
use crate::strings::tick;

/// Show the risk class of each tool, with the evidence
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog classify tools.json                 the tools by class, with the evidence
  mcpol catalog classify tools.json --format csv    for a spreadsheet
  mcpol catalog classify --score labels.tsv         how often the classes agree with labels

The table of labels has tab-separated columns `server`, `tool`, `category` and `description`. With
FILE, tools that it lists are classified by their whole definition, others by what the table says.
docs/classification.md says how classes are found.")]
pub(super) struct Classify {
    /// The catalog; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "score")]
    file: Option<PathBuf>,

    /// Score the classes against labels
    #[arg(long, value_name = "LABELS")]
    score: Option<PathBuf>,

    /// Disputed rows of the labels; figures are given with and without them
    #[arg(long, value_name = "ROWS", requires = "score")]
    disputed: Option<PathBuf>,
}

impl Classify {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
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

    /// The formats that it has.
    pub(super) fn formats(&self) -> Vec<Format> {
        match self.score {
            None => render::formats::<classes::Report>(),
            Some(_) => render::formats::<scores::Report>(),
        }
    }
}

/// Reads a table of labels.
fn table<T>(path: &Path, read: fn(&str) -> Result<T, LabelError>) -> Result<T, CommandError> {
    let shown = tick(&path.to_string_lossy());
    let fault = |words: String| CommandError(format!("can't read {shown}: {words}"));
    let bytes = Disk.read(path).map_err(fault)?;
    let text = String::from_utf8(bytes).map_err(|_| fault("it is not UTF-8".to_owned()))?;
    read(&text).map_err(|error| fault(error.to_string()))
}
