//! `mcpol compile`: policies to the gateway's JSON.

mod job;
mod outputs;
mod source_map;

use std::path::{Path, PathBuf};

use clap::Args;

use super::baseline_flags::KnownFlags;
use super::clock;
use super::disk::{self, Disk};
use super::inputs::Inputs;
use super::orphans;
use super::overrides::Overrides;
use super::paths::{self, Found};
use super::shell::{CommandError, Outcome, Shell};
use crate::config::Choice;
use crate::finding::Finding;
use crate::render::files::{FileOutcome, FileReport, Status};
use crate::render::{Format, formats};
use crate::session::{Lints, Session, in_order};
use job::{Job, Made, Walked, compile, policy_or_part};
use outputs::{Delivery, refuse_others};
use source_map::SourceMap;

/// Why nothing was done.
const NO_POLICY: &str = "nothing to compile: no file has a `policy` statement";

/// Compile policies to the gateway's JSON
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mcpol compile agent.mcpol                  the JSON on standard output
  mcpol compile - < agent.mcpol              the same, of a policy on standard input
  mcpol compile agent.mcpol -o policy.json   the JSON in a file
  mcpol compile policies --write             NAME.json beside each NAME.mcpol
  mcpol compile policies --check             check that all NAME.json are up to date (in CI)

Findings go to standard error. Nothing is written for a policy with errors, nor for one with findings
of level deny that are neither waived nor in a baseline; --no-lint turns the lints off. With --write and
--check, a file without a `policy` statement is taken for an include and skipped. --check also fails
for gateway JSON in a folder that no policy compiles to; `handwritten` in mcpol.toml exempts it.")]
pub(super) struct Compile {
    #[command(flatten)]
    inputs: Inputs,

    /// Write the JSON of one policy to OUT; `-` is standard output
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,

    /// Write NAME.json beside each NAME.mcpol
    #[arg(long, conflicts_with_all = ["out", "check"])]
    write: bool,

    /// Write nothing; fail if NAME.json (or OUT) is not up to date
    #[arg(long)]
    check: bool,

    /// Also write a source map: the place in the policy of each part of the JSON
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    source_map: Option<PathBuf>,

    /// Compile policies with findings of level deny, too
    #[arg(long)]
    no_lint: bool,

    #[command(flatten)]
    known: KnownFlags,

    #[command(flatten)]
    overrides: Overrides,
}

impl Compile {
    /// The formats that what it prints has; the gateway's JSON and its findings have two.
    pub(super) fn formats(&self) -> Vec<Format> {
        match self.prints_json() {
            true => vec![Format::Human, Format::Json],
            false => formats::<FileReport<'_>>(),
        }
    }

    /// Whether the JSON of one policy goes to standard output.
    pub(super) fn prints_json(&self) -> bool {
        !self.write && !self.check && self.out().is_none()
    }

    /// The file that one policy is compiled to.
    fn out(&self) -> Option<&Path> {
        self.out.as_deref().filter(|out| *out != Path::new(disk::STDIN))
    }

