//! A first policy for each server of a client, with the configuration that lists them.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};

use super::Style;
use crate::cli::pull::{Clients, Had, Patience, names};
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::cli::writer::Kind;
use crate::cli::{clock, disk, orphans};
use crate::config::{self, listing};
use crate::lint::Settings;
use crate::render::policy::{WrittenServer, WrittenStack};
use crate::session::Session;
use crate::starter::{self, Member, Order};
use crate::strings::tick;

/// The arguments about the servers of a client.
const CLIENT: [&str; 4] = ["client_config", "server", "yes", "timeout"];

/// The arguments about one policy.
const ONE: [&str; 3] = ["file", "catalog", "config"];

/// The client whose servers get policies.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("client").args(CLIENT).multiple(true).conflicts_with_all(ONE))]
pub(super) struct ClientStack {
    #[command(flatten)]
    clients: Clients,

    #[command(flatten)]
    patience: Patience,
}

impl ClientStack {
    /// The client's configuration, where one is given.
    pub(super) fn file(&self) -> Option<&Path> {
        self.clients.client_config.as_deref()
    }

    /// Writes everything, or nothing where there is no policy for a server.
    pub(super) fn run(
        &self,
        file: &Path,
        folder: Option<&Path>,
        style: Style,
        shell: &mut Shell,
    ) -> Result<Outcome, CommandError> {
        let folder = folder.unwrap_or(Path::new(""));
        let servers = self.clients.meant(file, shell)?;
        let all: Vec<Files> = servers.iter().map(|it| Files::of(&it.name, folder)).collect();
        check(&all, file, folder, shell)?;
        let mut session = disk::session(None)?;
        let timeout = self.patience.timeout();
        let had = self.clients.catalogs(servers, folder, timeout, &mut session, shell)?;
        let faulty: Vec<_> = had.iter().filter(|had| had.catalog.has_errors()).collect();
        for had in &faulty {
            shell.findings(&had.catalog.findings, session.sources());
        }
        let texts = match had.len() == all.len() && faulty.is_empty() {
            true => policies(&had, &all, style, shell)?,
            false => None,
        };
        let Some(texts) = texts else {
            shell.note(NOTHING);
            return Ok(Outcome::Faults);
        };
        let hidden = hidden(&folder.join(config::NAME), &mut session);
        write(folder, &had, &all, &texts, shell)?;
        if let Some(hidden) = hidden {
            let (own, hidden) = (folder.join(config::NAME), hidden.to_string_lossy());
            let own = own.to_string_lossy();
            shell.note(&format!("{} holds here now, not {}", tick(&own), tick(&hidden)));
        }
        Ok(Outcome::Clean)
    }
}

/// What is said where a server fails.
const NOTHING: &str = "nothing was written; a server isn't asked whose catalog lies in the folder, as \
                       `NAME.catalog.json`";

/// The files of a server, and what it is called.
struct Files {
    server: String,
    stem: String,
    /// What the catalog is called in the folder.
    catalog: String,
    /// The same of the policy.
    policy: String,
    /// The way to the policy.
    path: PathBuf,
}

impl Files {
    fn of(server: &str, folder: &Path) -> Self {
        let (stem, catalog) = (names::stem(server), names::catalog(server));
        let policy = format!("{stem}.mcpol");
        let path = folder.join(&policy);
        Self { server: server.to_owned(), stem, catalog, policy, path }
    }
}

/// That everything can be written: nothing is there yet, and nothing takes another's place.
fn check(all: &[Files], file: &Path, folder: &Path, shell: &Shell) -> Result<(), CommandError> {
    if disk::is_stdin(folder) {
        return Err(CommandError("the policies of several servers need a folder".to_owned()));
    }
    if all.is_empty() {
        let file = tick(&file.to_string_lossy());
        return Err(CommandError(format!("{file} has no server that is switched on")));
    }
    if all.iter().any(|files| files.server.is_empty()) {
        return Err(CommandError("a server needs a name".to_owned()));
    }
    names::check(all.iter().map(|files| &*files.server))?;
    let configuration = folder.join(config::NAME);
    let policies = all.iter().map(|files| (&files.path, Kind::Policy));
    for (path, kind) in policies.chain([(&configuration, Kind::Settings)]) {
        shell.writer.check_new(path)?;
        shell.writer.check(path, Some(kind))?;
    }
    check_kept(&configuration, all)?;
    all.iter().try_for_each(|files| check_json(files, all, file))
}

