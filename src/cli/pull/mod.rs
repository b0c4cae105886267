//! `mcpol catalog pull`: catalogs from servers themselves.

mod asked;
mod clients;
mod headers;
mod written;

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use self::asked::{Server, ask};
use self::clients::Clients;
use self::headers::Headers;
use super::disk;
use super::shell::{CommandError, Outcome, Shell};
use super::writer::Kind;
use crate::live::Target;
use crate::render::catalog_text::CatalogText;
use crate::render::{self, Format};

/// Ask servers for their tools and save the answers
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog pull -o files.catalog.json -- npx --yes @modelcontextprotocol/server-filesystem .
  mcpol catalog pull -o acme.catalog.json --url https://mcp.acme.example/mcp
  mcpol catalog pull --url https://mcp.acme.example/mcp --header-env Authorization=ACME_TOKEN
  mcpol catalog pull --client-config .mcp.json -o catalogs      every server of a client

It starts what stands behind `--`, or what the configuration says, or calls the address, asks the
server for its tools and ends it. Of a configuration it first lists what it will start, and asks. The tools are sorted by name and written with one member a line. docs/servers.md
says what is sent and what is never written.")]
pub(super) struct Pull {
    /// Write the catalog to OUT; `-` is standard output; of a configuration, a folder
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,

    /// Wait SECONDS for each answer
    #[arg(long, value_name = "SECONDS", default_value_t = 30,
        value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,

    /// Call the server at URL, by streamable HTTP
    #[arg(long, value_name = "URL", conflicts_with = "command")]
    url: Option<String>,

    #[command(flatten)]
    headers: Headers,

    #[command(flatten)]
    clients: Clients,

    /// The server's program and its arguments
    #[arg(value_name = "COMMAND", last = true, required_unless_present_any = ["url", "client_config"])]
    command: Vec<String>,
}

impl Pull {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let timeout = Duration::from_secs(self.timeout);
        match &self.clients.client_config {
            Some(file) => self.clients.run(file, self.out.as_deref(), timeout, shell),
            None => self.one(timeout, shell),
        }
    }

    /// The formats that it has.
    pub(super) fn formats() -> Vec<Format> {
        render::formats::<CatalogText<'_>>()
    }

    fn one(&self, timeout: Duration, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let out = self.out.as_deref().filter(|out| !disk::is_stdin(out));
        if let Some(out) = out {
            shell.writer.check(out, Some(Kind::Catalog))?;
        }
        let server = [Server { name: String::new(), target: self.target()? }];
        let mut session = disk::session(None)?;
        let answers = ask(&server, timeout, shell)?;
        let answer = answers.into_iter().next();
        let Some(written) = answer.and_then(|it| it.written("tools/list", &mut session, shell))
        else {
            return Ok(Outcome::Faults);
        };
        match (out, &written.text) {
            (_, None) => return Ok(Outcome::Faults),
            (Some(out), Some(text)) => shell.writer.write(out, text, Some(Kind::Catalog))?,
            (None, Some(text)) => shell.emit(&CatalogText(text)),
        }
        shell.note(&written.sum());
        Ok(Outcome::clean_if(!written.has_errors()))
    }

    fn target(&self) -> Result<Target, CommandError> {
        match &self.url {
            Some(address) => Ok(Target::of_url(address.clone(), self.headers.read()?)),
            None => Ok(Target::of_command(self.command.clone())),
        }
    }
}
