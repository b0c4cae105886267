//! `mcpol access`: what a policy lets an agent do, tool by tool.

use std::path::PathBuf;

use clap::Args;

use super::check::CatalogArgument;
use super::disk;
use super::shell::{CommandError, Outcome, Shell};
use crate::access;
use crate::session::Depth;

/// Show what a policy allows: each tool with its conditions, limits and an example call
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol access agent.mcpol                     tools by class, with conditions and limits
  mcpol access agent.mcpol --format markdown   for a review
  mcpol access agent.mcpol --format csv        for a spreadsheet

Whether a tool can be called is proved, not guessed. A policy with errors has no table.")]
pub(super) struct Access {
    /// The policy
    #[arg(value_name = "POLICY")]
    policy: PathBuf,

    #[command(flatten)]
    catalog: CatalogArgument,
}

impl Access {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = disk::session(self.catalog.catalog.as_deref())?;
        let checked = session.check(&self.policy, Depth::Compile)?;
        shell.findings(&checked.findings, session.sources());
        let Some(policy) = checked.policy.as_ref().filter(|_| !checked.has_errors()) else {
            return Ok(Outcome::Faults);
        };
        let access = access::Access::of_policy(policy, checked.catalog(), session.sources());
        shell.emit(&access);
        Ok(Outcome::clean_if(access.is_certain()))
    }
}