/// That a configuration that is there says nothing that its replacement doesn't, comments aside: a
/// server that it loses would be missing in what the servers may do together.
fn check_kept(configuration: &Path, all: &[Files]) -> Result<(), CommandError> {
    let Some(bytes) = disk::existing(configuration) else { return Ok(()) };
    let (had, next) = (String::from_utf8_lossy(&bytes), configuration_of(all));
    let is_kept = |line: &str| line.starts_with('#') || next.lines().any(|it| it == line);
    let lost = had.lines().map(str::trim).zip(1..).find(|(line, _)| !is_kept(line));
    let Some((line, number)) = lost else { return Ok(()) };
    let (file, line) = (tick(&configuration.to_string_lossy()), tick(line));
    Err(CommandError(format!(
        "{file} would lose line {number}, {line}: name no server, so that all are listed and judged \
         together, or write into another folder and add its servers by hand"
    )))
}

/// The configuration that lists the servers.
fn configuration_of(all: &[Files]) -> String {
    listing(all.iter().map(|files| (&*files.server, &*files.policy)))
}

/// That a policy compiles to another file than a catalog or the client's configuration.
fn check_json(own: &Files, all: &[Files], file: &Path) -> Result<(), CommandError> {
    let json = orphans::output(&own.path);
    let name = json.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let taken = match all.iter().find(|other| other.catalog.to_lowercase() == name) {
        Some(other) => format!("the catalog of {}", tick(&other.server)),
        None if disk::identity(&json) == disk::identity(file) => {
            "the client's configuration".to_owned()
        }
        None => return Ok(()),
    };
    let (server, json) = (tick(&own.server), tick(&json.to_string_lossy()));
    Err(CommandError(format!(
        "the policy of {server} would be compiled to {json}, which is {taken}: write it into \
         another folder"
    )))
}

/// The policies' texts, in the servers' order; none where one can't be made, which is shown.
fn policies(
    had: &[Had],
    all: &[Files],
    style: Style,
    shell: &mut Shell,
) -> Result<Option<Vec<String>>, CommandError> {
    // The configuration that is written holds for them, and says nothing of lints.
    let lints = Settings::new(clock::today()?.0, false);
    let mut members = Vec::with_capacity(all.len());
    for (Had { catalog, .. }, Files { server, stem, catalog: catalog_name, policy, .. }) in
        had.iter().zip(all)
    {
        let Some(catalog) = &catalog.catalog else { return Ok(None) };
        let (catalog, style, lints) = (catalog.source().text(), style.into(), &lints);
        let order = Order { catalog, catalog_name, policy_name: stem, style, lints };
        members.push(Member { server, policy, order });
    }
    match starter::write_stack(&members) {
        Ok(texts) => Ok(Some(texts)),
        Err(failures) => {
            for (findings, sources) in failures {
                shell.findings(&findings, &sources);
            }
            Ok(None)
        }
    }
}

/// Writes the catalogs that were asked for, the policies and the configuration, which comes last.
fn write(
    folder: &Path,
    had: &[Had],
    all: &[Files],
    texts: &[String],
    shell: &mut Shell,
) -> Result<(), CommandError> {
    let mut servers = Vec::with_capacity(all.len());
    for ((Had { file, catalog, is_new, .. }, files), text) in had.iter().zip(all).zip(texts) {
        if let Some(catalog) = catalog.catalog.as_ref().filter(|_| *is_new) {
            shell.writer.create(file, catalog.source().text(), Kind::Catalog)?;
        }
        shell.writer.create(&files.path, text, Kind::Policy)?;
        let output = files.path.to_string_lossy().into_owned();
        let catalog = file.to_string_lossy().into_owned();
        servers.push(WrittenServer { server: &files.server, policy: text, output, catalog });
    }
    let configuration = folder.join(config::NAME);
    shell.writer.create(&configuration, &configuration_of(all), Kind::Settings)?;
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let (output, folder) = (configuration.to_string_lossy(), folder.to_string_lossy());
    shell.emit(&WrittenStack { output: &output, folder: &folder, servers });
    Ok(())
}

/// The configuration that holds in a folder until its own is there.
fn hidden(own: &Path, session: &mut Session<disk::Disk>) -> Option<PathBuf> {
    // One that is there is replaced, and what was read isn't.
    let found = if own.exists() { None } else { session.configuration(own) };
    found.map(|found| found.path.clone())
}
