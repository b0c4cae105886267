//! `mcpol lints`: every lint there is.

use std::path::Path;

use clap::Args;

use super::config::place;
use super::overrides::ConfigArgument;
use super::shell::{CommandError, Outcome, Shell};
use crate::lint::{GROUPS, Lint};
use crate::render::lints::{Configured, Entry, LintList};
use crate::session::Configuration;
use crate::source::Sources;

/// List the lints with their levels
#[derive(Debug, Args)]
#[command(after_help = "\
Levels:
  deny      the policy fails the check
  warn      worth a look; fails under --deny-warnings
  pedantic  off until --pedantic or mcpol.toml turns it on, then a warning

A level that this folder's mcpol.toml sets is shown behind the lint. `mcpol explain LINT` prints a
lint's page; `mcpol config` shows all settings of a policy.")]
pub(super) struct Lints {
    #[command(flatten)]
    config: ConfigArgument,
}

impl Lints {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = self.config.session()?;
        let found = session.configuration(Path::new("policy.mcpol"));
        if let Some(found) = found.as_deref().filter(|found| !found.findings.is_empty()) {
            shell.findings(&found.findings, session.sources());
            return Ok(Outcome::Faults);
        }
        let all =
            GROUPS.iter().flat_map(|group| group.lints.iter().map(move |it| (group.title, it)));
        let entry = |(about, lint)| entry(about, lint, found.as_deref(), session.sources());
        shell.emit(&LintList { lints: all.map(entry).collect() });
        Ok(Outcome::Clean)
    }
}

fn entry(
    about: &'static str,
    lint: &Lint,
    found: Option<&Configuration>,
    sources: &Sources,
) -> Entry {
    let written = found.and_then(|found| found.config.levels.get(lint.name));
    let configured = written.map(|level| Configured {
        level: level.node.map_or("off", |level| level.name()),
        from: place(level.span, sources),
    });
    Entry { name: lint.name, about, level: lint.weight.name(), summary: lint.summary, configured }
}
