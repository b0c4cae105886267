//! `mcpol lints`: every lint there is.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::config::place;
use super::disk;
use super::shell::{CommandError, Outcome, Shell, Stream};
use crate::json;
use crate::lint::{LINTS, Lint};
use crate::session::Configuration;
use crate::source::Sources;
use crate::strings::escape;

/// List the lints: name, level, what each says
#[derive(Debug, Args)]
#[command(after_help = "\
Levels:
  deny      the policy fails the check
  warn      worth a look; fails under --deny-warnings
  pedantic  off until --pedantic or mcpol.toml turns it on, then a warning

Where this folder's mcpol.toml gives a lint another level, that is said behind it. `mcpol explain
LINT` prints a lint's page; `mcpol config` shows everything that holds for a policy.")]
pub(super) struct Lints {}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    level: &'static str,
    summary: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    configured: Option<Configured>,
}

/// What mcpol.toml says of a lint.
#[derive(Serialize)]
struct Configured {
    level: &'static str,
    from: String,
}

#[derive(Serialize)]
struct List {
    lints: Vec<Entry>,
}

impl Lints {
    pub(super) fn run(shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = disk::session(None)?;
        let found = session.configuration(Path::new("policy.mcpol"));
        if let Some(found) = found.as_deref().filter(|found| !found.findings.is_empty()) {
            shell.findings(Stream::Err, &found.findings, session.sources());
            return Ok(Outcome::Faults);
        }
        let lints = LINTS.iter().map(|lint| entry(lint, found.as_deref(), session.sources()));
        let list = List { lints: lints.collect() };
        let text = if shell.is_json() { json::document(&list) } else { table(&list) };
        shell.print(&text);
        Ok(Outcome::Clean)
    }
}

fn entry(lint: &Lint, found: Option<&Configuration>, sources: &Sources) -> Entry {
    let written = found.and_then(|found| found.config.levels.get(lint.name));
    let configured = written.map(|level| Configured {
        level: level.node.map_or("off", |level| level.name()),
        from: place(level.span, sources),
    });
    Entry { name: lint.name, level: lint.weight.name(), summary: lint.summary, configured }
}

fn table(list: &List) -> String {
    let width = list.lints.iter().map(|entry| entry.name.len()).max().unwrap_or_default();
    let row = |entry: &Entry| {
        let configured = entry
            .configured
            .as_ref()
            .map(|it| format!(" ({} by {})", it.level, escape::inline(&it.from)));
        let configured = configured.unwrap_or_default();
        format!("{:width$}  {:8}  {}{configured}\n", entry.name, entry.level, entry.summary)
    };
    list.lints.iter().map(row).collect()
}
