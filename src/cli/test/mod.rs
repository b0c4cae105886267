//! `mcpol test`: the policies' own `test` blocks, run on what they compile to.

use std::path::{Path, PathBuf};

use clap::Args;

use super::check::CatalogArgument;
use super::disk::{self, Disk};
use super::loaded::Loaded;
use super::paths;
use super::shell::{CommandError, Outcome, Shell};
use crate::finding::Finding;
use crate::render::testing::{self as show, Coverage, Mutation, TestReport, coverage, mutation};
use crate::session::{Checked, Depth, Session, in_order};
use crate::source::Sources;
use crate::testing;
use crate::testing::mutate::{Tested, mutate};

/// Run the `test` blocks of policies on the JSON that they compile to
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol test                       every .mcpol file under this folder
  mcpol test agent.mcpol           one policy
  mcpol test --coverage            also list the rules that no test reaches
  mcpol test --mutate              also list rule changes that no test catches
  mcpol test --format json         for programs

A policy with errors can't be tested: its errors are shown and the run fails. Without any test the
exit code is 2; `--coverage` and `--mutate` include policies without tests. A change that no test
catches makes the run fail; policies whose tests fail aren't mutated.")]
pub(super) struct Test {
    /// Files or folders; by default the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    catalog: CatalogArgument,

    #[command(flatten)]
    questions: Questions,
}

/// What is asked of each policy beside its tests.
#[derive(Debug, Clone, Copy, Args)]
struct Questions {
    /// List the rules that no test reaches
    #[arg(long)]
    coverage: bool,

    /// Mutate each rule, and list the changes that no test catches
    #[arg(long)]
    mutate: bool,
}

/// What came of all tests.
#[derive(Default)]
struct Results {
    tests: Vec<show::Test>,
    coverage: Option<Vec<Coverage>>,
    mutation: Option<Vec<Mutation>>,
    findings: Vec<Finding>,
    files: usize,
}

impl Test {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = disk::session(self.catalog.catalog.as_deref())?;
        let mut results = Results::asked(self.questions);
        for path in paths::find(&self.paths, &mut session, shell)? {
            if let Err(trouble) = results.add(&path, &mut session) {
                shell.trouble(&trouble);
            }
        }
        results.findings = in_order(results.findings);
        if results.files == 0 && results.findings.is_empty() {
            if shell.has_failed() {
                return Ok(Outcome::Faults);
            }
            return Err(CommandError("there is no `test` to run".to_owned()));
        }
        results.print(session.sources(), shell);
        Ok(Outcome::clean_if(results.are_good()))
    }
}

impl Results {
    fn asked(questions: Questions) -> Self {
        let coverage = questions.coverage.then(Vec::new);
        let mutation = questions.mutate.then(Vec::new);
        Self { coverage, mutation, ..Self::default() }
    }

    /// Runs the tests of one file. A file without tests is looked at only for faults in its words,
    /// behind which a test may hide; a policy also where its rules are asked about.
    fn add(&mut self, path: &Path, session: &mut Session<Disk>) -> Result<(), CommandError> {
        let asked = self.coverage.is_some() || self.mutation.is_some();
        let about_rules = asked && !session.is_part(path)?;
        if !session.has_tests(path)? && !about_rules {
            self.findings.extend(session.faults(path)?.into_iter().filter(Finding::is_error));
            return Ok(());
        }
        let checked = session.check(path, Depth::Compile)?;
        self.files += 1;
        self.findings.extend(checked.findings.iter().filter(|finding| finding.is_error()).cloned());
        if let Some(loaded) = checked.emit().map(Loaded::from) {
            self.run(&checked, &loaded, session.sources());
        }
        Ok(())
    }

    /// Runs the tests of a policy that compiles.
    fn run(&mut self, checked: &Checked, loaded: &Loaded, sources: &Sources) {
        let tests: Vec<_> = testing::tests(checked.file()).collect();
        let outcomes: Vec<_> =
            tests.iter().map(|test| testing::run(*test, &loaded.document)).collect();
        let site = |call: &_, verdict: &_| loaded.place(call, verdict, sources);
        let shown = outcomes.iter().map(|outcome| show::Test::new(outcome, &site, sources));
        self.tests.extend(shown);
        let Some(policy) = &checked.policy else { return };
        let file = checked.source().name();
        if let Some(coverage) = &mut self.coverage {
            let mappings = &loaded.mappings;
            coverage.push(Coverage::new(file, policy, mappings, &outcomes, sources));
        }
        if let Some(mutation) = &mut self.mutation
            && outcomes.iter().all(testing::Outcome::passed)
        {
            let (document, catalog) = (&loaded.document, checked.catalog());
            let head = checked.head();
            let tested = Tested { policy, document, catalog, tests: &tests, head };
            mutation.push(Mutation::new(file, &mutate(tested), sources));
        }
    }

    fn are_good(&self) -> bool {
        self.findings.is_empty()
            && self.tests.iter().all(show::Test::passed)
            && self.mutation.iter().flatten().all(Mutation::is_clean)
    }

    fn summary(&self) -> show::Summary {
        let mut summary = show::Summary::of(&self.tests, self.files);
        summary.coverage = self.coverage.as_ref().map(|files| {
            files
                .iter()
                .map(Coverage::total)
                .fold(coverage::Total::default(), coverage::Total::plus)
        });
        let mutated = self.mutation.as_ref().filter(|files| !files.is_empty());
        summary.mutation = mutated.map(|files| {
            files
                .iter()
                .map(Mutation::total)
                .fold(mutation::Total::default(), mutation::Total::plus)
        });
        summary
    }

    fn print(&self, sources: &Sources, shell: &mut Shell) {
        shell.emit(&TestReport {
            tests: &self.tests,
            findings: &self.findings,
            sources,
            coverage: self.coverage.as_deref(),
            mutation: self.mutation.as_deref(),
            summary: self.summary(),
        });
    }
}
