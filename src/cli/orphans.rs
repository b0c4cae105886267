//! The gateway's JSON that no policy of a run compiles to: a gateway may be fed from it, and nothing
//! that checks policies checks it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use super::disk::{self, Disk};
use super::shell::{CommandError, Shell};
use super::walk;
use crate::finding::Finding;
use crate::json::{Shape, Tape};
use crate::kind;
use crate::render::files::{FileOutcome, Status};
use crate::session::{Session, Unreadable};
use crate::source::{Source, Span};
use crate::strings::{nearest, tick};

/// How much of a file is read to see whether it holds a policy under another name.
const BEGINNING: u64 = 1 << 16;

/// What is to be done about JSON that nothing compiles to and that is as it should be.
const OTHERWISE: &str = "where no gateway is fed from the JSON, delete it; `handwritten` in \
                         mcpol.toml names JSON that has no policy";

/// The files of a run.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// The JSON that may be the gateway's.
    pub(super) json: Vec<PathBuf>,
    /// The policies, those with errors too.
    pub(super) policies: Vec<PathBuf>,
    /// The files without errors that have no `policy` statement.
    pub(super) parts: Vec<PathBuf>,
}

/// Why nothing compiles to a document.
enum Reason {
    /// Its policy has no `policy` statement; where the file begins.
    Part(Span),
    /// Its policy is left out by the configuration; the pattern.
    Excluded(Span),
    /// Its policy is left out by an ignore file; the pattern, where it is known.
    Ignored(Option<Span>),
    /// It is a link to a policy of the run, which doesn't stand for that.
    Link(PathBuf),
    /// There is no such policy, but perhaps a file of another name.
    Gone(Option<Other>),
}

/// A file that may be the policy that is missing.
enum Other {
    /// A policy's text under a name with another ending.
    Renamed(PathBuf),
    /// A policy with the same name or one near it.
    Nearest(PathBuf),
}

/// A document that nothing compiles to.
struct Orphan {
    document: PathBuf,
    policy: PathBuf,
    /// The document's version.
    place: Span,
    reason: Reason,
}

/// Every document among the JSON that no policy compiles to and the configuration doesn't know as
/// written by hand.
pub(super) fn find(
    files: &Files,
    session: &mut Session<Disk>,
    shell: &mut Shell,
) -> Vec<(FileOutcome, Finding)> {
    let compiled = files.policies.iter().map(|policy| disk::identity(&output(policy)));
    let mut known: BTreeSet<PathBuf> = compiled.collect();
    let beside_parts = files.parts.iter().map(|part| output(part)).filter(|json| json.exists());
    let mut orphans = Vec::new();
    for document in files.json.iter().cloned().chain(beside_parts) {
        if !known.insert(disk::identity(&document)) {
            continue;
        }
        match orphan(document, files, session) {
            Ok(orphan) => orphans.extend(orphan.map(|orphan| orphan.report(session))),
            Err(error) => shell.trouble(&error),
        }
    }
    orphans
}

/// Where a policy is compiled to.
pub(super) fn output(policy: &Path) -> PathBuf {
    policy.with_extension("json")
}

fn orphan(
    document: PathBuf,
    files: &Files,
    session: &mut Session<Disk>,
) -> Result<Option<Orphan>, CommandError> {
    if !is_document(&document)? || session.is_handwritten(&document) {
        return Ok(None);
    }
    let policy = document.with_extension("mcpol");
    let reason = reason(&document, &policy, files, session)?;
    let place = match session.source(&document)? {
        Ok(source) => version(&source),
        Err(fault) => fault.span,
    };
    Ok(Some(Orphan { document, policy, place, reason }))
}

/// Whether a file holds one of the gateway's documents.
fn is_document(path: &Path) -> Result<bool, CommandError> {
    if !path.is_file() {
        return Ok(false);
    }
    let told = File::open(path)
        .and_then(|file| kind::is_document(BufReader::new(file).take(disk::LARGEST)));
    told.map_err(|error| Unreadable::new(path, disk::words(&error)).into())
}

/// Where a document says which version it is.
fn version(source: &Source) -> Span {
    let tape = Tape::read(source).ok();
    let shape = tape.as_ref().and_then(|tape| tape.root().shape().ok());
    let member = match shape {
        Some(Shape::Object(members)) => members.named("version"),
        _ => None,
    };
    let span = member.map(|it| Span { end: it.value.span().end, ..it.key.span() });
    span.unwrap_or_else(|| Span { end: 0, ..source.span() })
}

fn reason(
    document: &Path,
    policy: &Path,
    files: &Files,
    session: &mut Session<Disk>,
) -> Result<Reason, Unreadable> {
    if files.parts.iter().any(|part| part == policy) {
        return session.head(policy).map(Reason::Part);
    }
    if fs::symlink_metadata(policy).is_err() {
        let renamed = renamed(document).map(Other::Renamed);
        let other = renamed.or_else(|| nearest_policy(policy, files).map(Other::Nearest));
        return Ok(Reason::Gone(other));
    }
    if let Some(pattern) = session.excluding(policy) {
        return Ok(Reason::Excluded(pattern.span));
    }
    if let Some(target) = led_to(policy, files) {
        return Ok(Reason::Link(target));
    }
    Ok(Reason::Ignored(ignored(policy, session)))
}

