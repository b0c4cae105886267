//! A first policy for a server: what `mcpol init` writes.
//!
//! [`write()`] gives every tool a place by its risk class, checks the policy that comes of it with
//! every lint, and moves the tools that a finding names until there is none. What it offers as
//! comments is checked in the same way, as if it had been taken. Knows no files: a catalog's text
//! comes in, a policy's text goes out.

mod apart;
mod bounds;
mod forms;
mod line;
mod narrow;
mod plan;
mod stack;
mod tests_of;
mod text;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::finding::Finding;
use crate::lint::Settings;
use crate::session::{Depth, Lints, Memory, Server, Session, plain};
use crate::source::{Sources, Span};
use plan::Plan;
pub(crate) use stack::{Member, write_stack};
use text::Offers;

/// How much a first policy allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Reading, writing and running within limits; destroying is hidden, money needs a human.
    Recommended,
    /// Reading within limits; all else needs a human, destroying is hidden.
    Strict,
    /// Reading within limits and nothing else.
    Readonly,
}

impl Style {
    /// The style's word on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Recommended => "recommended",
            Self::Strict => "strict",
            Self::Readonly => "readonly",
        }
    }
}

/// What a first policy is made for.
#[derive(Debug, Clone)]
pub(crate) struct Order<'a> {
    /// The catalog's text.
    pub catalog: &'a str,
    /// The catalog's file as the policy is to name it.
    pub catalog_name: &'a str,
    /// The policy's name.
    pub policy_name: &'a str,
    /// How much it allows.
    pub style: Style,
    /// The lints that it has no finding of.
    pub lints: &'a Settings,
}

/// how often the policy is checked and changed before giving up.
const ROUNDS: usize = 64;

/// Why there is no policy: what is wrong with the catalog, with the texts that it points into; or
/// the findings that moving tools didn't end.
pub(crate) type Failure = (Vec<Finding>, Sources);

/// The policy's text, formatted.
///
/// # Errors
/// There is none.
pub(crate) fn write(order: &Order<'_>) -> Result<String, Failure> {
    Ok(Draft::new(order)?.text())
}

/// A policy that has no findings.
struct Draft<'o> {
    trial: Trial<'o>,
    plan: Plan,
}

impl<'o> Draft<'o> {
    fn new(order: &'o Order<'o>) -> Result<Self, Failure> {
        let trial = Trial::new(order)?;
        let server = Arc::clone(&trial.server);
        let Some(catalog) = &server.catalog else {
            return Err(trial.failed(server.findings.clone()));
        };
        let plan = Plan::new(catalog, order.style, &order.lints.thresholds);
        let mut draft = Self { trial, plan };
        draft.settle()?;
        Ok(draft)
    }

    /// Moves tools until nothing is found.
    fn settle(&mut self) -> Result<(), Failure> {
        self.trial.settle(&mut self.plan, Offers::Commented, Plan::take_up)?;
        self.trial.settle(&mut self.plan, Offers::Taken, Plan::withdraw)
    }

    /// Whether the server has this tool.
    fn has(&self, tool: &str) -> bool {
        let catalog = self.trial.server.catalog.as_ref();
        catalog.is_some_and(|catalog| catalog.tool(tool).is_some())
    }

    fn text(&self) -> String {
        text::of(&self.plan, self.trial.order, Offers::Commented)
    }
}

/// Policies for one server that are checked one after the other: its tools are looked at once.
struct Trial<'o> {
    order: &'o Order<'o>,
    session: Session<Memory>,
    server: Arc<Server>,
}

/// What the policy that is tried is called.
const POLICY: &str = "policy.mcpol";

impl<'o> Trial<'o> {
    fn new(order: &'o Order<'o>) -> Result<Self, Failure> {
        let catalog = Path::new(order.catalog_name);
        let text = order.catalog.as_bytes().to_vec();
        let mut session = Session::new(Memory::from([(plain(catalog), text)]));
        // Every tool that ends a flow is told at once, so that few rounds move them all.
        session.lint(Lints::Fixed(Settings { every_flow: true, ..order.lints.clone() }));
        let server = session.use_catalog(catalog);
        match server {
            Ok(server) if server.has_errors() => {
                Err((server.findings.clone(), session.into_sources()))
            }
            Ok(server) => Ok(Self { order, session, server }),
            Err(_) => Err((Vec::new(), session.into_sources())),
        }
    }

    /// Changes a plan by what is found in its text until there is nothing.
    fn settle(
        &mut self,
        plan: &mut Plan,
        offers: Offers,
        change: fn(&mut Plan, &[Finding]) -> bool,
    ) -> Result<(), Failure> {
        for _ in 0..ROUNDS {
            let findings = self.check(plan, offers);
            if findings.is_empty() {
                return Ok(());
            }
            if !change(plan, &findings) {
                return Err(self.failed(findings));
            }
        }
        let findings = self.check(plan, offers);
        Err(self.failed(findings))
    }

    /// What every phase and every lint says of the policy.
    fn check(&mut self, plan: &Plan, offers: Offers) -> Vec<Finding> {
        let text = text::of(plan, self.order, offers).into_bytes();
        let policy = Path::new(POLICY);
        let checked =
            self.session.put(policy, text).and_then(|()| self.session.check(policy, Depth::Check));
        let of_catalog = self.server.findings.iter().map(|finding| finding.span);
        let of_catalog: BTreeSet<Span> = of_catalog.collect();
        let counts =
            |finding: &Finding| finding.waived.is_none() && !of_catalog.contains(&finding.span);
        let findings = checked.map(|checked| checked.findings).unwrap_or_default();
        findings.into_iter().filter(counts).collect()
    }

    /// That these findings are left.
    fn failed(&self, findings: Vec<Finding>) -> Failure {
        (findings, self.session.sources().clone())
    }
}
