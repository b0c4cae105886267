//! `mcpol ci`: all that a policy has to pass, in one run with one summary.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::baseline_flags::{KnownFlags, Sifted};
use super::check;
use super::disk::Disk;
use super::lint_flags::LintFlags;
use super::overrides::Overrides;
use super::shell::{CommandError, Outcome, Shell};
use super::test::{Questions, Results, Wanted};
use super::{compile, disk, fmt, paths};
use crate::finding::Finding;
use crate::render::ci::{CiReport, Passed};
use crate::render::files::{FileOutcome, FileReport, Status};
use crate::render::findings::{FindingReport, Summary};
use crate::session::{Lints, Session, in_order};
use crate::source::Span;

/// Run all checks of policies: fmt --check, check, test and compile --check
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol ci                                             every .mcpol file under this folder
  mcpol ci policies --format github                    annotate a pull request
  mcpol ci --output sarif=a.sarif --output junit=b.xml also write reports

Nothing is written but reports. It fails if one of the four fails; policies without tests are said
to have none, and that is no failure.")]
pub(super) struct Ci {
    /// Files or folders; by default the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    overrides: Overrides,

    #[command(flatten)]
    lints: LintFlags,

    #[command(flatten)]
    known: KnownFlags,
}

/// What one of the commands that work on files came to.
#[derive(Default)]
struct Files {
    outcomes: Vec<FileOutcome>,
    findings: Vec<Finding>,
}

impl Files {
    fn new((outcomes, findings): (Vec<FileOutcome>, Vec<Finding>)) -> Self {
        Self { outcomes, findings: in_order(findings) }
    }

    fn pass(&self) -> bool {
        self.outcomes.iter().all(|file| file.status == Status::Unchanged)
            && !self.findings.iter().any(Finding::is_error)
    }

    fn report<'r>(&'r self, command: &'static str, session: &'r Session<Disk>) -> FileReport<'r> {
        let (files, findings) = (&*self.outcomes, &*self.findings);
        FileReport { command, files, findings, sources: session.sources() }
    }
}

impl Ci {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        if self.paths.iter().any(|path| disk::is_stdin(path)) {
            return Err(CommandError(
                "`mcpol ci` reads files; `mcpol check -` reads standard input".to_owned(),
            ));
        }
        let mut session = self.overrides.session()?;
        let named = paths::find_with_stacks(&self.paths, &mut session, shell)?;
        let around = named.around();
        let paths::Found { policies, aside, .. } = named;
        let mut formatted = Files::new(fmt::compare(&policies, &mut session, shell));
        session.lint(self.lints.lints()?);
        let check::Found { findings, files, not_linted, parts, stacks, reasons, .. } =
            check::look(&policies, &around, false, &mut session, shell);
        if files == 0 && shell.has_failed() {
            return Ok(Outcome::Faults);
        }
        session.lint(Lints::Off);
        let mut tests = Results::asked(Questions::default(), Wanted::default(), false);
        for path in &policies {
            if let Err(trouble) = tests.add(path, &mut session, &shell.writer) {
                shell.trouble(&trouble);
            }
        }
        let compiled = compile::compare_outputs(&self.paths, &mut session, shell)?.map(Files::new);
        let known: BTreeSet<_> = findings.iter().map(key).collect();
        let Sifted { counted, known: in_baseline } =
            self.known.sort_out(findings, &policies, &mut session)?;
        let summary = Summary {
            baseline: in_baseline.len(),
            not_linted,
            parts,
            stacks,
            aside,
            ..Summary::of(&counted, files)
        };
        let warned = self.lints.deny_warnings && summary.warnings > 0;
        let passed = Passed {
            fmt: formatted.pass(),
            check: summary.is_clean() && !warned,
            test: tests.has_any().then(|| tests.are_good()),
            compile: compiled.as_ref().map(Files::pass),
        };
        // What several of them find is said once.
        let is_new = |finding: &Finding| !known.contains(&key(finding));
        formatted.findings.retain(is_new);
        tests.keep(is_new);
        let compiled = compiled.map(|mut files| {
            files.findings.retain(is_new);
            files
        });
        shell.emit(&CiReport {
            passed,
            fmt: formatted.report("fmt", &session),
            check: FindingReport {
                findings: &counted,
                known: &in_baseline,
                reasons: &reasons,
                summary,
                sources: session.sources(),
                fixed: None,
                selected: None,
                is_diff: false,
            },
            test: tests.report(session.sources()),
            compile: compiled.as_ref().map(|files| files.report("compile", &session)),
            deny_warnings: self.lints.deny_warnings,
        });
        Ok(Outcome::clean_if(passed.all()))
    }
}

/// What makes two findings one.
fn key(finding: &Finding) -> (Span, &'static str, String) {
    (finding.span, finding.code, finding.message.clone())
}
