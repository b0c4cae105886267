//! `mcpol hook`: what an agent client starts before each tool call.

mod claude;
mod install;
mod limits;
mod place;
mod run;

use clap::{Args, Subcommand};

use super::shell::{CommandError, Outcome, Shell};
use crate::render::Format;

/// Decide a tool call that an agent client is about to make
#[derive(Debug, Args)]
#[command(hide = true, args_conflicts_with_subcommands = true)]
#[command(subcommand_negates_reqs = true, disable_help_subcommand = true)]
pub(super) struct Hook {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    run: Option<run::Run>,
}

#[derive(Debug, Subcommand)]
enum Action {
    Install(install::Install),
    Uninstall(install::Uninstall),
}

impl Hook {
    /// The formats that what it prints has.
    pub(super) fn formats(&self) -> Vec<Format> {
        match &self.action {
            None => vec![Format::Human],
            Some(Action::Install(_) | Action::Uninstall(_)) => vec![Format::Human, Format::Json],
        }
    }

    /// Whether what it prints is for the client, and no report.
    pub(super) fn prints_text(&self) -> bool {
        self.action.is_none()
    }

    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match (self.action, self.run) {
            (Some(Action::Install(install)), _) => install.run(shell),
            (Some(Action::Uninstall(uninstall)), _) => uninstall.run(shell),
            (None, Some(run)) => run.run(shell),
            (None, None) => Err(CommandError("`--client` says which client asks".to_owned())),
        }
    }
}
