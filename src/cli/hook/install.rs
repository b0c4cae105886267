//! `mcpol hook install` and `uninstall`: the hook in a client's settings.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::place::Place;
use super::run::clients;
use super::{claude, limits};
use crate::cli::disk;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::enforce::Client;
use crate::enforce::settings::{self, Named, Wanted};
use crate::render::files::{FileOutcome, FileReport, Status};
use crate::render::text_diff;
use crate::session::Session;
use crate::source::Sources;
use crate::strings::tick;

/// Put the hook into a client's settings, and keep all else that stands there
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol hook install --client claude           in this project
  mcpol hook install --client claude --user    in every project of this user
  mcpol hook install --client codex --check    show what would change, and fail if anything would")]
pub(super) struct Install {
    #[command(flatten)]
    target: Target,

    /// Start this program; by default `mcpol`, with `--user` the one that installs
    #[arg(long, value_name = "PROGRAM")]
    program: Option<String>,

    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    check: bool,
}

/// Take the hook out of a client's settings
#[derive(Debug, Args)]
pub(super) struct Uninstall {
    #[command(flatten)]
    target: Target,
}

/// Whose settings are meant.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The client
    #[arg(long, value_name = "CLIENT", value_parser = clients())]
    client: Client,

    /// Write the user's settings, not the project's; Copilot CLI has no others
    #[arg(long)]
    user: bool,

    /// Write nothing; show what would change
    #[arg(long)]
    dry_run: bool,
}

/// What is there, and what should be.
struct Change {
    file: PathBuf,
    old: Option<String>,
    /// None where nothing is left.
    new: Option<String>,
}

impl Install {
    pub(super) fn run(&self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let (client, place) = (self.target.client, self.target.place()?);
        check_servers(client, &place)?;
        let blocks = (client == Client::Claude).then(claude::blocks_on_failure);
        let program = self.program(&place)?;
        let command = settings::command_line(&program, client);
        let wanted = Wanted {
            client,
            command: &command,
            own_tools: false,
            blocks_on_failure: blocks.unwrap_or(Some(false)),
        };
        let file = place.settings(client);
        let old = read(&file)?;
        let new = settings::installed(old.as_deref(), &wanted).map_err(|it| fault(&file, &it))?;
        let change = Change { file, old, new: Some(new) };
        let outcome = self.target.make(&change, self.check, shell)?;
        for limit in limits::of(&wanted, place.is_user()) {
            shell.note(&limit);
        }
        Ok(outcome)
    }

    /// How the client is to start mcpol.
    fn program(&self, place: &Place) -> Result<String, CommandError> {
        match &self.program {
            Some(program) => Ok(program.clone()),
            None if place.is_user() => {
                let own = std::env::current_exe().map_err(|it| CommandError(disk::words(&it)))?;
                Ok(own.to_string_lossy().into_owned())
            }
            None => Ok("mcpol".to_owned()),
        }
    }
}

impl Uninstall {
    pub(super) fn run(&self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let client = self.target.client;
        let file = self.target.place()?.settings(client);
        let old = read(&file)?;
        let new = old.as_deref().map(|old| settings::uninstalled(old, client)).transpose();
        let new = new.map_err(|it| fault(&file, &it))?.flatten();
        self.target.make(&Change { file, old, new }, false, shell)
    }
}

impl Target {
    fn place(&self) -> Result<Place, CommandError> {
        Place::of(self.client, self.user)
    }

    /// Makes a change, or says what it would be.
    fn make(
        &self,
        change: &Change,
        is_check: bool,
        shell: &mut Shell,
    ) -> Result<Outcome, CommandError> {
        let is_same = change.old == change.new;
        let writes = !is_same && !is_check && !self.dry_run;
        if writes {
            change.write(shell)?;
        }
        let status = match (is_same, writes, &change.old) {
            (true, ..) => Status::Unchanged,
            (_, true, _) => Status::Written,
            (.., None) => Status::Missing,
            (.., Some(_)) => Status::Stale,
        };
        let name = change.file.to_string_lossy().into_owned();
        let diff = (!is_same).then(|| change.diff(&name));
        let files = [FileOutcome { file: name.clone(), output: name, status, diff, finding: None }];
        let sources = Sources::default();
        shell.emit(&FileReport {
            command: "hook",
            files: &files,
            findings: &[],
            sources: &sources,
        });
        Ok(Outcome::clean_if(is_same || !is_check))
    }
}

impl Change {
    fn write(&self, shell: &Shell) -> Result<(), CommandError> {
        match &self.new {
            Some(new) => {
                disk::make_folder_of(&self.file)?;
                shell.writer.rewrite(&self.file, new)
            }
            None => shell.writer.remove(&self.file),
        }
    }

    fn diff(&self, name: &str) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let other =
            if self.new.is_some() { format!("{name} (with the hook)") } else { name.into() };
        text_diff::unified(name, &other, &text(&self.old), &text(&self.new))
    }
}

/// The settings as they are, where there are any.
fn read(file: &Path) -> Result<Option<String>, CommandError> {
    let cannot = |reason: &str| {
        CommandError(format!("can't read {}: {reason}", tick(&file.to_string_lossy())))
    };
    disk::check_regular(file).map_err(|reason| cannot(&reason))?;
    match fs::read(file) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| cannot("it isn't UTF-8 text")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot(&disk::words(&error))),
    }
}

fn fault(file: &Path, fault: &settings::Fault) -> CommandError {
    CommandError(format!("won't change {}:{fault}", file.to_string_lossy()))
}

/// That the client tells the servers apart that are configured, here and in mcpol.toml.
fn check_servers(client: Client, place: &Place) -> Result<(), CommandError> {
    let mut session = Session::new(disk::Disk);
    let configured = session.configuration(Path::new(crate::config::NAME));
    let mut servers: Vec<Named> = configured.iter().flat_map(|found| own(found)).collect();
    for file in place.servers(client) {
        let text = disk::existing(&file).and_then(|bytes| String::from_utf8(bytes).ok());
        let names = settings::names(client, &text.unwrap_or_default(), place.project());
        let file = file.to_string_lossy();
        servers.extend(names.into_iter().map(|name| Named { name, file: file.to_string() }));
    }
    let Some(clash) = settings::clash(client, &servers) else { return Ok(()) };
    let said = |server: &Named| format!("{} ({})", tick(&server.name), server.file);
    Err(CommandError(format!(
        "{} and {} are both {} to the client, so that their tools have one name: call one of them \
         something else",
        said(&clash.first),
        said(&clash.second),
        tick(&clash.key)
    )))
}

/// The servers of mcpol.toml.
fn own(found: &crate::session::Configuration) -> Vec<Named> {
    let file = found.path.to_string_lossy();
    let named = |server: &crate::config::ServerEntry| Named {
        name: server.name.node.clone(),
        file: file.to_string(),
    };
    found.config.servers.iter().map(named).collect()
}
