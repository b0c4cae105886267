//! `mcpol explain`: the page of an error.

use clap::Args;

use super::shell::{CommandError, Outcome, Shell, Stream};
use crate::pages;
use crate::render::pages::{Entry, Page, PageList};
use crate::render::{Format, formats};
use crate::strings::{nearest, tick};
use crate::syntax::is_keyword;

/// Explain an error or a lint
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol explain not-utf8    what the error means and how to fix it
  mcpol explain             list all errors and lints")]
pub(super) struct Explain {
    /// Name of an error or lint; by default all are listed
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

impl Explain {
    /// The formats that what it prints has.
    pub(super) fn formats(&self) -> Vec<Format> {
        match self.name {
            Some(_) => formats::<Page<'_>>(),
            None => formats::<PageList>(),
        }
    }

    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match self.name.as_deref() {
            None => shell.emit(&list()),
            Some(name) => {
                let name = code(name);
                let current = pages::renamed(name).unwrap_or(name);
                let page = pages::page(current).ok_or_else(|| unknown(name))?;
                if current != name {
                    let note = format!("{} is now called {}\n", tick(name), tick(current));
                    shell.write(Stream::Err, &note);
                }
                shell.emit(&Page { name: current, page });
            }
        }
        Ok(Outcome::Clean)
    }
}

fn list() -> PageList {
    let entry =
        |name| Entry { name, summary: pages::page(name).map(pages::summary).unwrap_or_default() };
    PageList { pages: pages::names().map(entry).collect() }
}

/// The name in what a report prints: `error[NAME]`.
fn code(printed: &str) -> &str {
    let inside = printed.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    inside.map_or(printed, |(name, _)| name).trim()
}

fn unknown(name: &str) -> CommandError {
    if is_keyword(name) {
        return CommandError(format!(
            "{} is a keyword, no error or lint: docs/language.md says what it means",
            tick(name)
        ));
    }
    let longer = || pages::names().find(|page| name.len() > 2 && page.starts_with(name));
    let hint = match nearest(name, pages::names()).or_else(longer).or_else(|| akin(name)) {
        Some(near) => format!("did you mean {}?", tick(near)),
        None => "`mcpol explain` lists all".to_owned(),
    };
    CommandError(format!("unknown error or lint {}; {hint}", tick(name)))
}

/// The page whose name has the most words of this one.
fn akin(name: &str) -> Option<&'static str> {
    let words: Vec<&str> = name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    let shared = |page: &&str| page.split('-').filter(|word| words.contains(word)).count();
    pages::names().rev().max_by_key(shared).filter(|page| shared(page) > 0)
}
