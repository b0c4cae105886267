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
mod tests_of;
mod text;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::lint::Settings;
use crate::session::{Depth, Lints, Memory, Session};
use crate::source::Sources;
use plan::Plan;
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

/// The policy's text, formatted.
///
/// # Errors
/// What is wrong with the catalog, with the texts that it points into; or the findings that
/// moving tools didn't end.
pub(crate) fn write(order: &Order<'_>) -> Result<String, (Vec<Finding>, Sources)> {
    let catalog = read(order)?;
    let mut plan = Plan::new(&catalog, order.style, &order.lints.thresholds);
    settle(&mut plan, order, Offers::Commented, Plan::take_up)?;
    settle(&mut plan, order, Offers::Taken, Plan::withdraw)?;
    Ok(text::of(&plan, order, Offers::Commented))
}

/// Changes a plan by what is found in its text until there is nothing.
fn settle(
    plan: &mut Plan,
    order: &Order<'_>,
    offers: Offers,
    change: fn(&mut Plan, &[Finding]) -> bool,
) -> Result<(), (Vec<Finding>, Sources)> {
    for _ in 0..ROUNDS {
        let (findings, sources) = check(&text::of(plan, order, offers), order);
        if findings.is_empty() {
            return Ok(());
        }
        if !change(plan, &findings) {
            return Err((findings, sources));
        }
    }
    Err(check(&text::of(plan, order, offers), order))
}

fn read(order: &Order<'_>) -> Result<Catalog, (Vec<Finding>, Sources)> {
    let mut sources = Sources::default();
    let Some(source) = sources.add(order.catalog_name, order.catalog) else {
        return Err((Vec::new(), sources));
    };
    let (catalog, findings) = Catalog::read(Arc::clone(&source));
    match findings.iter().any(Finding::is_error) {
        false => Ok(catalog),
        true => Err((findings, sources)),
    }
}

/// What every phase and every lint says of the policy.
fn check(text: &str, order: &Order<'_>) -> (Vec<Finding>, Sources) {
    let policy = PathBuf::from("policy.mcpol");
    let files = Memory::from([
        (policy.clone(), text.as_bytes().to_vec()),
        (PathBuf::from(CATALOG), order.catalog.as_bytes().to_vec()),
    ]);
    let mut session = Session::new(files);
    session.lint(Lints::Fixed(order.lints.clone()));
    let Ok(catalog) = session.use_catalog(Path::new(CATALOG)) else {
        return (Vec::new(), session.sources().clone());
    };
    let checked = session.check(&policy, Depth::Check);
    let findings = checked.map(|checked| checked.findings).unwrap_or_default();
    let of_catalog: Vec<_> = catalog.findings.iter().map(|finding| finding.span).collect();
    let counts =
        |finding: &Finding| finding.waived.is_none() && !of_catalog.contains(&finding.span);
    (findings.into_iter().filter(counts).collect(), session.sources().clone())
}

const CATALOG: &str = "catalog.json";
