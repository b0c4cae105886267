//! `mcpol lints`: every lint there is.

use clap::Args;
use serde::Serialize;

use super::shell::{Outcome, Shell, Trouble};
use crate::lint::{LINTS, Lint};
use crate::report::json;

/// List the lints: name, level, what each says
#[derive(Debug, Args)]
#[command(after_help = "\
Levels:
  deny      the policy fails the check
  warn      worth a look; fails under --deny-warnings
  pedantic  off until --pedantic or mcpol.toml turns it on, then a warning

`mcpol explain LINT` prints a lint's page; `mcpol config` shows what is configured.")]
pub(super) struct Lints {}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    level: &'static str,
    summary: &'static str,
}

#[derive(Serialize)]
struct List {
    lints: Vec<Entry>,
}

impl Lints {
    pub(super) fn run(shell: &mut Shell) -> Result<Outcome, Trouble> {
        let text = if shell.is_json() {
            let lints = LINTS.iter().map(|lint| Entry {
                name: lint.name,
                level: lint.weight.name(),
                summary: lint.summary,
            });
            json::document(&List { lints: lints.collect() })
        } else {
            table()
        };
        shell.print(&text);
        Ok(Outcome::Clean)
    }
}

fn table() -> String {
    let width = LINTS.iter().map(|lint| lint.name.len()).max().unwrap_or_default();
    let row =
        |lint: &Lint| format!("{:width$}  {:8}  {}\n", lint.name, lint.weight.name(), lint.summary);
    LINTS.iter().map(row).collect()
}
