//! `mcpol test`: the policies' own `test` blocks, run on what they compile to.

mod show;

use std::path::{Path, PathBuf};

use clap::Args;

use super::check::CatalogueArgument;
use super::disk::{self, Disk};
use super::loaded::Loaded;
use super::paths;
use super::shell::{Outcome, Shell, Stream, Trouble};
use crate::finding::Finding;
use crate::report::Summary;
use crate::report::json::{self, Report};
use crate::session::{Depth, Session, in_order};
use crate::source::Sources;
use crate::testing;

/// Run the `test` blocks of policies on the JSON that they compile to
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol test                       every .mcpol file under this folder
  mcpol test agent.mcpol           one policy
  mcpol test --format json         for programs

A policy with errors can't be tested: its errors are shown and the run fails. `mcpol check` shows
warnings too. Without any test at all there is nothing to do: exit code 2.")]
pub(super) struct Test {
    /// Files or folders; without any, the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    catalogue: CatalogueArgument,
}

/// What came of all tests.
#[derive(Default)]
struct Results {
    tests: Vec<show::Test>,
    findings: Vec<Finding>,
    files: usize,
}

impl Test {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, Trouble> {
        let mut session = disk::session(self.catalogue.catalog.as_deref())?;
        let mut results = Results::default();
        for path in paths::find(&self.paths, &mut session, shell)? {
            if let Err(trouble) = results.add(&path, &mut session) {
                shell.trouble(&trouble);
            }
        }
        results.findings = in_order(results.findings);
        if results.tests.is_empty() && results.findings.is_empty() {
            return Err(Trouble("there is no `test` to run".to_owned()));
        }
        results.print(session.sources(), shell);
        let passed = results.tests.iter().all(show::Test::passed);
        Ok(Outcome::clean_if(passed && results.findings.is_empty()))
    }
}

impl Results {
    /// Runs the tests of one file. A file without tests is looked at only for faults in its words,
    /// behind which a test may hide.
    fn add(&mut self, path: &Path, session: &mut Session<Disk>) -> Result<(), Trouble> {
        if !session.has_tests(path)? {
            self.findings.extend(session.faults(path)?.into_iter().filter(Finding::is_error));
            return Ok(());
        }
        let checked = session.check(path, Depth::Compile)?;
        self.files += 1;
        self.findings.extend(checked.findings.iter().filter(|finding| finding.is_error()).cloned());
        let tests: Vec<testing::Test<'_>> = testing::tests(checked.file()).collect();
        if let Some(loaded) = checked.emit().map(Loaded::from) {
            for test in tests {
                let outcome = testing::run(test, &loaded.document);
                self.tests.push(show::Test::new(&outcome, &loaded, session.sources()));
            }
        }
        Ok(())
    }

    fn print(&self, sources: &Sources, shell: &mut Shell) {
        let summary = show::Summary::of(&self.tests, self.files);
        if shell.is_json() {
            let of_findings = Summary::of(&self.findings, self.files);
            let findings = Report::new(&self.findings, of_findings, sources).findings;
            let report = show::Report { tests: &self.tests, findings, summary };
            shell.print(&json::document(&report));
            return;
        }
        shell.findings(Stream::Out, &self.findings, sources);
        let style = shell.style(Stream::Out);
        for test in self.tests.iter().filter(|test| !test.passed()) {
            shell.print(&test.for_people(style));
        }
        shell.print(&summary.for_people(self.findings.len(), style));
    }
}
