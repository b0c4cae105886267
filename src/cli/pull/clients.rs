//! Every server of a client's configuration.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use super::asked::{Server, ask};
use super::configured::{asked, read};
use super::{names, place};
use crate::cli::disk;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::live::clients::{Configured, State};
use crate::strings::{counted, escape, nearest, tick};

/// A client's configuration, and which of its servers are meant.
#[derive(Debug, Args)]
pub(in crate::cli) struct Clients {
    /// Ask the servers of a client's configuration
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) client_config: Option<PathBuf>,

    /// Ask only this server of the configuration; can be repeated
    #[arg(long, value_name = "NAME", requires = "client_config")]
    server: Vec<String>,

    /// Start the servers of the configuration without asking
    #[arg(long, requires = "client_config")]
    yes: bool,
}

impl Clients {
    /// Asks them all, and writes a catalog for each into a folder.
    pub(super) fn run(
        &self,
        file: &Path,
        folder: Option<&Path>,
        timeout: Duration,
        shell: &mut Shell,
    ) -> Result<Outcome, CommandError> {
        let folder = folder.unwrap_or(Path::new(""));
        if disk::is_stdin(folder) {
            return Err(CommandError("the catalogs of several servers need a folder".to_owned()));
        }
        let servers = self.servers(file, shell)?;
        let path = |server: &Server| folder.join(names::catalog(&server.name));
        for server in &servers {
            place::check(&path(server), &shell.writer)?;
        }
        self.confirm(&servers)?;
        let mut session = disk::session(None)?;
        let mut outcome = Outcome::Clean;
        for answer in ask(&servers, timeout, shell)? {
            let server = answer.server;
            let path = path(server);
            let written = answer.written(&path.to_string_lossy(), &mut session, shell);
            let Some(written) = written else { continue };
            outcome = outcome.max(place::write(&path, &written, server, shell)?);
        }
        Ok(outcome)
    }

    /// The one server that is meant.
    pub(super) fn one(&self, file: &Path, shell: &mut Shell) -> Result<Server, CommandError> {
        let mut servers = self.servers(file, shell)?;
        match (servers.pop(), servers.is_empty()) {
            (Some(server), true) => {
                self.confirm(std::slice::from_ref(&server))?;
                Ok(server)
            }
            (None, _) => Err(CommandError("there is no server to ask".to_owned())),
            (Some(_), false) => {
                let reason = "a catalog is that of one server: name it with `--server`";
                Err(CommandError(reason.to_owned()))
            }
        }
    }

    /// The servers to ask; the others are told.
    fn servers(&self, file: &Path, shell: &mut Shell) -> Result<Vec<Server>, CommandError> {
        let servers = asked(self.meant(file, shell)?, shell);
        names::check(servers.iter().map(|server| &*server.name))?;
        Ok(servers)
    }

    /// The servers of the configuration that are meant, less those that it switches off, which are
    /// told.
    pub(in crate::cli) fn meant(
        &self,
        file: &Path,
        shell: &mut Shell,
    ) -> Result<Vec<Configured>, CommandError> {
        let mut configured = read(file)?;
        self.check_names(&configured)?;
        configured.retain(|it| self.server.is_empty() || self.server.contains(&it.name));
        let (off, meant) =
            configured.into_iter().partition::<Vec<_>, _>(|it| matches!(it.state, State::Off));
        for Configured { name, .. } in off {
            shell.note(&format!("{}: switched off", escape::inline(&name)));
        }
        Ok(meant)
    }

    /// That the configuration has every server that is asked for.
    fn check_names(&self, configured: &[Configured]) -> Result<(), CommandError> {
        let names = || configured.iter().map(|server| &*server.name);
        let missing = self.server.iter().find(|name| !names().any(|it| it == *name));
        let Some(missing) = missing else { return Ok(()) };
        let near = nearest(missing, names()).map(|near| format!("; did you mean {}?", tick(near)));
        let (missing, near) = (tick(missing), near.unwrap_or_default());
        Err(CommandError(format!("the configuration has no server {missing}{near}")))
    }

    /// That the user wants what is listed to be started.
    pub(super) fn confirm(&self, servers: &[Server]) -> Result<(), CommandError> {
        if self.yes || servers.is_empty() {
            return Ok(());
        }
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            let reason = "`--yes` starts the servers of a configuration where nobody can be asked";
            return Err(CommandError(reason.to_owned()));
        }
        let question = format!("Start or call {}? [y/N] ", counted(servers.len(), "server"));
        // Who can't read the question can't answer it either.
        drop(io::stderr().lock().write_all(question.as_bytes()));
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        match read.is_ok() && ["y", "yes"].contains(&&*answer.trim().to_ascii_lowercase()) {
            true => Ok(()),
            false => Err(CommandError("nothing was started".to_owned())),
        }
    }
}
