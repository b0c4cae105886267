//! `mcpol explain`: the page of an error.

use clap::Args;
use serde::Serialize;

use super::shell::{CommandError, Outcome, Shell};
use crate::json;
use crate::pages;
use crate::strings::{nearest, tick};

/// Explain an error by its name
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol explain not-utf8    what the error means and how to mend it
  mcpol explain             every error there is")]
pub(super) struct Explain {
    /// The name in an error's first line; without it, all are listed
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    summary: String,
}

#[derive(Serialize)]
struct List {
    pages: Vec<Entry>,
}

#[derive(Serialize)]
struct Page<'p> {
    name: &'p str,
    page: &'p str,
}

impl Explain {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let text = match self.name.as_deref() {
            None if shell.is_json() => json::document(&list()),
            None => overview(&list()),
            Some(name) => {
                let page = pages::page(name).ok_or_else(|| unknown(name))?;
                if shell.is_json() { json::document(&Page { name, page }) } else { page.to_owned() }
            }
        };
        shell.print(&text);
        Ok(Outcome::Clean)
    }
}

fn list() -> List {
    let entry =
        |name| Entry { name, summary: pages::page(name).map(pages::summary).unwrap_or_default() };
    List { pages: pages::names().map(entry).collect() }
}

fn overview(list: &List) -> String {
    let width = list.pages.iter().map(|entry| entry.name.len()).max().unwrap_or_default();
    list.pages.iter().map(|entry| format!("{:width$}  {}\n", entry.name, entry.summary)).collect()
}

fn unknown(name: &str) -> CommandError {
    let hint = match nearest(name, pages::names()) {
        Some(near) => format!("did you mean {}?", tick(near)),
        None => "`mcpol explain` lists all".to_owned(),
    };
    CommandError(format!("there is no page {}; {hint}", tick(name)))
}
