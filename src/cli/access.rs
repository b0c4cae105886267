//! `mcpol access`: what a policy lets an agent do, tool by tool.

use clap::Args;

use super::inputs::Inputs;
use super::overrides::Overrides;
use super::shell::{CommandError, Outcome, Shell};
use crate::access;
use crate::render::access::{AccessReport, PolicyAccess};
use crate::session::{Depth, in_order};

/// Show what a policy allows: each tool with its conditions, limits and an example call
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol access agent.mcpol                     tools by class, with conditions and limits
  mcpol access                                 the same of every policy under this folder
  mcpol access agent.mcpol --format markdown   for a review
  mcpol access agent.mcpol --format csv        for a spreadsheet

Whether a tool can be called is proved, not guessed. A policy with errors has no table.")]
pub(super) struct Access {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    overrides: Overrides,
}

impl Access {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = self.overrides.session()?;
        let mut paths = self.inputs.find(&mut session, shell)?;
        if paths.len() > 1 {
            paths.retain(|path| !session.is_part(path).is_ok_and(|is_part| is_part));
        }
        let (mut policies, mut findings, mut is_whole) = (Vec::new(), Vec::new(), true);
        for path in &paths {
            match session.check(path, Depth::Compile) {
                Ok(checked) => {
                    let policy = checked.policy.as_ref().filter(|_| !checked.has_errors());
                    is_whole &= policy.is_some();
                    policies.extend(policy.map(|policy| PolicyAccess {
                        file: checked.source().name().to_owned(),
                        access: access::Access::of_policy(
                            policy,
                            checked.catalog(),
                            session.sources(),
                        ),
                    }));
                    findings.extend(checked.findings);
                }
                Err(unreadable) => shell.trouble(&unreadable),
            }
        }
        shell.findings(&in_order(findings), session.sources());
        if policies.is_empty() {
            return Ok(Outcome::Faults);
        }
        let is_certain = policies.iter().all(|policy| policy.access.is_certain());
        shell.emit(&AccessReport { policies: &policies, is_one: paths.len() == 1 });
        Ok(Outcome::clean_if(is_whole && is_certain))
    }
}
