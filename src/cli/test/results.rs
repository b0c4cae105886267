//! What comes of the tests of some policies.

use std::path::{Path, PathBuf};

use super::Questions;
use super::suggested;
use super::wanted::Wanted;
use crate::cli::disk::Disk;
use crate::cli::loaded::Loaded;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::cli::writer::Writer;
use crate::finding::Finding;
use crate::render::testing::{self as show, Coverage, Mutation, TestReport, coverage, mutation};
use crate::session::{Checked, Depth, Session, in_order};
use crate::source::Sources;
use crate::strings::tick;
use crate::testing::mutate::{Mutated, Tested, mutate};
use crate::testing::{self, Runner};

/// How often a policy with the suggested tests is mutated again: behind a rule that no test needed
/// there may be parts of it that none needs.
const ROUNDS: usize = 8;

/// What came of all tests.
pub(in crate::cli) struct Results {
    questions: Questions,
    wanted: Wanted,
    is_verbose: bool,
    tests: Vec<show::Test>,
    coverage: Option<Vec<Coverage>>,
    mutation: Option<Vec<Mutation>>,
    findings: Vec<Finding>,
    files: usize,
    /// The files without a test.
    untested: Vec<PathBuf>,
}

/// A policy and what its tests say of it.
struct Tried {
    checked: Checked,
    /// What it compiles to; `None` where it has errors.
    loaded: Option<Loaded>,
    outcomes: Vec<testing::Outcome>,
    /// What its tests notice, where that is asked and they pass.
    mutated: Option<Mutated>,
}

impl Tried {
    fn passes(&self) -> bool {
        self.loaded.is_some() && self.outcomes.iter().all(testing::Outcome::passed)
    }
}

impl Results {
    pub(in crate::cli) fn asked(questions: Questions, wanted: Wanted, is_verbose: bool) -> Self {
        Self {
            questions,
            wanted,
            is_verbose,
            tests: Vec::new(),
            coverage: questions.coverage.then(Vec::new),
            mutation: questions.mutate.then(Vec::new),
            findings: Vec::new(),
            files: 0,
            untested: Vec::new(),
        }
    }

    /// Runs the tests of one file. A file without tests is looked at only for faults in its words,
    /// behind which a test may hide; a policy also where its rules are asked about.
    pub(in crate::cli) fn add(
        &mut self,
        path: &Path,
        session: &mut Session<Disk>,
        writer: &Writer,
    ) -> Result<(), CommandError> {
        let asked = self.questions.coverage || self.questions.mutate;
        let about_rules = asked && !session.is_part(path)?;
        let names = session.tests(path)?;
        let wanted = names.iter().filter(|name| self.wanted.takes(&name.node)).count();
        if wanted == 0 && !about_rules {
            if names.is_empty() {
                self.untested.push(path.to_owned());
            }
            self.findings.extend(session.faults(path)?.into_iter().filter(Finding::is_error));
            return Ok(());
        }
        self.files += 1;
        let tried = self.attempt(path, session)?;
        let (tried, written) = match self.questions.write {
            true => self.complete(path, tried, session)?,
            false => (tried, 0),
        };
        if written > 0 {
            writer.rewrite(path, tried.checked.source().text())?;
        }
        self.take(&tried, written, session.sources());
        Ok(())
    }

    /// Runs the tests of a policy that compiles.
    fn attempt(&mut self, path: &Path, session: &mut Session<Disk>) -> Result<Tried, CommandError> {
        let checked = session.check(path, Depth::Compile)?;
        let Some(loaded) = checked.emit().map(Loaded::from) else {
            return Ok(Tried { checked, loaded: None, outcomes: Vec::new(), mutated: None });
        };
        let tests = testing::tests(checked.file());
        let tests: Vec<_> = tests.filter(|test| self.wanted.takes(&test.name.node)).collect();
        let mut runner = Runner::default();
        let outcomes: Vec<_> =
            tests.iter().map(|test| runner.run(*test, &loaded.document)).collect();
        let is_mutated = self.questions.mutate && outcomes.iter().all(testing::Outcome::passed);
        let mutated = checked.policy.as_ref().filter(|_| is_mutated).map(|policy| {
            let (document, catalog) = (&loaded.document, checked.catalog());
            mutate(Tested { policy, document, catalog, tests: &tests, head: checked.head() })
        });
        Ok(Tried { checked, loaded: Some(loaded), outcomes, mutated })
    }

