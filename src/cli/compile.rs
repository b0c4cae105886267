//! `mcpol compile`: policies to the gateway's JSON.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::baseline_flags::KnownFlags;
use super::clock;
use super::disk::{self, Disk};
use super::inputs::Inputs;
use super::orphans;
use super::overrides::Overrides;
use super::paths::{self, Found};
use super::shell::{CommandError, Outcome, Shell};
use super::used_files;
use super::writer::{Kind, Writer};
use crate::config::Choice;
use crate::finding::Finding;
use crate::gateway::{Mapping, write};
use crate::json;
use crate::lint::named;
use crate::render::files::{FileOutcome, FileReport, Status};
use crate::render::findings::report::At;
use crate::render::{Format, formats, text_diff};
use crate::session::{Depth, Lints, Session, in_order};
use crate::source::{Sources, Span};
use crate::strings::tick;
use crate::verify::Fault;

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

/// One policy that is compiled.
struct Job {
    policy: PathBuf,
    /// The policy's first statement.
    head: Span,
    output: PathBuf,
    /// What it compiles to; `None` if it has errors, or findings that are denied.
    compiled: Option<Compiled>,
    /// What lints deny in it.
    denied: Vec<Finding>,
}

struct Compiled {
    json: String,
    mappings: Vec<Mapping>,
}

