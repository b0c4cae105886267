//! `mcpol access`: what a policy lets an agent do, tool by tool.

use std::path::PathBuf;

use clap::Args;

use super::disk::Disk;
use super::inputs::Inputs;
use super::overrides::{Overrides, ServerArgument};
use super::shell::{CommandError, Outcome, Shell};
use crate::finding::Finding;
use crate::render::access::{AccessReport, PolicyAccess, Shape};
use crate::session::{Configuration, Depth, Session, in_order};
use crate::{access, config};

/// Show what a policy allows: each tool with its conditions, limits and an example call
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol access agent.mcpol                     tools by class, with conditions and limits
  mcpol access                                 every policy under this folder, or every server
                                               that its mcpol.toml lists
  mcpol access agent.mcpol --format markdown   for a review
  mcpol access agent.mcpol --format csv        for a spreadsheet

Whether a tool can be called is proved, not guessed. A policy with errors has no table.")]
pub(super) struct Access {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    overrides: Overrides,

    #[command(flatten)]
    server: ServerArgument,
}

impl Access {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = self.overrides.session()?;
        if let [stack] = &*session.stacks(&self.folder()) {
            let unlisted = self.unlisted(stack, &mut session, shell)?;
            return Ok(of_stack(stack, &unlisted, &mut session, shell));
        }
        session.take_others(self.server.server.clone());
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
                        server: None,
                        file: Some(checked.source().name().to_owned()),
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
        let shape = if paths.len() == 1 { Shape::One } else { Shape::Files };
        shell.emit(&AccessReport { policies: &policies, shape });
        Ok(Outcome::clean_if(is_whole && is_certain))
    }
}

impl Access {
    /// The configuration that there may be in the one folder that is asked about.
    fn folder(&self) -> Vec<PathBuf> {
        match &*self.inputs.paths {
            [] => vec![config::NAME.into()],
            [folder] if folder.is_dir() => vec![folder.join(config::NAME)],
            _ => Vec::new(),
        }
    }

    /// The policies in the folder that are no server's.
    fn unlisted(
        &self,
        stack: &Configuration,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Vec<String>, CommandError> {
        let mut paths = self.inputs.find_all(session, shell)?.policies;
        let listed = session.stack_policies(&stack.path);
        let listed: Vec<_> = listed.iter().map(|path| session.identity(path)).collect();
        paths.retain(|path| {
            let is_listed = listed.contains(&session.identity(path)) || session.is_in_stack(path);
            !is_listed && !session.is_part(path).is_ok_and(|is_part| is_part)
        });
        Ok(paths.iter().map(|path| session.name(path)).collect())
    }
}

/// What an agent may do at each of the servers that a configuration lists.
fn of_stack(
    stack: &Configuration,
    unlisted: &[String],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Outcome {
    let (servers, findings) = session.stack_servers(stack);
    let policies: Vec<_> = servers
        .iter()
        .map(|server| PolicyAccess {
            server: Some(server.name.node.clone()),
            file: server.file().map(str::to_owned),
            access: access::Access::of_policy(server.policy(), server.catalog(), session.sources()),
        })
        .collect();
    let has_errors = findings.iter().any(Finding::is_error);
    shell.findings(&in_order(findings), session.sources());
    if policies.is_empty() {
        return Outcome::Faults;
    }
    let left_out = stack.config.servers.len() - policies.len();
    let is_certain = policies.iter().all(|policy| policy.access.is_certain());
    let shape = Shape::Stack { left_out, unlisted };
    shell.emit(&AccessReport { policies: &policies, shape });
    Outcome::clean_if(!has_errors && is_certain)
}
