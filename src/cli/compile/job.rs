//! One policy, compiled and not yet written.

use std::path::{Path, PathBuf};

use super::outputs::{Comparison, Delivery};
use crate::cli::disk::Disk;
use crate::cli::shell::CommandError;
use crate::finding::Finding;
use crate::gateway::{Mapping, write};
use crate::lint::named;
use crate::session::{Checked, Depth, Session};
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

pub(super) enum Compiled {
    /// What is to be written.
    Text(Text),
    /// How it differs from what is there already: no more is kept of what is compared.
    Compared(Comparison),
}

/// The JSON, and where its parts come from.
pub(super) struct Text {
    pub(super) json: String,
    pub(super) mappings: Vec<Mapping>,
}

/// A policy that was compiled, and what was found in it.
pub(super) type Made = (Job, Vec<Finding>);

impl Job {
    /// The JSON, where it is to be written.
    pub(super) fn text(&self) -> Option<&Text> {
        match &self.compiled {
            Some(Compiled::Text(text)) => Some(text),
            Some(Compiled::Compared(_)) | None => None,
        }
    }
}

/// What a walked file is.
pub(super) enum Walked {
    /// A policy.
    Policy,
    /// A file without a `policy` statement.
    Part,
    /// A file whose words are wrong; its `policy` line may be among them.
    Broken,
}

/// What a walked file is; where it is no policy, what is wrong with its words is added to the
/// findings.
pub(super) fn policy_or_part(
    path: &Path,
    session: &mut Session<Disk>,
    findings: &mut Vec<Finding>,
) -> Result<Walked, CommandError> {
    if !session.is_part(path)? {
        return Ok(Walked::Policy);
    }
    let faults = session.faults(path)?;
    let is_broken = faults.iter().any(Finding::is_error);
    findings.extend(faults);
    Ok(if is_broken { Walked::Broken } else { Walked::Part })
}

/// Compiles policies, each for its output.
///
/// # Errors
/// One can't be read, or the compiler is wrong.
pub(super) fn compile(
    policies: &[PathBuf],
    output: impl Fn(&Path) -> PathBuf + Sync,
    delivery: Delivery,
    session: &mut Session<Disk>,
) -> Vec<Result<Made, CommandError>> {
    let made = session.check_each(policies, Depth::Compile, |path, checked, _| {
        make(path, output(path), checked, delivery)
    });
    made.into_iter().map(|made| made?).collect()
}

fn make(
    path: &Path,
    output: PathBuf,
    checked: Checked,
    delivery: Delivery,
) -> Result<Made, CommandError> {
    let head = checked.head();
    let mut findings = Vec::new();
    let emitted = match checked.compile() {
        Ok(emitted) => emitted,
        Err(fault) => {
            let finding = fault.finding(checked.head());
            findings.push(finding.ok_or_else(|| internal(path, &fault))?);
            None
        }
    };
    let compiled = emitted.map(|emitted| {
        let json = write(&emitted.document);
        match delivery {
            Delivery::Compare => Compiled::Compared(Comparison::of(&output, &json)),
            Delivery::Write | Delivery::WriteBeside => {
                Compiled::Text(Text { json, mappings: emitted.mappings })
            }
        }
    });
    let (lints, others): (Vec<_>, Vec<_>) =
        checked.findings.into_iter().partition(|finding| named(finding.code).is_some());
    findings.extend(others);
    let (denied, lints): (Vec<_>, Vec<_>) = lints.into_iter().partition(Finding::is_denied);
    findings.extend(lints.into_iter().filter(is_about_output));
    Ok((Job { policy: path.to_owned(), head, output, compiled, denied }, findings))
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
