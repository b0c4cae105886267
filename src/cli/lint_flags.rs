//! The options that say what is linted and what counts.

use clap::Args;
use jiff::civil::Date;

use super::clock;
use super::shell::CommandError;
use crate::config::Choice;
use crate::lint::{UnknownLint, named};
use crate::session::Lints;

/// What is linted; it goes before mcpol.toml.
#[derive(Debug, Args)]
pub(super) struct LintFlags {
    /// Fail on warnings too
    #[arg(long)]
    pub(super) deny_warnings: bool,

    /// Enable pedantic lints
    #[arg(long)]
    pedantic: bool,

    /// Run only these lints, as in `a,b`; can be repeated
    #[arg(long, value_name = "LINTS", value_delimiter = ',')]
    only: Vec<String>,

    /// Skip these lints, as in `a,b`; can be repeated
    #[arg(long, value_name = "LINTS", value_delimiter = ',')]
    skip: Vec<String>,

    /// Date for which waivers are checked; today (UTC) by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<String>,
}

impl LintFlags {
    /// What is chosen.
    pub(super) fn choice(&self) -> Result<Choice, CommandError> {
        let lints = |names: &[String]| -> Result<Vec<&'static str>, CommandError> {
            names.iter().map(|name| lint(name)).collect()
        };
        Ok(Choice {
            today: self.day()?.0,
            pedantic: self.pedantic,
            only: lints(&self.only)?,
            skip: lints(&self.skip)?,
        })
    }

    /// Today, and where it comes from.
    pub(super) fn day(&self) -> Result<(Date, &'static str), CommandError> {
        match &self.today {
            Some(given) => Ok((clock::day("--today", given)?, "--today")),
            None => clock::today(),
        }
    }

    /// The same for a session.
    pub(super) fn lints(&self) -> Result<Lints, CommandError> {
        Ok(Lints::Configured(self.choice()?))
    }
}

fn lint(name: &str) -> Result<&'static str, CommandError> {
    if let Some(lint) = named(name) {
        return Ok(lint.name);
    }
    let unknown = UnknownLint::new(name);
    Err(CommandError(format!("{unknown}; {}", unknown.help())))
}
