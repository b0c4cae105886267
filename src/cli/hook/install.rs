//! `mcpol hook install` and `uninstall`: the hook in a client's settings.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, io};

use clap::Args;

use super::place::Place;
use super::run::clients;
use super::{claude, limits};
use crate::cli::disk;
use crate::cli::overrides::ConfigArgument;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::config::{self, ServerEntry};
use crate::enforce::Client;
use crate::enforce::settings::{self, Named, Wanted};
use crate::render::files::{FileOutcome, FileReport, Status};
use crate::render::text_diff;
use crate::session::Configuration;
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

    #[command(flatten)]
    expected: Expected,

    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    check: bool,
}

/// What should stand in the settings.
#[derive(Debug, Args)]
pub(super) struct Expected {
    /// Start this program; by default `mcpol`, with `--user` the one that installs
    #[arg(long, value_name = "PROGRAM")]
    program: Option<String>,

    #[command(flatten)]
    config: ConfigArgument,
}

/// The change that installing is.
pub(super) struct Installing {
    pub(super) change: Change,
    /// What the client can't do, and what is left to do.
    limits: Vec<String>,
    /// The configuration that the hook will find.
    pub(super) configuration: Option<Arc<Configuration>>,
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
pub(super) struct Change {
    pub(super) file: PathBuf,
    pub(super) old: Option<String>,
    /// None where nothing is left.
    pub(super) new: Option<String>,
}

impl Install {
    pub(super) fn run(&self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let installing = self.expected.installing(self.target.client, self.target.user)?;
        let outcome = self.target.make(&installing.change, self.check, shell)?;
        for limit in &installing.limits {
            shell.note(limit);
        }
        Ok(outcome)
    }
}

impl Expected {
    /// What installing changes.
    pub(super) fn installing(
        &self,
        client: Client,
        user: bool,
    ) -> Result<Installing, CommandError> {
        let place = Place::of(client, user)?;
        let near = self.config.path().unwrap_or(Path::new(config::NAME));
        let configuration = self.config.session()?.configuration(near);
        check_servers(client, &place, configuration.as_deref())?;
        let blocks = (client == Client::Claude).then(claude::blocks_on_failure);
        let own_tools = configuration.as_ref().is_some_and(|it| it.config.hook.builtin.is_some());
        let wanted = Wanted {
            client,
            command: &self.command_line(client, &place)?,
            own_tools,
            blocks_on_failure: blocks.unwrap_or(Some(false)),
        };
        let file = place.settings(client);
        let old = read(&file)?;
        let new = settings::installed(old.as_deref(), &wanted).map_err(|it| fault(&file, &it))?;
        let change = Change { file, old, new: Some(new) };
        Ok(Installing { change, limits: limits::of(&wanted, place.is_user()), configuration })
    }

    /// How the client is to start mcpol.
    fn command_line(&self, client: Client, place: &Place) -> Result<String, CommandError> {
        let program = match &self.program {
            Some(program) => program.clone(),
            None if place.is_user() => path(env::current_exe())?,
            None => "mcpol".to_owned(),
        };
        let config = self.config.path().map(|it| path(std::path::absolute(it))).transpose()?;
        Ok(settings::command_line(&program, client, config.as_deref()))
    }
}

fn path(path: io::Result<PathBuf>) -> Result<String, CommandError> {
    let path = path.map_err(|error| CommandError(disk::words(&error)))?;
    let text = path.to_str().map(str::to_owned);
    text.ok_or_else(|| CommandError(format!("{} isn't UTF-8", path.to_string_lossy())))
}

impl Uninstall {
    pub(super) fn run(&self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let client = self.target.client;
        let file = Place::of(client, self.target.user)?.settings(client);
        let old = read(&file)?;
        let new = old.as_deref().map(|old| settings::uninstalled(old, client)).transpose();
        let new = new.map_err(|it| fault(&file, &it))?.flatten();
        self.target.make(&Change { file, old, new }, false, shell)
    }
}

impl Target {
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

pub(super) fn fault(file: &Path, fault: &settings::Fault) -> CommandError {
    CommandError(format!("won't change {}:{fault}", file.to_string_lossy()))
}

/// That the client tells the servers apart that are configured, here and in mcpol.toml.
fn check_servers(
    client: Client,
    place: &Place,
    configuration: Option<&Configuration>,
) -> Result<(), CommandError> {
    let mut servers: Vec<Named> = configuration.map(own).unwrap_or_default();
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
fn own(found: &Configuration) -> Vec<Named> {
    let file = found.path.to_string_lossy();
    let named =
        |server: &ServerEntry| Named { name: server.name.node.clone(), file: file.to_string() };
    found.config.servers.iter().map(named).collect()
}
