//! The commands, one file each: arguments, files and streams in, exit code out.
//!
//! Only here are files, the environment and the standard streams touched. What a command knows
//! comes from [`crate::session`]; how it is shown, from [`crate::render`].

mod access;
mod arguments;
mod baseline_flags;
mod benchmark_flags;
mod calls;
mod catalog;
mod catalog_diff;
mod check;
mod ci;
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
#[cfg(feature = "hook")]
mod hook;
mod import;
mod init;
mod inputs;
mod join;
mod linked;
mod lint_flags;
mod lints;
mod loaded;
mod orphans;
mod output;
mod overrides;
mod paths;
#[cfg(feature = "live")]
mod pull;
mod selected;
mod shell;
mod signals;
mod temporary;
mod test;
mod used_files;
mod walk;
mod writer;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::render::access::AccessReport;
use crate::render::catalog::CatalogListing;
use crate::render::catalog_text::CatalogText;
use crate::render::ci::CiReport;
use crate::render::classes;
use crate::render::diff::Compared;
use crate::render::drift::CatalogDrift;
use crate::render::files::FileReport;
use crate::render::findings::FindingReport;
use crate::render::lints::LintList;
use crate::render::pages::PageList;
use crate::render::policy::PolicyText;
use crate::render::settings::SettingList;
use crate::render::testing::TestReport;
use crate::render::verdicts::Verdicts;
use crate::render::{Format, formats};
#[cfg(test)]
pub(crate) use calls::CallLog;
use output::Output;
use shell::{CommandError, Manner, Outcome, Shell, no_such_format};
use writer::Writer;

/// Compiler and linter for policies on what AI agents may do with their MCP tools
#[derive(Debug, Parser)]
#[command(name = "mcpol", version, max_term_width = 100, after_help = AFTER)]
#[command(disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Output format
    #[arg(long, global = true, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    format: Format,

    /// Also write a report to FILE in FORMAT; can be repeated
    #[arg(long, global = true, value_name = "FORMAT=FILE", value_parser = output::parse)]
    output: Vec<Output>,

    #[command(flatten)]
    manner: Manner,

    /// Write through symbolic links that lead out of the folder
    #[arg(long, global = true)]
    follow: bool,

    /// Overwrite files of another kind, but none that is read
    #[arg(long, global = true)]
    force: bool,
}

const AFTER: &str = "\
Start here:
  mcpol catalog show tools.json   list the server's tools, from its `tools/list` answer
  mcpol check agent.mcpol         find errors and risks in a policy
  mcpol compile agent.mcpol       compile it to the gateway's JSON

Exit codes: 0 clean, 1 errors or other findings that count, 2 could not do the job.";

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Ci(ci::Ci),
    Compile(compile::Compile),
    Fmt(fmt::Fmt),
    Init(init::Init),
    Import(import::Import),
    Eval(eval::Eval),
    Access(access::Access),
    Diff(diff::Diff),
    Test(test::Test),
    Catalog(catalog::CatalogCommand),
    #[cfg(feature = "hook")]
    Hook(hook::Hook),
    Lints(lints::Lints),
    Config(config::Config),
    Explain(explain::Explain),
}

/// The formats that a command has.
type CommandFormats = (&'static [&'static str], fn() -> Vec<Format>);

