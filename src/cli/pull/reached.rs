//! The options that say how servers are reached.

use std::time::Duration;

use clap::Args;

use super::asked::Server;
use super::clients::Clients;
use super::headers::Headers;
use crate::cli::shell::{CommandError, Shell};
use crate::live::{self, Target};
use crate::strings::{escape, tick};

/// How servers are reached.
#[derive(Debug, Args)]
pub(super) struct Reached {
    #[command(flatten)]
    patience: Patience,

    /// Call the server at URL, by streamable HTTP
    #[arg(long, value_name = "URL", conflicts_with_all = ["command", "client_config", "server", "yes"])]
    url: Option<String>,

    #[command(flatten)]
    headers: Headers,

    #[command(flatten)]
    pub(super) clients: Clients,

    /// The server's program and its arguments
    #[arg(value_name = "COMMAND", last = true, conflicts_with_all = ["client_config", "server", "yes"])]
    command: Vec<String>,
}

/// How long servers are waited for.
#[derive(Debug, Args)]
pub(in crate::cli) struct Patience {
    /// Wait SECONDS for each answer; ending a server may take some more
    #[arg(long, value_name = "SECONDS", default_value_t = 30,
        value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
}

impl Patience {
    /// How long each answer is waited for.
    pub(in crate::cli) fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout)
    }
}

impl Reached {
    /// How long each answer is waited for.
    pub(super) fn timeout(&self) -> Duration {
        self.patience.timeout()
    }

    /// The one server.
    ///
    /// # Errors
    /// A configuration has several, or what it says can't be used.
    pub(super) fn server(&self, shell: &mut Shell) -> Result<Server, CommandError> {
        match (&self.clients.client_config, &self.url) {
            (Some(file), _) => self.clients.one(file, shell),
            (None, Some(address)) => {
                Ok(unnamed(Target::of_url(address.clone(), self.headers.read()?)))
            }
            (None, None) if self.command.is_empty() => Err(CommandError(NO_SERVER.to_owned())),
            (None, None) => Ok(unnamed(Target::of_command(self.command.clone()))),
        }
    }
}

/// What is said where no server is named.
const NO_SERVER: &str = "name a server: `-- COMMAND`, `--url URL` or `--client-config FILE`";

/// That a server is named where nothing but `--` may stand before its program.
///
/// # Errors
/// These words stand there.
pub(super) fn refuse_unmarked(words: &[String]) -> Result<(), CommandError> {
    let Some(first) = words.first() else { return Ok(()) };
    let write = match first.contains("://") {
        true => "an address is called with `--url`, before it",
        false => "a server's program stands behind `--`: `mcpol catalog pull -- PROGRAM …`",
    };
    let first = tick(&escape::inline(&live::program_shown(first)));
    Err(CommandError(format!("no server is named by {first}: {write}")))
}

fn unnamed(target: Target) -> Server {
    Server { name: String::new(), target }
}
