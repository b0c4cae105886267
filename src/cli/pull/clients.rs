//! Every server of a client's configuration.

use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use super::asked::{Server, ask};
use super::place;
use crate::cli::disk;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::live::clients::{Configured, State, Surroundings, configured};
use crate::live::{Shown, Target};
use crate::strings::{counted, escape, nearest, tick};

/// A client's configuration, and which of its servers are meant.
#[derive(Debug, Args)]
pub(super) struct Clients {
    /// Ask the servers of a client's configuration
    #[arg(long, value_name = "FILE", conflicts_with_all = ["command", "url"])]
    pub(super) client_config: Option<PathBuf>,

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
        for server in &servers {
            place::check(&path(folder, server), &shell.writer)?;
        }
        self.confirm(&servers)?;
        let mut session = disk::session(None)?;
        let mut outcome = Outcome::Clean;
        for answer in ask(&servers, timeout, shell)? {
            let server = answer.server;
            let path = path(folder, server);
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
        let configured = read(file)?;
        self.check_names(&configured)?;
        let mut servers = Vec::new();
        for Configured { name, state } in configured {
            let is_named = self.server.contains(&name);
            if !self.server.is_empty() && !is_named {
                continue;
            }
            match state {
                State::Asked(target) => {
                    shell.note(&listed(&name, &target));
                    servers.push(Server { name, target });
                }
                State::Off => shell.note(&format!("{}: switched off", escape::inline(&name))),
                State::Unusable(reason) => shell.trouble(&format!("{name}: {reason}")),
            }
        }
        check_files(&servers)?;
        Ok(servers)
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
    fn confirm(&self, servers: &[Server]) -> Result<(), CommandError> {
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

fn read(file: &Path) -> Result<Vec<Configured>, CommandError> {
    let stream = disk::stream(file)?;
    let mut text = String::new();
    let mut from = stream.from;
    from.read_to_string(&mut text).map_err(|error| disk::Stream::unread(file, &error))?;
    let folder = std::env::current_dir().unwrap_or_default();
    let surroundings = Surroundings {
        variable: &|name| std::env::var(name).ok(),
        folder: folder.to_string_lossy().into_owned(),
    };
    configured(&text, &surroundings).map_err(|reason| {
        CommandError(format!("can't use {}: {reason}", tick(&file.to_string_lossy())))
    })
}

/// A server and how it is reached, in one line.
fn listed(name: &str, target: &Target) -> String {
    let reached = match target.shown() {
        Shown::Command(words) => {
            let words = words.into_iter().map(|word| match word.contains(char::is_whitespace) {
                true => format!("'{word}'"),
                false => word,
            });
            words.collect::<Vec<_>>().join(" ")
        }
        Shown::Url(address) => address,
    };
    let given: Vec<&str> = target.given().collect();
    let given = if given.is_empty() { String::new() } else { format!(" ({})", given.join(", ")) };
    escape::inline(&format!("{name}: {reached}{given}")).into_owned()
}

/// That no two servers have one file.
fn check_files(servers: &[Server]) -> Result<(), CommandError> {
    let file = |server: &Server| file_name(&server.name).to_ascii_lowercase();
    for (at, server) in servers.iter().enumerate() {
        if let Some(other) = servers.iter().skip(at + 1).find(|it| file(it) == file(server)) {
            let (name, other) = (tick(&server.name), tick(&other.name));
            let file = tick(&file_name(&server.name));
            return Err(CommandError(format!(
                "{name} and {other} would both be written to {file}: ask them one by one, with \
                 `--server`, into different folders"
            )));
        }
    }
    Ok(())
}

fn path(folder: &Path, server: &Server) -> PathBuf {
    folder.join(file_name(&server.name))
}

/// The file of a server's catalog: its name, with `_` for what may mean something in a path.
fn file_name(server: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let plain: String =
        server.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    let plain = plain.trim_start_matches('.');
    format!("{}.catalog.json", if plain.is_empty() { "server" } else { plain })
}
