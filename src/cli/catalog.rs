//! `mcpol catalog`: what servers offer.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::classify::Classify;
use super::disk;
use super::shell::{CommandError, Outcome, Shell};
use crate::catalog::Catalog;
use crate::render::catalog::CatalogListing;
use crate::render::{self, Format};
use crate::strings::{nearest, tick};

/// Inspect tool catalogs: the answers of servers to `tools/list`
#[derive(Debug, Args)]
pub(super) struct CatalogCommand {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Show(Show),
    Classify(Classify),
}

/// Show tools with their arguments and types
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog show tools.json                 every tool
  mcpol catalog show tools.json create_refund   one tool
  mcpol catalog show tools.json --format json   for programs

FILE is a `tools/list` result, a JSON-RPC answer around one, or a bare list of tools.")]
struct Show {
    /// The catalog
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Show only this tool
    #[arg(value_name = "TOOL")]
    tool: Option<String>,
}

impl CatalogCommand {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match self.command {
            Command::Show(show) => show.run(shell),
            Command::Classify(classify) => classify.run(shell),
        }
    }

    /// The formats that it has.
    pub(super) fn formats(&self) -> Vec<Format> {
        match &self.command {
            Command::Show(_) => render::formats::<CatalogListing<'_>>(),
            Command::Classify(classify) => classify.formats(),
        }
    }
}

impl Show {
    fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = disk::session(None)?;
        let server = session.catalog(&self.file)?;
        shell.findings(&server.findings, session.sources());
        let Some(catalog) = &server.catalog else { return Ok(Outcome::Faults) };
        let tool = self.tool.as_deref();
        if let Some(name) = tool.filter(|name| catalog.tool(name).is_none()) {
            return Err(unknown(name, catalog, &self.file));
        }
        shell.emit(&CatalogListing { catalog, tool });
        Ok(Outcome::clean_if(server.findings.is_empty()))
    }
}

fn unknown(name: &str, catalog: &Catalog, file: &Path) -> CommandError {
    let names = catalog.tools().iter().map(|tool| &**tool.name());
    let hint = nearest(name, names)
        .map(|near| format!("; did you mean {}?", tick(near)))
        .unwrap_or_default();
    let file = tick(&file.to_string_lossy());
    CommandError(format!("tool {} not found in {file}{hint}", tick(name)))
}
