//! `mcpol check`: everything that is wrong with some policies.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::baseline_flags::{BaselineFlags, INCOMPLETE, Sifted};
use super::fix::FixArguments;
use super::inputs::Inputs;
use super::lint_flags::LintFlags;
use super::overrides::{Overrides, ServerArgument};
use super::selected;
use super::shell::{CommandError, Outcome, Shell};
use super::{disk::Disk, paths};
use crate::finding::Finding;
use crate::render::findings::report::Selected;
use crate::render::findings::{FindingReport, Summary};
use crate::session::{Checked, Depth, Session, in_order};
use crate::source::{Sources, Span};

/// Check policies: syntax, types, lints
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol check                                 every .mcpol file under this folder
  mcpol check agent.mcpol --catalog t.json    one policy, against another catalog
  mcpol check - --stdin-path agent.mcpol      a file that isn't saved yet
  mcpol check --only unlimited-write          a single lint
  mcpol check --fix                           apply the fixes that can't loosen the policy
  mcpol check --fix=unsafe --diff             show what all fixes would change

A file without a `policy` statement is taken for an include. It is checked against a catalog if it
names one, otherwise for syntax only.")]
pub(super) struct Check {
    #[command(flatten)]
    inputs: Inputs,

    /// List the tools that each class, group and pattern selects
    #[arg(short, long)]
    verbose: bool,

    #[command(flatten)]
    overrides: Overrides,

    #[command(flatten)]
    server: ServerArgument,

    #[command(flatten)]
    lints: LintFlags,

    #[command(flatten)]
    baseline: BaselineFlags,

    #[command(flatten)]
    fix: FixArguments,
}

impl Check {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = self.overrides.session()?;
        session.take_others(self.server.server.clone());
        self.fix.check_paths(&self.inputs.paths)?;
        session.lint(self.lints.lints()?);
        let named = self.inputs.find_all(&mut session, shell)?;
        let around = named.around();
        let paths::Found { policies: paths, aside, .. } = named;
        let fixed = self.fix.fix_files(&paths, &mut session, shell);
        let Found { findings, files, not_linted, parts, stacks, selected, reasons } =
            look(&paths, &around, self.verbose, &mut session, shell);
        let selected = self.verbose.then_some(selected);
        let is_whole = !shell.has_failed() && !findings.iter().any(Finding::is_error);
        let Sifted { counted: findings, known } = match self.baseline.is_written() && !is_whole {
            true => {
                shell.trouble(&INCOMPLETE);
                Sifted { counted: findings, known: Vec::new() }
            }
            false => self.baseline.sort_out(findings, &paths, &mut session, &shell.writer)?,
        };
        let baseline = known.len();
        let summary =
            Summary { baseline, not_linted, parts, stacks, aside, ..Summary::of(&findings, files) };
        shell.emit(&FindingReport {
            findings: &findings,
            known: &known,
            reasons: &reasons,
            summary,
            sources: session.sources(),
            fixed,
            selected,
            is_diff: self.fix.is_diff(),
        });
        let warned = self.lints.deny_warnings && summary.warnings > 0;
        Ok(Outcome::clean_if(summary.is_clean() && !warned))
    }
}

/// Checks some files, and the servers that the configurations `around` them list.
pub(super) fn look(
    paths: &[PathBuf],
    around: &[PathBuf],
    is_verbose: bool,
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Found {
    let mut found = Found::default();
    let looked = session.check_each(paths, Depth::Check, |_, checked, sources| {
        Looked::new(checked, is_verbose, sources)
    });
    for (path, looked) in paths.iter().zip(looked) {
        match looked {
            Ok(looked) => found.add(looked, !session.lint_settings(path).levels.is_empty()),
            Err(unreadable) => shell.trouble(&unreadable),
        }
    }
    for stack in session.stacks(around) {
        found.findings.extend(session.check_stack(&stack));
        found.stacks += 1;
    }
    Found { findings: in_order(found.findings), ..found }
}

/// What is found out about one file.
struct Looked {
    findings: Vec<Finding>,
    has_errors: bool,
    has_policy: bool,
    selected: Vec<Selected>,
    reasons: Vec<(Span, String)>,
}

impl Looked {
    fn new(checked: Checked, is_verbose: bool, sources: &Sources) -> Self {
        let policy = checked.policy.as_ref();
        let waivers = policy.map(|policy| &*policy.waivers).unwrap_or_default().iter();
        let shown = policy.filter(|_| is_verbose);
        Self {
            has_errors: checked.has_errors(),
            has_policy: policy.is_some(),
            selected: shown.map(|policy| selected::of(policy, sources)).unwrap_or_default(),
            reasons: waivers.map(|waiver| (waiver.span, waiver.because.clone())).collect(),
            findings: checked.findings,
        }
    }
}

/// What is found out about some files.
#[derive(Default)]
pub(super) struct Found {
    pub(super) findings: Vec<Finding>,
    /// How many files could be read.
    pub(super) files: usize,
    /// How many of them have errors, so that no lint looked at them.
    pub(super) not_linted: usize,
    /// How many are parts without a catalog, of which only the syntax is checked.
    pub(super) parts: usize,
    /// How many configurations list servers, which were looked at together.
    pub(super) stacks: usize,
    selected: Vec<Selected>,
    /// Why findings are waived, by the statement.
    pub(super) reasons: BTreeMap<Span, String>,
}

impl Found {
    fn add(&mut self, looked: Looked, is_linted: bool) {
        self.files += 1;
        self.not_linted += usize::from(is_linted && looked.has_errors);
        self.parts += usize::from(!looked.has_policy && !looked.has_errors);
        self.reasons.extend(looked.reasons);
        self.selected.extend(looked.selected);
        self.findings.extend(looked.findings);
    }
}