/// The policy of the run to which a link in the place of one leads.
fn led_to(policy: &Path, files: &Files) -> Option<PathBuf> {
    let target = policy.is_symlink().then(|| disk::real(policy))?;
    files.policies.iter().find(|other| disk::real(other) == target).cloned()
}

/// Where an ignore file names a policy.
fn ignored(policy: &Path, session: &mut Session<Disk>) -> Option<Span> {
    let (file, pattern) = walk::ignoring(policy)?;
    let source = session.source(&disk::from_here(&file)).ok()?.ok()?;
    let (mut start, text) = (0, source.text());
    for line in text.split_inclusive('\n') {
        if line.trim() == pattern.trim() {
            return Some(Span::new(source.id(), start, start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}

/// A file beside a document that has its name, another ending and a policy's text.
fn renamed(document: &Path) -> Option<PathBuf> {
    let folder = document.parent()?;
    let here = if folder == Path::new("") { Path::new(".") } else { folder };
    let name = document.file_stem()?.to_string_lossy().into_owned();
    let mut beside: Vec<_> = fs::read_dir(here).ok()?.filter_map(Result::ok).collect();
    beside.sort_by_key(fs::DirEntry::file_name);
    let mut paths = beside.iter().map(|entry| folder.join(entry.file_name()));
    paths.find(|path| {
        let rest = path.file_name().and_then(OsStr::to_str).and_then(|it| it.strip_prefix(&*name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) && has_policy_text(path)
    })
}

/// Whether a line begins with a `policy` statement.
fn has_policy_text(path: &Path) -> bool {
    let read = || -> io::Result<String> {
        let mut text = Vec::new();
        File::open(path)?.take(BEGINNING).read_to_end(&mut text)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    };
    let text = if path.is_file() { read().unwrap_or_default() } else { String::new() };
    text.lines().any(|line| line.trim_start().starts_with("policy \""))
}

/// The policy of the run with this name in another folder, or else the one with the nearest name.
fn nearest_policy(policy: &Path, files: &Files) -> Option<PathBuf> {
    let policies = || files.policies.iter();
    let moved = policies().find(|other| other.file_name() == policy.file_name());
    let by_name = || {
        let names: Vec<_> = policies().map(|policy| policy.to_string_lossy()).collect();
        nearest(&policy.to_string_lossy(), names.iter().map(|name| &**name)).map(PathBuf::from)
    };
    moved.cloned().or_else(by_name)
}

impl Orphan {
    fn report(self, session: &Session<Disk>) -> (FileOutcome, Finding) {
        let finding = self.finding(session);
        let outcome = FileOutcome {
            file: self.policy.to_string_lossy().into_owned(),
            output: self.document.to_string_lossy().into_owned(),
            status: Status::Orphan,
            diff: None,
            finding: None,
        };
        (outcome, finding)
    }

    fn finding(&self, session: &Session<Disk>) -> Finding {
        let (json, policy) = (shown(&self.document), shown(&self.policy));
        let name = |span: Span| {
            let source = session.sources().get(span.source);
            source.map(|source| tick(source.name())).unwrap_or_default()
        };
        let (reason, help) = match &self.reason {
            Reason::Part(_) => (
                format!("{policy} lost its `policy` line"),
                format!("write `policy \"\u{2026}\"` in {policy} again"),
            ),
            Reason::Excluded(pattern) => (
                format!("{policy} is excluded in {}", name(*pattern)),
                "take the pattern out".to_owned(),
            ),
            Reason::Ignored(pattern) => (
                match pattern {
                    Some(pattern) => format!("{policy} is ignored by {}", name(*pattern)),
                    None => format!("{policy} is ignored"),
                },
                format!("`git add --force` {policy}: what git tracks is never left out"),
            ),
            Reason::Link(target) => (
                format!("{policy} is a link, and links don't stand for policies"),
                format!(
                    "put the policy itself there, or have the gateway take {}, to which {} compiles",
                    shown(&output(target)),
                    shown(target)
                ),
            ),
            Reason::Gone(Some(Other::Renamed(file))) => {
                (format!("there is no {policy}"), format!("rename {} to {policy}", shown(file)))
            }
            Reason::Gone(Some(Other::Nearest(file))) => {
                (format!("there is no {policy}"), format!("the nearest policy is {}", shown(file)))
            }
            Reason::Gone(None) => (format!("there is no {policy}"), format!("bring {policy} back")),
        };
        let message = format!("no policy compiles to {json}: {reason}");
        let finding = Finding::error("orphan-output", self.place, message)
            .note("a gateway enforces this, and nothing checks it")
            .help(format!("{help}; {OTHERWISE}"));
        match self.reason {
            Reason::Part(head) => finding.label(head, "the file begins here"),
            Reason::Excluded(pattern) | Reason::Ignored(Some(pattern)) => {
                finding.label(pattern, format!("takes {policy}"))
            }
            Reason::Ignored(None) | Reason::Link(_) | Reason::Gone(_) => finding,
        }
    }
}

fn shown(path: &Path) -> String {
    tick(&path.to_string_lossy())
}
