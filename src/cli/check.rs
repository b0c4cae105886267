//! `mcpol check`: everything that is wrong with some policies.

use std::path::PathBuf;

use clap::Args;

use super::baseline_flags::BaselineFlags;
use super::fix::{self, FixArguments};
use super::lint_flags::LintFlags;
use super::paths;
use super::shell::{Outcome, Shell, Trouble};
use super::{disk, disk::Disk};
use crate::finding::Finding;
use crate::report::json::Report;
use crate::report::paint::{Ink, Style};
use crate::report::{Summary, json, pretty};
use crate::session::{Depth, Session, in_order};
use crate::source::Sources;

/// Check policies: their words, their types, what they compile to
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol check                                 every .mcpol file under this folder
  mcpol check agent.mcpol --catalog t.json    one policy, against another catalogue
  mcpol check - --stdin-path agent.mcpol      a text that isn't saved yet
  mcpol check --only unlimited-write          one lint alone
  mcpol check --fix                           mend what changes nothing that is compiled
  mcpol check --fix=unsafe --diff             what would all fixes change?

A file without `policy` is a part, made to be included. It is checked as far as it can be judged
alone: against a catalogue if it names one, else for its words only.")]
pub(super) struct Check {
    /// Files or folders; `-` is standard input; without any, the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Where standard input belongs: its includes and catalogue are looked for from there
    #[arg(long, value_name = "FILE")]
    stdin_path: Option<PathBuf>,

    #[command(flatten)]
    catalogue: CatalogueArgument,

    #[command(flatten)]
    lints: LintFlags,

    #[command(flatten)]
    baseline: BaselineFlags,

    #[command(flatten)]
    fix: FixArguments,
}

/// The option that replaces the policies' own catalogues.
#[derive(Debug, Args)]
pub(super) struct CatalogueArgument {
    /// The catalogue to check against, whatever the policies name
    #[arg(long, value_name = "FILE")]
    pub(super) catalog: Option<PathBuf>,
}

impl Check {
    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, Trouble> {
        let mut session = disk::session(self.catalogue.catalog.as_deref())?;
        self.fix.check_paths(&self.paths)?;
        session.lint(self.lints.lints()?);
        let mut paths = paths::find(&self.paths, &mut session, shell)?;
        paths::take_stdin(&mut paths, self.stdin_path.as_deref(), &mut session)?;
        let fixed = self.fix.mend(&paths, &mut session, shell);
        let (findings, files) = check(&paths, &mut session, shell);
        let (findings, known) = self.baseline.sort_out(findings, &mut session)?;
        let summary = Summary { baseline: known, ..Summary::of(&findings, files) };
        if shell.is_json() {
            let report = Report::new(&findings, summary, session.sources());
            shell.print(&json::document(&Report { fixed, ..report }));
        } else {
            let stream = self.fix.stream();
            fix::print(&fixed.unwrap_or_default(), shell);
            let style = shell.style(stream);
            if files > 0 {
                let text = for_people(&findings, summary, session.sources(), style);
                shell.write(stream, &text);
            }
        }
        let warned = self.lints.deny_warnings && summary.warnings > 0;
        Ok(Outcome::clean_if(summary.is_clean() && !warned))
    }
}

/// What is wrong with the files, and how many could be read.
fn check(
    paths: &[PathBuf],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> (Vec<Finding>, usize) {
    let mut findings = Vec::new();
    let mut files = 0;
    for path in paths {
        match session.check(path, Depth::Check) {
            Ok(checked) => {
                files += 1;
                findings.extend(checked.findings);
            }
            Err(unreadable) => shell.trouble(&unreadable),
        }
    }
    (in_order(findings), files)
}

fn for_people(findings: &[Finding], summary: Summary, sources: &Sources, style: Style) -> String {
    let ink = match summary {
        _ if !summary.is_clean() => Ink::Bad,
        Summary { warnings: 0, .. } => Ink::Good,
        _ => Ink::Doubtful,
    };
    let last = style.paint(ink, &summary.to_string());
    let counted = |finding: &&Finding| finding.waived.is_none();
    let shown: Vec<_> = findings.iter().filter(counted).cloned().collect();
    format!("{}{last}\n", pretty::render(&shown, sources, style))
}