    fn source_map(&self) -> Option<SourceMap<'_>> {
        self.source_map.as_deref().map(SourceMap)
    }

    fn delivery(&self) -> Delivery {
        match (self.check, self.write) {
            (true, _) => Delivery::Compare,
            (false, true) => Delivery::WriteBeside,
            (false, false) => Delivery::Write,
        }
    }

    pub(super) fn run(self, shell: &mut Shell) -> Result<Outcome, CommandError> {
        let mut session = self.overrides.session()?;
        if !self.no_lint {
            let choice = Choice { today: clock::today()?.0, ..Choice::default() };
            session.lint(Lints::Configured(choice));
        }
        let mut findings = Vec::new();
        if self.prints_json() {
            return self.to_stdout(&mut session, shell);
        }
        let (mut jobs, orphans) = self.jobs(&mut session, &mut findings, shell)?;
        self.refuse_denied(&mut jobs, &mut session, &mut findings)?;
        if jobs.is_empty() && findings.is_empty() && !shell.has_failed() {
            return Err(self.nothing(&mut session, shell));
        }
        self.source_map().map_or(Ok(()), |map| map.check(&jobs, &session, &shell.writer))?;
        let mut files: Vec<FileOutcome> =
            jobs.iter().map(|job| self.delivery().finish(job, &session, shell)).collect();
        if let ([job], [file]) = (jobs.as_slice(), files.as_slice())
            && !matches!(file.status, Status::Failed)
            && let Some(map) = self.source_map()
            && let Err(error) = map.write(job, &session, &shell.writer)
        {
            shell.trouble(&error);
        }
        files.extend(orphans);
        let findings = in_order(findings);
        let report = FileReport {
            command: "compile",
            files: &files,
            findings: &findings,
            sources: session.sources(),
        };
        shell.emit(&report);
        Ok(Outcome::clean_if(
            files.iter().all(|file| matches!(file.status, Status::Written | Status::Unchanged))
                && !findings.iter().any(Finding::is_error),
        ))
    }

    fn to_stdout(
        &self,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<Outcome, CommandError> {
        let policy = self.only_policy(session, shell)?;
        let (mut job, mut findings) = compile_one(policy, Path::new(""), Delivery::Write, session)?;
        self.refuse_denied(std::slice::from_mut(&mut job), session, &mut findings)?;
        if let Some(map) = self.source_map() {
            map.check(std::slice::from_ref(&job), session, &shell.writer)?;
            map.write(&job, session, &shell.writer)?;
        }
        shell.findings(&in_order(findings), session.sources());
        match job.text() {
            Some(text) => shell.print(&text.json),
            None if job.denied.is_empty() => {}
            None => shell.note("nothing was written; `--no-lint` compiles it as it is"),
        }
        Ok(Outcome::clean_if(job.compiled.is_some()))
    }

    /// The one policy that can be compiled to one place.
    fn only_policy(
        &self,
        session: &mut Session<Disk>,
        shell: &mut Shell,
    ) -> Result<PathBuf, CommandError> {
        let mut found = self.inputs.find(session, shell)?;
        if found.len() > 1 {
            found.retain(|path| !session.is_part(path).is_ok_and(|is_part| is_part));
        }
        match <[PathBuf; 1]>::try_from(found) {
            Ok([policy]) => Ok(policy),
            Err(_) => Err(CommandError(
                "one policy at a time; `--write` puts NAME.json beside each NAME.mcpol".to_owned(),
            )),
        }
    }

    /// Everything compiled, nothing written yet: only when all is read is it known which files
    /// must not be written over. What is only compared comes with the JSON that no job makes.
    fn jobs(
        &self,
        session: &mut Session<Disk>,
        findings: &mut Vec<Finding>,
        shell: &mut Shell,
    ) -> Result<(Vec<Job>, Vec<FileOutcome>), CommandError> {
        if let Some(out) = self.out() {
            let policy = self.only_policy(session, shell)?;
            let (job, found) = compile_one(policy, out, self.delivery(), session)?;
            findings.extend(found);
            let mut jobs = vec![job];
            if self.check {
                refuse_others(&mut jobs, session, findings, &shell.writer);
            }
            return Ok((jobs, Vec::new()));
        }
        if self.inputs.has_stdin() {
            return Err(CommandError(
                "`-` has no NAME.json beside it; `-o` names a file".to_owned(),
            ));
        }
        let Found { policies, json, .. } =
            paths::find_with_json(&self.inputs.paths, session, shell)?;
        let mut files = orphans::Files { json, ..orphans::Files::default() };
        let mut jobs = Vec::new();
        let policies = Self::walked(policies, &mut files, session, findings, shell);
        for made in compile(&policies, orphans::output, self.delivery(), session) {
            match made {
                Ok((job, found)) => {
                    jobs.push(job);
                    findings.extend(found);
                }
                Err(trouble) => shell.trouble(&trouble),
            }
        }
        let mut orphans = Vec::new();
        if self.check {
            refuse_others(&mut jobs, session, findings, &shell.writer);
            for (outcome, finding) in orphans::find(&files, session, shell) {
                orphans.push(outcome);
                findings.push(finding);
            }
        }
        Ok((jobs, orphans))
    }

    /// The policies among some files, of which it notes what they are.
    fn walked(
        paths: Vec<PathBuf>,
        files: &mut orphans::Files,
        session: &mut Session<Disk>,
        findings: &mut Vec<Finding>,
        shell: &mut Shell,
    ) -> Vec<PathBuf> {
        let mut policies = Vec::new();
        for path in paths {
            match policy_or_part(&path, session, findings) {
                Ok(Walked::Part) => files.parts.push(path),
                Ok(Walked::Policy) => {
                    policies.push(path.clone());
                    files.policies.push(path);
                }
                Ok(Walked::Broken) => files.policies.push(path),
                Err(trouble) => {
                    shell.trouble(&trouble);
                    files.policies.push(path);
                }
            }
        }
        policies
    }

    /// Takes back what was compiled from policies with findings that are denied, unless a baseline
    /// knows these.
    fn refuse_denied(
        &self,
        jobs: &mut [Job],
        session: &mut Session<Disk>,
        findings: &mut Vec<Finding>,
    ) -> Result<(), CommandError> {
        let denied: Vec<Finding> = jobs.iter().flat_map(|job| job.denied.clone()).collect();
        if denied.is_empty() {
            return Ok(());
        }
        let policies: Vec<PathBuf> = jobs.iter().map(|job| job.policy.clone()).collect();
        let new = self.known.new_ones(in_order(denied), &policies, session)?;
        for job in jobs.iter_mut().filter(|job| job.denied.iter().any(|it| new.contains(it))) {
            job.compiled = None;
        }
        findings.extend(new);
        Ok(())
    }

    /// Why there is nothing to do.
    fn nothing(&self, session: &mut Session<Disk>, shell: &mut Shell) -> CommandError {
        match self.inputs.find(session, shell) {
            Ok(_) => CommandError(NO_POLICY.to_owned()),
            Err(nothing) => nothing,
        }
    }
}

