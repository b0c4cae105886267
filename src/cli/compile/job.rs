//! One policy, compiled and not yet written.

use std::path::{Path, PathBuf};

use crate::cli::disk::Disk;
use crate::cli::orphans;
use crate::cli::shell::CommandError;
use crate::finding::Finding;
use crate::gateway::{Mapping, write};
use crate::lint::named;
use crate::session::{Depth, Session};
use crate::source::Span;
use crate::strings::tick;
use crate::verify::Fault;

/// One policy that is compiled.
pub(super) struct Job {
    pub(super) policy: PathBuf,
    /// The policy's first statement.
    pub(super) head: Span,
    pub(super) output: PathBuf,
    /// What it compiles to; `None` if it has errors, or findings that are denied.
    pub(super) compiled: Option<Compiled>,
    /// What lints deny in it.
    pub(super) denied: Vec<Finding>,
}

pub(super) struct Compiled {
    pub(super) json: String,
    pub(super) mappings: Vec<Mapping>,
}

/// What a walked file is.
pub(super) enum Walked {
    /// A policy, compiled.
    Policy(Box<Job>),
    /// A file without a `policy` statement.
    Part,
    /// A file whose words are wrong; its `policy` line may be among them.
    Broken,
}

/// A walked file: compiled if it is a policy; else only what is wrong with its words.
pub(super) fn policy_or_part(
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

/// Compiles a policy; what is wrong with it is added to the findings.
///
/// # Errors
/// It can't be read, or the compiler is wrong.
pub(super) fn compile(
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
