//! `mcpol catalog verify`: a saved catalog held against the server itself.

use std::path::PathBuf;

use clap::Args;

use super::LIVE;
use super::asked::ask;
use super::reached::Reached;
use crate::cli::catalog_diff::HeldPolicies;
use crate::cli::disk;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::render::drift::CatalogDrift;
use crate::render::{self, Format};

/// Compare a saved catalog with what the server offers now
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog verify files.catalog.json -- npx --yes @modelcontextprotocol/server-filesystem .
  mcpol catalog verify acme.catalog.json acme.mcpol --url https://mcp.acme.example/mcp
  mcpol catalog verify acme.catalog.json --client-config .mcp.json --server acme

The server is asked as by `mcpol catalog pull`, and compared as by `mcpol catalog diff`: exit code 1
where calls pass a policy that didn't, or a definition newly instructs the model. No file is
written.")]
pub(in crate::cli) struct Verify {
    /// The catalog as it was saved; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    held: HeldPolicies,

    #[command(flatten)]
    reached: Reached,
}

impl Verify {
    pub(in crate::cli) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = disk::session(None)?;
        let saved = disk::catalog(&self.file, &mut session)?;
        let server = [self.reached.server(shell)?];
        let answers = ask(&server, self.reached.timeout(), shell)?;
        let live = answers.first().and_then(|it| it.catalog(LIVE, &mut session, shell));
        let Some(live) = live else { return Ok(Outcome::Faults) };
        self.held.compare(&saved, &live, &mut session, shell)
    }

    /// The formats that it has.
    pub(in crate::cli) fn formats() -> Vec<Format> {
        render::formats::<CatalogDrift<'_>>()
    }
}
