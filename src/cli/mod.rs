//! The commands, one file each: arguments, files and streams in, exit code out.
//!
//! Only here are files, the environment and the standard streams touched. What a command knows
//! comes from [`crate::session`]; how it is shown, from [`crate::render`].

mod access;
mod baseline_flags;
mod calls;
mod catalog;
mod check;
mod classify;
mod clock;
mod compile;
mod config;
mod diff;
mod disk;
mod eval;
mod explain;
mod fix;
mod fmt;
mod git;
mod init;
mod lint_flags;
mod lints;
mod loaded;
mod paths;
mod selected;
mod shell;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use calls::read as read_calls;
use shell::{Color, CommandError, Format, Outcome, Shell};

/// What may AI agents do with your MCP tools? Write it down, check it, compile it.
#[derive(Debug, Parser)]
#[command(name = "mcpol", version, max_term_width = 100, after_help = AFTER)]
#[command(disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// How results are printed: for people or for programs; `csv` where they are a table,
    /// `markdown` where they are for a review
    #[arg(long, global = true, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    format: Format,

    /// When to use colour; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
}

const AFTER: &str = "\
Start here:
  mcpol catalog show tools.json   what the server offers, from its `tools/list` answer
  mcpol check agent.mcpol         is the policy right?
  mcpol compile agent.mcpol       the gateway's JSON

Exit codes: 0 clean, 1 faults found, 2 could not do the job.";

const NOT_WRITTEN_SO: &str = "\
`csv` is for `mcpol access` and `mcpol catalog classify`, `markdown` for `mcpol access` and `mcpol diff`";

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Compile(compile::Compile),
    Fmt(fmt::Fmt),
    Init(init::Init),
    Eval(eval::Eval),
    Access(access::Access),
    Diff(diff::Diff),
    Test(test::Test),
    Catalog(catalog::CatalogCommand),
    Lints(lints::Lints),
    Config(config::Config),
    Explain(explain::Explain),
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let mut shell = Shell::new(arguments.color, arguments.format);
    let outcome = arguments.command.run_as(arguments.format, &mut shell);
    shell.finish(outcome)
}

impl Command {
    fn run_as(self, format: Format, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let fits = match format {
            Format::Human | Format::Json => true,
            Format::Csv => self.is_table(),
            Format::Markdown => matches!(self, Self::Access(_) | Self::Diff(_)),
        };
        if !fits {
            return Err(CommandError(NOT_WRITTEN_SO.to_owned()));
        }
        self.run(shell)
    }

    /// Whether what it prints is a table.
    fn is_table(&self) -> bool {
        match self {
            Self::Access(_) => true,
            Self::Catalog(catalog) => catalog.is_table(),
            _ => false,
        }
    }

    fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match self {
            Self::Check(check) => check.run(shell),
            Self::Compile(compile) => compile.run(shell),
            Self::Fmt(fmt) => fmt.run(shell),
            Self::Init(init) => init.run(shell),
            Self::Eval(eval) => eval.run(shell),
            Self::Access(access) => access.run(shell),
            Self::Diff(diff) => diff.run(shell),
            Self::Test(test) => test.run(shell),
            Self::Catalog(catalog) => catalog.run(shell),
            Self::Lints(_) => lints::Lints::run(shell),
            Self::Config(config) => config.run(shell),
            Self::Explain(explain) => explain.run(shell),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