#[derive(Serialize)]
struct Mapped<'m> {
    pointer: &'m str,
    #[serde(flatten)]
    at: At,
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
        self.check_source_map(&jobs, &session, &shell.writer)?;
        let mut files: Vec<FileOutcome> =
            jobs.iter().map(|job| self.finish(job, &session, shell)).collect();
        if let ([job], [file]) = (jobs.as_slice(), files.as_slice())
            && !matches!(file.status, Status::Failed)
            && let Err(error) = self.write_source_map(job, &session, &shell.writer)
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
        let mut findings = Vec::new();
        let mut job = compile(&policy, PathBuf::new(), session, &mut findings)?;
        self.refuse_denied(std::slice::from_mut(&mut job), session, &mut findings)?;
        self.check_source_map(std::slice::from_ref(&job), session, &shell.writer)?;
        self.write_source_map(&job, session, &shell.writer)?;
        shell.findings(&in_order(findings), session.sources());
        match &job.compiled {
            Some(compiled) => shell.print(&compiled.json),
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
            let mut jobs = vec![compile(&policy, out.to_owned(), session, findings)?];
            if self.check {
                refuse_catalogs(&mut jobs, session, findings);
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
        for path in policies {
            match policy_or_part(&path, session, findings) {
                Ok(Walked::Part) => files.parts.push(path),
                Ok(Walked::Broken) => files.policies.push(path),
                Ok(Walked::Policy(job)) => {
                    jobs.push(*job);
                    files.policies.push(path);
                }
                Err(trouble) => {
                    shell.trouble(&trouble);
                    files.policies.push(path);
                }
            }
        }
        let mut orphans = Vec::new();
        if self.check {
            refuse_catalogs(&mut jobs, session, findings);
            for (outcome, finding) in orphans::find(&files, session, shell) {
                orphans.push(outcome);
                findings.push(finding);
            }
        }
        Ok((jobs, orphans))
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

    /// That the source map, if it is asked for, is of one policy and has a file of its own.
    fn check_source_map(
        &self,
        jobs: &[Job],
        session: &Session<Disk>,
        writer: &Writer,
    ) -> Result<(), CommandError> {
        let (Some(path), Some(job)) = (&self.source_map, jobs.first()) else { return Ok(()) };
        disk::refuse_stdout("--source-map", path)?;
        if jobs.len() > 1 {
            return Err(CommandError("`--source-map` takes one policy at a time".to_owned()));
        }
        let name = tick(&path.to_string_lossy());
        if disk::identity(path) == disk::identity(&job.output) {
            return Err(CommandError(format!(
                "won't write {name}: the compiled policy goes there"
            )));
        }
        guard(path, session).and_then(|()| writer.check(path, None))
    }

    fn write_source_map(
        &self,
        job: &Job,
        session: &Session<Disk>,
        writer: &Writer,
    ) -> Result<(), CommandError> {
        let (Some(path), Some(compiled)) = (&self.source_map, &job.compiled) else { return Ok(()) };
        writer.write(path, &source_map(&compiled.mappings, session.sources()), None)
    }

    fn finish(&self, job: &Job, session: &Session<Disk>, shell: &mut Shell) -> FileOutcome {
        let (status, diff) = match &job.compiled {
            None => (Status::Failed, None),
            Some(compiled) => self.deliver(&job.output, &compiled.json, session, shell),
        };
        FileOutcome {
            file: job.policy.to_string_lossy().into_owned(),
            output: job.output.to_string_lossy().into_owned(),
            status,
            diff,
            finding: difference(job, status),
        }
    }

    /// Writes or compares one output.
    fn deliver(
        &self,
        output: &Path,
        json: &str,
        session: &Session<Disk>,
        shell: &mut Shell,
    ) -> (Status, Option<String>) {
        let old = disk::existing(output);
        if old.as_deref() == Some(json.as_bytes()) {
            used_files::record(output);
            return (Status::Unchanged, None);
        }
        if self.check {
            used_files::record(output);
            return compare(output, old, json);
        }
        let writer = &shell.writer;
        let written = guard(output, session).and_then(|()| match self.write {
            true => writer.write_beside(output, json),
            false => writer.write(output, json, Some(Kind::Document)),
        });
        match written {
            Ok(()) => (Status::Written, None),
            Err(trouble) => {
                shell.trouble(&trouble);
                (Status::Failed, None)
            }
        }
    }
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
    let files = jobs.iter().map(|job| compile.finish(job, session, shell));
    let files: Vec<_> = files.collect::<Vec<_>>().into_iter().chain(orphans).collect();
    let is_nothing = files.is_empty() && findings.is_empty();
    Ok((!is_nothing).then_some((files, findings)))
}

/// What a walked file is.
enum Walked {
    /// A policy, compiled.
    Policy(Box<Job>),
    /// A file without a `policy` statement.
    Part,
    /// A file whose words are wrong; its `policy` line may be among them.
    Broken,
}

/// A walked file: compiled if it is a policy; else only what is wrong with its words.
fn policy_or_part(
    path: &Path,
    session: &mut Session<Disk>,
    findings: &mut Vec<Finding>,
) -> Result<Walked, CommandError> {
    if !session.is_part(path)? {
        let job = compile(path, orphans::output(path), session, findings)?;
        return Ok(Walked::Policy(Box::new(job)));
    }
    let faults = session.faults(path)?;
    let is_broken = faults.iter().any(Finding::is_error);
    findings.extend(faults);
    Ok(if is_broken { Walked::Broken } else { Walked::Part })
}

fn compile(
    path: &Path,
    output: PathBuf,
    session: &mut Session<Disk>,
    findings: &mut Vec<Finding>,
) -> Result<Job, CommandError> {
    let checked = session.check(path, Depth::Compile)?;
    let head = checked.head();
    let emitted = match checked.compile() {
        Ok(emitted) => emitted,
        Err(fault) => {
            let finding = fault.finding(checked.head());
            findings.push(finding.ok_or_else(|| internal(path, &fault))?);
            None
        }
    };
    let compiled = emitted
        .map(|emitted| Compiled { json: write(&emitted.document), mappings: emitted.mappings });
    let (lints, others): (Vec<_>, Vec<_>) =
        checked.findings.into_iter().partition(|finding| named(finding.code).is_some());
    findings.extend(others);
    let (denied, lints): (Vec<_>, Vec<_>) = lints.into_iter().partition(Finding::is_denied);
    findings.extend(lints.into_iter().filter(is_about_output));
    Ok(Job { policy: path.to_owned(), head, output, compiled, denied })
}

/// Whether a lint's warning is told here as well: that a statement became no JSON. The others are
/// for `mcpol check` to tell.
fn is_about_output(finding: &Finding) -> bool {
    finding.code == "no-effect" && finding.waived.is_none()
}

/// The compiler is wrong: nothing that it says may be trusted.
fn internal(path: &Path, fault: &Fault) -> CommandError {
    let name = tick(&path.to_string_lossy());
    CommandError(format!(
        "internal error in {name}: {fault}; nothing is written. Please report this with the policy"
    ))
}

fn compare(output: &Path, old: Option<Vec<u8>>, json: &str) -> (Status, Option<String>) {
    let Some(old) = old else { return (Status::Missing, None) };
    let name = output.to_string_lossy();
    let old = String::from_utf8_lossy(&old);
    let diff = text_diff::unified(&name, &format!("{name} (compiled)"), &old, json);
    (Status::Stale, Some(diff))
}

/// That the output isn't what the policy compiles to.
fn difference(job: &Job, status: Status) -> Option<Finding> {
    let output = tick(&job.output.to_string_lossy());
    let finding = match status {
        Status::Stale => {
            let message = format!("{output} is not what the policy compiles to");
            Finding::error("stale-output", job.head, message)
        }
        Status::Missing => Finding::error("missing-output", job.head, format!("no file {output}")),
        Status::Written
        | Status::Unchanged
        | Status::Unformatted
        | Status::Orphan
        | Status::Failed => return None,
    };
    Some(finding.help("`mcpol compile --write` brings it up to date"))
}

/// Takes back what would be compared with a catalog, which stands where the JSON should.
fn refuse_catalogs(jobs: &mut [Job], session: &Session<Disk>, findings: &mut Vec<Finding>) {
    for job in jobs.iter_mut().filter(|job| session.is_catalog(&job.output)) {
        job.compiled = None;
        let output = tick(&job.output.to_string_lossy());
        let message = format!("{output} is the catalog, not what the policy compiles to");
        findings.push(Finding::error("stale-output", job.head, message).help(OTHER_NAME));
    }
}

/// What to do where one name is a catalog's and that of the JSON beside a policy.
const OTHER_NAME: &str = "give the policy or the catalog another name";

/// What a policy is made from must not be written over.
fn guard(output: &Path, session: &Session<Disk>) -> Result<(), CommandError> {
    if !session.has_read(output) {
        return Ok(());
    }
    let name = tick(&output.to_string_lossy());
    Err(CommandError(match session.is_catalog(output) {
        true => format!("won't write {name}: it is the catalog; {OTHER_NAME}"),
        false => format!("won't write {name}: a policy is made from it; `-o` takes another name"),
    }))
}

fn source_map(mappings: &[Mapping], sources: &Sources) -> String {
    let map: Vec<Mapped<'_>> = mappings
        .iter()
        .map(|mapping| Mapped { pointer: &mapping.pointer, at: At::new(mapping.span, sources) })
        .collect();
    json::document(&map)
}
