//! `mcpol catalog pull`: catalogs from servers themselves.

mod asked;
mod written;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use self::asked::{Answer, ask};
use self::written::Written;
use super::disk;
use super::shell::{CommandError, Outcome, Shell};
use super::writer::Kind;
use crate::live::{Command, Target};
use crate::render::catalog_text::CatalogText;
use crate::render::{self, Format};

/// Ask servers for their tools and save the answers
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog pull -o files.catalog.json -- npx --yes @modelcontextprotocol/server-filesystem .

It starts what stands behind `--`, and nothing else, asks it for its tools and ends it. The tools
are sorted by name and written with one member a line. docs/servers.md says what is sent and what
is never written.")]
pub(super) struct Pull {
    /// Write the catalog to OUT; `-` is standard output
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,

    /// Wait SECONDS for each answer
    #[arg(long, value_name = "SECONDS", default_value_t = 30,
        value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,

    /// The server's program and its arguments
    #[arg(value_name = "COMMAND", last = true, required = true)]
    command: Vec<String>,
}

impl Pull {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        if let Some(out) = self.out() {
            shell.writer.check(out, Some(Kind::Catalog))?;
        }
        let target = Target::Command(self.command());
        let timeout = Duration::from_secs(self.timeout);
        let answers = ask(&[(String::new(), target.clone())], timeout, shell)?;
        for Answer { listed, .. } in answers {
            let Some(listed) = asked::taken(listed, shell) else { return Ok(Outcome::Faults) };
            let mut session = disk::session(None)?;
            let written = Written::new(&listed, &target, "tools/list", &mut session)?;
            shell.findings(&written.findings, session.sources());
            let Some(text) = &written.text else { return Ok(Outcome::Faults) };
            self.hand_over(text, shell)?;
            shell.note(&written.sum());
            return Ok(Outcome::clean_if(!written.has_errors()));
        }
        Ok(Outcome::Faults)
    }

    /// The formats that it has.
    pub(super) fn formats() -> Vec<Format> {
        render::formats::<CatalogText<'_>>()
    }

    fn command(&self) -> Command {
        let mut words = self.command.iter().cloned();
        let program = words.next().unwrap_or_default();
        Command { program, arguments: words.collect(), ..Command::default() }
    }

    /// The file that the catalog is written to.
    fn out(&self) -> Option<&Path> {
        self.out.as_deref().filter(|out| !disk::is_stdin(out))
    }

    fn hand_over(&self, text: &str, shell: &mut Shell) -> Result<(), CommandError> {
        match self.out() {
            Some(out) => shell.writer.write(out, text, Some(Kind::Catalog)),
            None => {
                shell.emit(&CatalogText(text));
                Ok(())
            }
        }
    }
}