/// Compiles one policy.
///
/// # Errors
/// As [`compile`].
fn compile_one(
    policy: PathBuf,
    output: &Path,
    delivery: Delivery,
    session: &mut Session<Disk>,
) -> Result<Made, CommandError> {
    let made = compile(&[policy], |_| output.to_owned(), delivery, session);
    made.into_iter().next().unwrap_or_else(|| Err(CommandError(NO_POLICY.to_owned())))
}

/// What became of files, and what was found in them.
type Compared = (Vec<FileOutcome>, Vec<Finding>);

/// What `--check` says of these paths: each policy with its JSON, and JSON without a policy; `None`
/// where there is neither.
///
/// # Errors
/// A policy can't be compiled because of a fault of mcpol's own.
pub(super) fn compare_outputs(
    paths: &[PathBuf],
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Result<Option<Compared>, CommandError> {
    let compile = Compile {
        inputs: Inputs::of(paths),
        out: None,
        write: false,
        check: true,
        source_map: None,
        no_lint: true,
        known: KnownFlags::default(),
        overrides: Overrides::default(),
    };
    let mut findings = Vec::new();
    let (jobs, orphans) = compile.jobs(session, &mut findings, shell)?;
    let files = jobs.iter().map(|job| Delivery::Compare.finish(job, session, shell));
    let files: Vec<_> = files.collect::<Vec<_>>().into_iter().chain(orphans).collect();
    let is_nothing = files.is_empty() && findings.is_empty();
    Ok((!is_nothing).then_some((files, findings)))
}
