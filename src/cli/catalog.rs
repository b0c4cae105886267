//! `mcpol catalog`: what servers offer.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::catalog_diff::CatalogDiff;
use super::classify::Classify;
use super::disk;
use super::join::Join;
#[cfg(feature = "live")]
use super::pull::{Pull, Verify};
use super::shell::{CommandError, Outcome, Shell};
use crate::catalog::{Catalog, Tool, not_found};
use crate::policy::glob;
use crate::render::catalog::{CatalogListing, tool_report};
use crate::render::{self, Format};
use crate::risk::{Class, UNCLASSIFIED, class_name, classify};
use crate::strings::{nearest, tick};

/// Inspect tool catalogs: the answers of servers to `tools/list`
#[derive(Debug, Args)]
pub(super) struct CatalogCommand {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Show(Show),
    Classify(Classify),
    Join(Join),
    Diff(CatalogDiff),
    #[cfg(feature = "live")]
    Pull(Pull),
    #[cfg(feature = "live")]
    Verify(Verify),
}

/// Show tools with their arguments and types
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol catalog show tools.json                      every tool
  mcpol catalog show tools.json create_refund        one tool
  mcpol catalog show tools.json 'delete_*'           the tools of these names
  mcpol catalog show tools.json --class financial    the tools of one risk class
  mcpol catalog show tools.json --argument '*path'   the tools with such an argument
  mcpol catalog show tools.json --format json        for programs

FILE is a `tools/list` result, the JSON-RPC answer around one, a bare list of tools, or several of
them in a list, one a line, in an event stream or in a log. docs/catalogs.md says how one is had.")]
struct Show {
    /// The catalog; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Show only this tool; `*` stands for any part of a name
    #[arg(value_name = "TOOL")]
    tool: Option<String>,

    /// Show only tools of this risk class, or `unclassified` ones; can be repeated
    #[arg(long, value_name = "CLASS", value_delimiter = ',', value_parser = class)]
    class: Vec<&'static str>,

    /// Show only tools with this argument, as in `card.number`; `*` stands for any part of it
    #[arg(long, value_name = "ARGUMENT")]
    argument: Option<String>,
}

/// The name of a class.
fn class(name: &str) -> Result<&'static str, String> {
    let names =
        || Class::ALL.into_iter().map(|class| class_name(Some(class))).chain([UNCLASSIFIED]);
    names().find(|class| *class == name).ok_or_else(|| {
        let hint = nearest(name, names()).map(|near| format!("; did you mean {}?", tick(near)));
        format!("there are {}{}", names().collect::<Vec<_>>().join(", "), hint.unwrap_or_default())
    })
}

impl CatalogCommand {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match self.command {
            Command::Show(show) => show.run(shell),
            Command::Classify(classify) => classify.run(shell),
            Command::Join(join) => join.run(shell),
            Command::Diff(diff) => diff.run(shell),
            #[cfg(feature = "live")]
            Command::Pull(pull) => pull.run(shell),
            #[cfg(feature = "live")]
            Command::Verify(verify) => verify.run(shell),
        }
    }

    /// Whether it prints a catalog's text and no report.
    pub(super) fn prints_text(&self) -> bool {
        match &self.command {
            Command::Show(_) | Command::Classify(_) | Command::Diff(_) => false,
            Command::Join(_) => true,
            #[cfg(feature = "live")]
            Command::Pull(_) => true,
            #[cfg(feature = "live")]
            Command::Verify(_) => false,
        }
    }

    /// The formats that it has.
    pub(super) fn formats(&self) -> Vec<Format> {
        match &self.command {
            Command::Show(_) => render::formats::<CatalogListing<'_>>(),
            Command::Classify(classify) => classify.formats(),
            Command::Join(_) => Join::formats(),
            Command::Diff(_) => CatalogDiff::formats(),
            #[cfg(feature = "live")]
            Command::Pull(_) => Pull::formats(),
            #[cfg(feature = "live")]
            Command::Verify(_) => Verify::formats(),
        }
    }
}

impl Show {
    fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = disk::session(None)?;
        let server = disk::catalog(&self.file, &mut session)?;
        shell.findings(&server.findings, session.sources());
        let Some(catalog) = &server.catalog else { return Ok(Outcome::Faults) };
        let named = self.tool.as_deref().filter(|name| !name.contains('*'));
        if let Some(missing) = named.and_then(|name| unlisted(name, catalog)) {
            return Err(CommandError(missing));
        }
        let only: Option<Vec<&str>> = self.is_selective().then(|| {
            let tools = catalog.tools().iter().filter(|tool| self.selects(tool));
            tools.map(|tool| &**tool.name()).collect()
        });
        if only.as_ref().is_some_and(Vec::is_empty) {
            let file = tick(&self.file.to_string_lossy());
            return Err(CommandError(format!("no tool in {file} is like that")));
        }
        if catalog.tools().is_empty() && server.findings.is_empty() {
            shell.note(&no_tools(catalog));
        }
        shell.emit(&CatalogListing { catalog, only: only.as_deref() });
        Ok(Outcome::clean_if(!server.has_errors()))
    }

    fn is_selective(&self) -> bool {
        self.tool.is_some() || self.argument.is_some() || !self.class.is_empty()
    }

    fn selects(&self, tool: &Tool) -> bool {
        let is_named = |name: &String| match name.contains('*') {
            true => glob::matches(name, tool.name()),
            false => **tool.name() == **name,
        };
        let has_argument = |path: &String| {
            let path = path.strip_prefix("args.").unwrap_or(path);
            tool_report(tool).has_argument(path)
        };
        self.tool.as_ref().is_none_or(is_named)
            && (self.class.is_empty() || self.class.contains(&class_name(classify(tool).class)))
            && self.argument.as_ref().is_none_or(has_argument)
    }
}

/// That a catalog is empty.
pub(super) fn no_tools(catalog: &Catalog) -> String {
    format!("{} has no tools", tick(catalog.source().name()))
}

/// That a server has no such tool, and which one is meant; `None` where it has it.
pub(super) fn unlisted(name: &str, catalog: &Catalog) -> Option<String> {
    if catalog.tool(name).is_some() {
        return None;
    }
    let near = catalog.near(name);
    let hint = near.map(|near| format!("; did you mean {}?", tick(&near.name))).unwrap_or_default();
    Some(format!("{}{hint}", not_found(name, catalog.source().name())))
}
