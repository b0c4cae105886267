//! `mcpol catalog join`: saved answers as one catalog.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::disk;
use super::shell::{CommandError, Outcome, Shell};
use super::writer::Kind;
use crate::catalog::{Catalog, joined};
use crate::finding::Finding;
use crate::render::catalog_text::CatalogText;
use crate::render::{self, Format};
use crate::session::Server;

/// Make one catalog of saved pages or answers
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog join page-1.json page-2.json -o tools.json   write it
  mcpol catalog join tools.json                              print it in its canonical form
  mcpol catalog join - < session.log                         the tools that a log holds

The tools are sorted by name and written with one member a line. A tool that several files hold
must be the same in all of them.")]
pub(super) struct Join {
    /// The files; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Write the catalog to OUT; `-` is standard output
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
}

impl Join {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        self.out().map_or(Ok(()), |out| shell.writer.check_new(out))?;
        let mut session = disk::session(None)?;
        let mut servers = Vec::with_capacity(self.files.len());
        for file in &self.files {
            servers.push(disk::catalog(file, &mut session)?);
        }
        let findings = findings(&servers);
        let faulty = findings.iter().any(Finding::is_error);
        shell.findings(&findings, session.sources());
        let catalogs: Vec<&Catalog> =
            servers.iter().filter_map(|server| server.catalog.as_ref()).collect();
        if faulty {
            return Ok(Outcome::Faults);
        }
        match joined(&catalogs) {
            Ok(text) => self.hand_over(&text, shell),
            Err(faults) => {
                shell.findings(&faults, session.sources());
                Ok(Outcome::Faults)
            }
        }
    }

    /// The formats that it has.
    pub(super) fn formats() -> Vec<Format> {
        render::formats::<CatalogText<'_>>()
    }

    /// The file that the catalog is written to.
    fn out(&self) -> Option<&Path> {
        self.out.as_deref().filter(|out| !disk::is_stdin(out))
    }

    fn hand_over(&self, text: &str, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match self.out() {
            Some(output) => shell.writer.write(output, text, Some(Kind::Catalog))?,
            None => shell.emit(&CatalogText(text)),
        }
        Ok(Outcome::Clean)
    }
}

/// The code of the fault that another file can make good.
const PARTIAL: &str = "partial-catalog";

/// What is wrong with the files together: a page that has another one after it is no fault where
/// one of them is the last.
fn findings(servers: &[Arc<Server>]) -> Vec<Finding> {
    let is_part = |server: &Arc<Server>| server.findings.iter().any(|it| it.code == PARTIAL);
    let ends = servers.iter().any(|server| !is_part(server));
    let all = servers.iter().flat_map(|server| &server.findings);
    all.filter(|finding| !(ends && finding.code == PARTIAL)).cloned().collect()
}
