//! `mcpol catalog pull`: catalogs from servers themselves.

mod asked;
mod clients;
mod configured;
mod had;
mod headers;
pub(super) mod names;
mod place;
mod reached;
mod verify;
mod written;

use std::path::PathBuf;

use clap::Args;

use self::asked::ask;
pub(super) use self::clients::Clients;
pub(super) use self::had::Had;
pub(super) use self::reached::Patience;
use self::reached::Reached;
pub(super) use self::verify::Verify;
use super::disk;
use super::shell::{CommandError, Outcome, Shell};
use crate::render::catalog_text::CatalogText;
use crate::render::{self, Format};

/// What the list of a server is called that no file holds.
const LIVE: &str = "<server>";

/// Ask servers for their tools and save the answers
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog pull -o files.catalog.json -- npx --yes @modelcontextprotocol/server-filesystem .
  mcpol catalog pull -o acme.catalog.json --url https://mcp.acme.example/mcp
  mcpol catalog pull --url https://mcp.acme.example/mcp --header-env Authorization=ACME_TOKEN
  mcpol catalog pull --client-config .mcp.json -o catalogs      every server of a client

It starts what stands behind `--`, or what the configuration says, or calls the address, asks the
server for its tools and ends it. A server that ends at the first question is started once more. Of
a configuration it first lists what it will start, and asks. The tools are sorted by name and
written with one member a line. docs/servers.md says what is sent and what is never written.")]
pub(super) struct Pull {
    /// Write the catalog to OUT; `-` is standard output; of a configuration, a folder
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,

    /// Words that stand where none should
    #[arg(value_name = "WORD", hide = true)]
    unmarked: Vec<String>,

    #[command(flatten)]
    reached: Reached,
}

impl Pull {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        reached::refuse_unmarked(&self.unmarked)?;
        let Reached { clients, .. } = &self.reached;
        match &clients.client_config {
            Some(file) => clients.run(file, self.out.as_deref(), self.reached.timeout(), shell),
            None => self.one(shell),
        }
    }

    /// The formats that it has.
    pub(super) fn formats() -> Vec<Format> {
        render::formats::<CatalogText<'_>>()
    }

    fn one(&self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let out = self.out.as_deref().filter(|out| !disk::is_stdin(out));
        if let Some(out) = out {
            place::check(out, &shell.writer)?;
        }
        let server = &self.reached.server(shell)?;
        let mut session = disk::session(None)?;
        let answers = ask(std::slice::from_ref(server), self.reached.timeout(), shell)?;
        let answer = answers.into_iter().next();
        let Some(written) = answer.and_then(|it| it.written(LIVE, &mut session, shell)) else {
            return Ok(Outcome::Faults);
        };
        if let Some(out) = out {
            return place::write(out, &written, server, shell);
        }
        let Some(text) = &written.text else { return Ok(Outcome::Faults) };
        shell.emit(&CatalogText(text));
        shell.note(&written.sum());
        Ok(Outcome::clean_if(!written.has_errors()))
    }
}