    /// The policy with tests for all that its own don't notice, and how many these are.
    fn complete(
        &mut self,
        path: &Path,
        mut tried: Tried,
        session: &mut Session<Disk>,
    ) -> Result<(Tried, usize), CommandError> {
        let mut written = 0;
        for _ in 0..ROUNDS {
            let survivors = tried.mutated.as_ref().map_or(0, |mutated| mutated.survivors.len());
            let Some(mutated) = tried.mutated.as_ref().filter(|_| survivors > 0) else { break };
            let text = suggested::with_tests(&tried.checked, &mutated.survivors, session.sources());
            let text = text.ok_or_else(|| unfit(path))?;
            session.put(path, text.into_bytes())?;
            tried = self.attempt(path, session)?;
            if !tried.passes() {
                return Err(unfit(path));
            }
            written += survivors;
        }
        Ok((tried, written))
    }

    fn take(&mut self, tried: &Tried, written: usize, sources: &Sources) {
        let Tried { checked, loaded, outcomes, mutated } = tried;
        self.findings.extend(checked.findings.iter().filter(|finding| finding.is_error()).cloned());
        let (Some(loaded), Some(policy)) = (loaded, &checked.policy) else { return };
        let site = |call: &_, verdict: &_| loaded.place(call, verdict, sources);
        let shown = outcomes.iter().map(|outcome| show::Test::new(outcome, &site, sources));
        self.tests.extend(shown);
        let file = checked.source().name();
        if let Some(coverage) = &mut self.coverage {
            let mappings = &loaded.mappings;
            coverage.push(Coverage::new(file, policy, mappings, outcomes, sources));
        }
        if let (Some(mutation), Some(mutated)) = (&mut self.mutation, mutated) {
            mutation.push(Mutation::new(file, mutated, written, sources));
        }
    }

    /// Prints the results.
    pub(super) fn finish(
        mut self,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Outcome, CommandError> {
        if !self.has_any() && self.findings.is_empty() {
            self.look_at_untested(session)?;
        }
        self.findings = in_order(self.findings);
        if !self.has_any() && self.findings.is_empty() {
            return if shell.has_failed() {
                Ok(Outcome::Faults)
            } else {
                Err(self.wanted.nothing())
            };
        }
        shell.emit(&self.report(session.sources()));
        Ok(Outcome::clean_if(self.are_good()))
    }

    /// What is wrong with policies of which none has a test.
    fn look_at_untested(&mut self, session: &mut Session<Disk>) -> Result<(), CommandError> {
        for path in std::mem::take(&mut self.untested) {
            let checked = session.check(&path, Depth::Check)?;
            self.findings.extend(checked.findings.into_iter().filter(Finding::is_error));
        }
        Ok(())
    }

    /// Whether some file was tested.
    pub(in crate::cli) fn has_any(&self) -> bool {
        self.files > 0
    }

    /// Keeps these findings alone.
    pub(in crate::cli) fn keep(&mut self, is_kept: impl Fn(&Finding) -> bool) {
        self.findings.retain(is_kept);
    }

    /// Whether nothing failed.
    pub(in crate::cli) fn are_good(&self) -> bool {
        self.findings.is_empty()
            && self.tests.iter().all(show::Test::passed)
            && self.mutation.as_ref().is_none_or(|files| self.are_enough(files))
    }

    /// Whether enough changes are caught: all of them, or as many as `--min` says.
    fn are_enough(&self, files: &[Mutation]) -> bool {
        match self.questions.min {
            None => files.iter().all(Mutation::is_clean),
            Some(percent) => mutation_total(files).reaches(percent),
        }
    }

    fn summary(&self) -> show::Summary {
        let mut summary = show::Summary::of(&self.tests, self.files);
        summary.coverage = self.coverage.as_ref().map(|files| {
            files
                .iter()
                .map(Coverage::total)
                .fold(coverage::Total::default(), coverage::Total::plus)
        });
        let mutated = self.mutation.as_deref().filter(|files| !files.is_empty());
        summary.mutation = mutated.map(mutation_total);
        summary
    }

    /// What people and programs are told.
    pub(in crate::cli) fn report<'r>(&'r self, sources: &'r Sources) -> TestReport<'r> {
        TestReport {
            tests: &self.tests,
            findings: &self.findings,
            sources,
            coverage: self.coverage.as_deref(),
            mutation: self.mutation.as_deref(),
            summary: self.summary(),
            is_verbose: self.is_verbose,
        }
    }
}

fn mutation_total(files: &[Mutation]) -> mutation::Total {
    files.iter().map(Mutation::total).fold(mutation::Total::default(), mutation::Total::plus)
}

/// That the suggested tests aren't what they should be.
fn unfit(path: &Path) -> CommandError {
    let name = tick(&path.to_string_lossy());
    CommandError(format!(
        "internal error in {name}: the suggested tests don't pass; nothing is written. Please \
         report this with the policy"
    ))
}
