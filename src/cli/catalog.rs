//! `mcpol catalog`: what servers offer.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::classify::Classify;
use super::disk;
use super::shell::{Outcome, Shell, Stream, Trouble};
use crate::catalogue::{Catalogue, show};
use crate::finding::{nearest, tick};
use crate::report::json;

/// Look at tool catalogues: the answers of servers to `tools/list`
#[derive(Debug, Args)]
pub(super) struct Catalog {
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
    /// The catalogue
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// One tool
    #[arg(value_name = "TOOL")]
    tool: Option<String>,
}

impl Catalog {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, Trouble> {
        match self.command {
            Command::Show(show) => show.run(shell),
            Command::Classify(classify) => classify.run(shell),
        }
    }

    /// Whether what it prints is a table.
    pub(super) fn is_table(&self) -> bool {
        matches!(self.command, Command::Classify(_))
    }
}

impl Show {
    fn run(self, shell: &mut Shell) -> Result<Outcome, Trouble> {
        let mut session = disk::session(None)?;
        let server = session.catalogue(&self.file)?;
        shell.findings(Stream::Err, &server.findings, session.sources());
        let Some(catalogue) = &server.catalogue else { return Ok(Outcome::Faults) };
        let tool = self.tool.as_deref();
        if let Some(name) = tool.filter(|name| catalogue.tool(name).is_none()) {
            return Err(unknown(name, catalogue, &self.file));
        }
        let text = if shell.is_json() {
            json::document(&show::report(catalogue, tool))
        } else {
            show::listing(catalogue, tool)
        };
        shell.print(&text);
        Ok(Outcome::clean_if(server.findings.is_empty()))
    }
}

fn unknown(name: &str, catalogue: &Catalogue, file: &Path) -> Trouble {
    let names = catalogue.tools().iter().map(|tool| &**tool.name());
    let hint = nearest(name, names)
        .map(|near| format!("; did you mean {}?", tick(near)))
        .unwrap_or_default();
    let file = tick(&file.to_string_lossy());
    Trouble(format!("{file} has no tool {}{hint}", tick(name)))
}
