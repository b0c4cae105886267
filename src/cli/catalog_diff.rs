//! `mcpol catalog diff`: what changes between two catalogs of one server, and what that does to
//! policies.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::disk::{self, Disk};
use super::lint_flags::LintFlags;
use super::overrides::ConfigArgument;
use super::paths;
use super::shell::{CommandError, Outcome, Shell};
use crate::drift::{self, PolicyDrift, ToolDrift};
use crate::finding::{Finding, Level};
use crate::render::diff::{self, Compared};
use crate::render::drift::{CatalogDrift, ChangedPolicy, FoundCount};
use crate::render::{self, Format};
use crate::session::{Depth, Server, Session, in_order};

/// Compare two catalogs of one server: what changes, and what that does to policies
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog diff old.json new.json                     tool by tool
  mcpol catalog diff old.json new.json agent.mcpol         and what passes now that didn't
  mcpol catalog diff old.json new.json --format markdown   for a review

Policies are judged under both catalogs, whatever they name themselves. The order of tools and the
layout of the files are no change. Exit code 1: calls pass that didn't, or nobody knows; a policy
has errors or denied findings that it hadn't; a definition newly instructs the model.")]
pub(super) struct CatalogDiff {
    /// The catalog before; `-` is standard input
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The catalog now; `-` is standard input
    #[arg(value_name = "NEW")]
    new: PathBuf,

    #[command(flatten)]
    held: HeldPolicies,
}

/// The policies that two catalogs are held against.
#[derive(Debug, Args)]
pub(super) struct HeldPolicies {
    /// Policies of this server: files or folders
    #[arg(value_name = "POLICY")]
    policies: Vec<PathBuf>,

    #[command(flatten)]
    lints: LintFlags,

    #[command(flatten)]
    config: ConfigArgument,
}

impl CatalogDiff {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        if disk::is_stdin(&self.old) && disk::is_stdin(&self.new) {
            return Err(CommandError(disk::ONE_STDIN.to_owned()));
        }
        let mut session = disk::session(None)?;
        let old = disk::catalog(&self.old, &mut session)?;
        let new = disk::catalog(&self.new, &mut session)?;
        self.held.compare(&old, &new, &mut session, shell)
    }

    /// The formats that it has.
    pub(super) fn formats() -> Vec<Format> {
        render::formats::<CatalogDrift<'_>>()
    }
}

impl HeldPolicies {
    /// Compares two catalogs that the session has, wherever they come from.
    ///
    /// # Errors
    /// A policy can't be read.
    pub(super) fn compare(
        &self,
        old: &Arc<Server>,
        new: &Arc<Server>,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Outcome, CommandError> {
        self.config.apply(session)?;
        session.lint(self.lints.lints()?);
        let mut findings = in_order([&*old.findings, &*new.findings].concat());
        let catalog_errors = findings.iter().filter(|it| it.is_error()).count();
        let (Some(before), Some(after)) = (&old.catalog, &new.catalog) else {
            shell.findings(&findings, session.sources());
            return Ok(Outcome::Faults);
        };
        let drift = drift::compare(before, after, session.sources());
        let policies = self.of_policies(old, new, &drift.tools, session, shell)?;
        let is_faulty = |policy: &PolicyDrift| {
            policy.is_looser() || policy.findings.iter().any(|it| self.counts(it))
        };
        let fails = catalog_errors > 0
            || drift.instructs()
            || policies.iter().any(|(_, policy)| is_faulty(policy));
        findings.extend(policies.iter().flat_map(|(_, policy)| &policy.findings).cloned());
        shell.findings(&in_order(findings), session.sources());
        let policies: Vec<_> = policies.into_iter().map(|(name, it)| reported(name, it)).collect();
        shell.emit(&CatalogDrift { drift: &drift, catalog_errors, policies: &policies });
        Ok(Outcome::clean_if(!fails))
    }

    /// What the change does to each policy, with its name.
    fn of_policies(
        &self,
        old: &Arc<Server>,
        new: &Arc<Server>,
        tools: &[ToolDrift<'_>],
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Vec<(String, PolicyDrift)>, CommandError> {
        if self.policies.is_empty() {
            return Ok(Vec::new());
        }
        let paths = paths::find_all(&self.policies, session, shell)?.policies;
        let mut drifts = Vec::with_capacity(paths.len());
        for path in &paths {
            let mut under = |server: &Arc<Server>| {
                session.use_server(server);
                session.check(path, Depth::Compile)
            };
            let (before, after) = (under(old)?, under(new)?);
            let drift = drift::of_policy(&before, &after, tools, session.sources());
            drifts.push((session.name(Path::new(path)), drift));
        }
        Ok(drifts)
    }

    /// Whether a new finding makes the comparison fail.
    fn counts(&self, finding: &Finding) -> bool {
        finding.level != Level::Warn || self.lints.deny_warnings
    }
}

/// A policy as it is printed.
fn reported(policy: String, drift: PolicyDrift) -> ChangedPolicy {
    let outcome = drift.diff.map_or(diff::Outcome::Broken, diff::Outcome::Diff);
    let names = (policy.clone(), policy.clone());
    ChangedPolicy {
        policy,
        compared: Compared { names, outcome, weakened: drift.weakened, parts: false, text: None },
        taken_in: drift.taken_in,
        newly_taken: drift.newly_taken,
        heavier: drift.heavier,
        is_of_old: drift.is_of_old,
        found: FoundCount::of(&drift.findings),
        old_errors: drift.old_errors,
    }
}
