//! `mcpol hook`: what an agent client starts before each tool call.

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
enum Action {}

impl Hook {
    /// The formats that what it prints has.
    pub(super) fn formats(&self) -> Vec<Format> {
        match &self.action {
            None => vec![Format::Human],
            Some(action) => match *action {},
        }
    }

    /// Whether what it prints is for the client, and no report.
    pub(super) fn prints_text(&self) -> bool {
        self.action.is_none()
    }

    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match (self.action, self.run) {
            (Some(action), _) => match action {},
            (None, Some(run)) => run.run(shell),
            (None, None) => Err(CommandError("`--client` says which client asks".to_owned())),
        }
    }
}
