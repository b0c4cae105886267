//! `mcpol test`: the policies' own `test` blocks, run on what they compile to.

mod listed;
mod results;
mod suggested;
mod wanted;

use clap::Args;

use super::inputs::Inputs;
use super::overrides::Overrides;
use super::shell::{CommandError, Outcome, Shell};
use crate::render::testing::{TestList, TestReport};
use crate::render::{Format, formats};
pub(super) use results::Results;
pub(super) use wanted::Wanted;

/// Run the `test` blocks of policies on the JSON that they compile to
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol test                       every .mcpol file under this folder
  mcpol test agent.mcpol           one policy
  mcpol test --filter refund       the tests whose names contain `refund`
  mcpol test --list                the tests, without running them
  mcpol test --coverage            also list the rules that no test reaches
  mcpol test --mutate              also list rule changes that no test catches
  mcpol test --mutate --write      put tests that catch them into the policies
  mcpol test --format json         for programs

A policy with errors can't be tested: its errors are shown and the run fails. Without any test the
exit code is 2; `--coverage` and `--mutate` include policies without tests. A change that no test
catches makes the run fail, unless --min says how many must be caught; policies whose tests fail
aren't mutated.")]
pub(super) struct Test {
    #[command(flatten)]
    inputs: Inputs,

    /// Only the tests whose names contain TEXT or, with a `*`, match it
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["coverage", "mutate"])]
    filter: Option<String>,

    /// List the tests, and run none
    #[arg(long, conflicts_with_all = ["coverage", "mutate"])]
    list: bool,

    /// Name the tests that passed, too
    #[arg(short, long)]
    verbose: bool,

    #[command(flatten)]
    overrides: Overrides,

    #[command(flatten)]
    questions: Questions,
}

/// What is asked of each policy beside its tests.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(super) struct Questions {
    /// List the rules that no test reaches
    #[arg(long)]
    coverage: bool,

    /// Mutate each rule, and list the changes that no test catches
    #[arg(long)]
    mutate: bool,

    /// Put tests that catch these changes into the policies
    #[arg(long, requires = "mutate")]
    write: bool,

    /// Fail only if fewer than PERCENT of the changes are caught
    #[arg(long, value_name = "PERCENT", requires = "mutate")]
    #[arg(value_parser = clap::value_parser!(u8).range(0..=100))]
    min: Option<u8>,
}

impl Test {
    /// The formats that what it prints has.
    pub(super) fn formats(&self) -> Vec<Format> {
        if self.list { formats::<TestList<'_>>() } else { formats::<TestReport<'_>>() }
    }

    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = self.overrides.session()?;
        if self.questions.write && self.inputs.has_stdin() {
            return Err(CommandError("`--write` can't write to `-`".to_owned()));
        }
        let wanted = Wanted::new(self.filter.as_deref());
        let paths = self.inputs.find(&mut session, shell)?;
        if self.list {
            return listed::list(&paths, &wanted, &mut session, shell);
        }
        let mut results = Results::asked(self.questions, wanted, self.verbose);
        for path in &paths {
            if let Err(trouble) = results.add(path, &mut session, &shell.writer) {
                shell.trouble(&trouble);
            }
        }
        results.finish(&mut session, shell)
    }
}