/// Every command with the formats that it has, whatever its other arguments are.
const COMMAND_FORMATS: &[CommandFormats] = &[
    (&["check"], formats::<FindingReport<'_>>),
    (&["ci"], formats::<CiReport<'_>>),
    (&["compile"], formats::<FileReport<'_>>),
    (&["fmt"], formats::<FileReport<'_>>),
    (&["init"], formats::<PolicyText<'_>>),
    (&["import"], formats::<PolicyText<'_>>),
    (&["eval"], formats::<Verdicts<'_>>),
    (&["access"], formats::<AccessReport<'_>>),
    (&["diff"], formats::<Compared>),
    (&["test"], formats::<TestReport<'_>>),
    (&["catalog"], catalog_formats),
    (&["catalog", "show"], formats::<CatalogListing<'_>>),
    (&["catalog", "classify"], formats::<classes::Report<'_>>),
    (&["catalog", "join"], formats::<CatalogText<'_>>),
    (&["catalog", "diff"], formats::<CatalogDrift<'_>>),
    #[cfg(feature = "live")]
    (&["catalog", "pull"], formats::<CatalogText<'_>>),
    #[cfg(feature = "live")]
    (&["catalog", "verify"], formats::<CatalogDrift<'_>>),
    #[cfg(feature = "hook")]
    (&["hook"], || vec![Format::Human]),
    #[cfg(feature = "hook")]
    (&["hook", "install"], || vec![Format::Human, Format::Json]),
    #[cfg(feature = "hook")]
    (&["hook", "uninstall"], || vec![Format::Human, Format::Json]),
    #[cfg(feature = "hook")]
    (&["hook", "test"], || vec![Format::Human]),
    (&["lints"], formats::<LintList>),
    (&["config"], formats::<SettingList>),
    (&["explain"], formats::<PageList>),
];

/// Those of all commands under `catalog`.
fn catalog_formats() -> Vec<Format> {
    let diff = formats::<CatalogDrift<'_>>().into_iter();
    let others = diff.filter(|format| !formats::<classes::Report<'_>>().contains(format));
    formats::<classes::Report<'_>>().into_iter().chain(others).collect()
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    let Arguments { command, format, output, manner, follow, force } =
        match arguments::parse(&given) {
            Ok(arguments) => arguments,
            Err(answered) => return answered,
        };
    let ready = command.check_formats(format, &output, &given);
    let reporter = (ready.is_ok() && !command.prints_text()).then(|| command.name());
    let mut shell = Shell::new(manner, format, output, reporter);
    shell.writer = Writer { follow, force, folders: Vec::new() };
    let outcome = ready.and_then(|()| command.run(&mut shell));
    shell.finish(outcome)
}

impl Command {
    /// Its name on the command line.
    fn name(&self) -> &'static str {
        match self {
            Self::Check(_) => "check",
            Self::Ci(_) => "ci",
            Self::Compile(_) => "compile",
            Self::Fmt(_) => "fmt",
            Self::Init(_) => "init",
            Self::Import(_) => "import",
            Self::Eval(_) => "eval",
            Self::Access(_) => "access",
            Self::Diff(_) => "diff",
            Self::Test(_) => "test",
            Self::Catalog(_) => "catalog",
            #[cfg(feature = "hook")]
            Self::Hook(_) => "hook",
            Self::Lints(_) => "lints",
            Self::Config(_) => "config",
            Self::Explain(_) => "explain",
        }
    }

    /// The formats that what it prints has.
    fn formats(&self) -> Vec<Format> {
        match self {
            Self::Check(_) => formats::<FindingReport<'_>>(),
            Self::Ci(_) => formats::<CiReport<'_>>(),
            Self::Compile(compile) => compile.formats(),
            Self::Fmt(fmt) => fmt.formats(),
            Self::Init(_) | Self::Import(_) => formats::<PolicyText<'_>>(),
            Self::Eval(_) => formats::<Verdicts<'_>>(),
            Self::Access(_) => formats::<AccessReport<'_>>(),
            Self::Diff(diff) => diff.formats(),
            Self::Test(test) => test.formats(),
            Self::Catalog(catalog) => catalog.formats(),
            #[cfg(feature = "hook")]
            Self::Hook(hook) => hook.formats(),
            Self::Lints(_) => formats::<LintList>(),
            Self::Config(_) => formats::<SettingList>(),
            Self::Explain(explain) => explain.formats(),
        }
    }

    /// Whether what it prints is a text that other programs take as it is, and no report.
    fn prints_text(&self) -> bool {
        match self {
            Self::Compile(compile) => compile.prints_json(),
            Self::Fmt(fmt) => fmt.is_filter(),
            Self::Config(config) => config.prints_schema(),
            Self::Init(_) | Self::Import(_) => true,
            Self::Catalog(catalog) => catalog.prints_text(),
            #[cfg(feature = "hook")]
            Self::Hook(hook) => hook.prints_text(),
            Self::Check(_)
            | Self::Ci(_)
            | Self::Eval(_)
            | Self::Access(_)
            | Self::Diff(_)
            | Self::Test(_)
            | Self::Lints(_)
            | Self::Explain(_) => false,
        }
    }

    /// That what it prints has the formats that are asked for.
    fn check_formats(
        &self,
        format: Format,
        outputs: &[Output],
        given: &[OsString],
    ) -> Result<(), CommandError> {
        if self.prints_text() && !outputs.is_empty() {
            return Err(CommandError(
                "`--output` writes reports, and there is none here".to_owned(),
            ));
        }
        let formats = self.formats();
        let mut asked = [format].into_iter().chain(outputs.iter().map(|output| output.format));
        match asked.find(|format| !formats.contains(format)) {
            Some(missing) => Err(no_such_format(missing, &formats)),
            None => output::check(outputs, given),
        }
    }

    fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        match self {
            Self::Check(check) => check.run(shell),
            Self::Ci(ci) => ci.run(shell),
            Self::Compile(compile) => compile.run(shell),
            Self::Fmt(fmt) => fmt.run(shell),
            Self::Init(init) => init.run(shell),
            Self::Import(import) => import.run(shell),
            Self::Eval(eval) => eval.run(shell),
            Self::Access(access) => access.run(shell),
            Self::Diff(diff) => diff.run(shell),
            Self::Test(test) => test.run(shell),
            Self::Catalog(catalog) => catalog.run(shell),
            #[cfg(feature = "hook")]
            Self::Hook(hook) => hook.run(shell),
            Self::Lints(lints) => lints.run(shell),
            Self::Config(config) => config.run(shell),
            Self::Explain(explain) => explain.run(shell),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        arguments::command().debug_assert();
    }

    /// The formats of what a command prints are among those of its help, whatever its arguments.
    #[test]
    fn every_command_has_the_formats_of_its_help() {
        let lines = [
            "check",
            "ci",
            "compile",
            "compile p",
            "compile p --check",
            "fmt",
            "fmt -",
            "init t",
            "init --catalog t",
            "import p",
            "eval p --tool t",
            "access",
            "access p",
            "diff a b",
            "diff --base r",
            "test",
            "test --list",
            "catalog show t",
            "catalog classify t",
            "catalog diff t u",
            "catalog classify --score l",
            "lints",
            "config",
            "explain",
            "explain e",
            #[cfg(feature = "hook")]
            "hook install --client codex",
            #[cfg(feature = "hook")]
            "hook uninstall --client codex",
            #[cfg(feature = "hook")]
            "hook test --client codex",
        ];
        for line in lines {
            let given = std::iter::once("mcpol").chain(line.split(' ')).map(Into::into);
            let Arguments { command, .. } = arguments::parse(&given.collect::<Vec<_>>()).unwrap();
            let is_of = |(path, _): &&CommandFormats| {
                path.len() == path.iter().zip(line.split(' ')).filter(|(a, b)| **a == *b).count()
            };
            let (_, shown) = COMMAND_FORMATS.iter().rfind(is_of).unwrap();
            let has = command.formats();
            assert!(has.iter().all(|format| shown().contains(format)), "{line}: {has:?}");
        }
    }
}
