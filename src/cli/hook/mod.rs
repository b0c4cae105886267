//! `mcpol hook`: what an agent client starts before each tool call.

mod claude;
mod install;
mod limits;
mod log;
mod place;
mod probe;
mod run;
mod store;
mod test;

use clap::{Args, Subcommand};

use super::shell::{CommandError, Outcome, Shell};
use crate::render::Format;

/// Decide a tool call that an agent client is about to make
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  mcpol hook --client claude < call.json       as Claude Code starts it before a tool call
  mcpol hook --client cursor --log calls.jsonl

The call stands on standard input in the client's form, and so does the answer on standard
output. Which policy serves which server stands in `[servers.NAME]` of mcpol.toml. Whatever goes
wrong is a refusal."
)]
#[command(subcommand_negates_reqs = true, disable_help_subcommand = true)]
pub(super) struct Hook {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    run: run::Run,
}

#[derive(Debug, Subcommand)]
enum Action {
    Install(install::Install),
    Uninstall(install::Uninstall),
    Test(test::Test),
}

impl Hook {
    /// The formats that what it prints has.
    pub(super) fn formats(&self) -> Vec<Format> {
        match &self.action {
            None | Some(Action::Test(_)) => vec![Format::Human],
            Some(Action::Install(_) | Action::Uninstall(_)) => vec![Format::Human, Format::Json],
        }
    }

    /// Whether what it prints is for the client, and no report.
    pub(super) fn prints_text(&self) -> bool {
        self.action.is_none()
    }

    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match self.action {
            Some(Action::Install(install)) => install.run(shell),
            Some(Action::Uninstall(uninstall)) => uninstall.run(shell),
            Some(Action::Test(test)) => test.run(shell),
            None => self.run.run(),
        }
    }
}
