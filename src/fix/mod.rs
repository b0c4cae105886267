//! Fixes made: what findings offer, put into the text.
//!
//! [`edit::apply`] is the pure part, text and fixes to text. [`mend`] repeats check and fix on one
//! file of a session until nothing changes, and holds every safe fix to its word: where the compiled
//! policy isn't the same to the byte, the fix is dropped. Writes no file.

pub mod edit;

use std::path::Path;
use std::sync::Arc;

use crate::finding::{Finding, Fix, Safety};
use crate::session::{Checked, Depth, Files, Session, Unreadable};
use crate::source::SourceId;

/// How often a file is checked and fixed before giving up.
const ROUNDS: usize = 32;

/// A file whose findings were fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Its text before.
    pub before: Arc<str>,
    /// Its text now.
    pub after: String,
    /// How many fixes were made.
    pub count: usize,
}

/// Fixes what the file's findings offer, up to `most`. From then on the session has the new text in
/// the file's place.
///
/// # Errors
/// The file can't be read.
pub fn mend<F: Files>(
    session: &mut Session<F>,
    path: &Path,
    most: Safety,
) -> Result<Mended, Unreadable> {
    let mut checked = session.check(path, Depth::Check)?;
    let before = Arc::clone(checked.source().shared_text());
    let mut count = 0;
    for _ in 0..ROUNDS {
        let Some(step) = step(session, path, &checked, most)? else { break };
        count += step.count;
        checked = step.checked;
    }
    Ok(Mended { before, after: checked.source().text().to_owned(), count })
}

/// Some fixes made together, and what is found then.
struct Step {
    checked: Checked,
    count: usize,
}

/// Makes fixes: safe ones while there are any, then the others; none where none holds.
fn step<F: Files>(
    session: &mut Session<F>,
    path: &Path,
    checked: &Checked,
    most: Safety,
) -> Result<Option<Step>, Unreadable> {
    for safety in [Safety::Safe, Safety::Unsafe].into_iter().filter(|safety| *safety <= most) {
        let fixes = offered(&checked.findings, checked.source().id(), safety);
        if let Some(step) = together_or_alone(session, path, checked, &fixes)? {
            return Ok(Some(step));
        }
    }
    Ok(None)
}

/// The fixes of findings that no waiver covers, those that change this text alone.
fn offered(findings: &[Finding], source: SourceId, safety: Safety) -> Vec<&Fix> {
    let fixes = findings.iter().filter(|it| it.waived.is_none()).filter_map(|it| it.fix.as_ref());
    let here = |fix: &&Fix| fix.edits.iter().all(|edit| edit.span.source == source);
    fixes.filter(|fix| fix.safety == safety).filter(here).collect()
}

/// All of the fixes, or those that hold beside each other, tried one after the other.
fn together_or_alone<F: Files>(
    session: &mut Session<F>,
    path: &Path,
    checked: &Checked,
    fixes: &[&Fix],
) -> Result<Option<Step>, Unreadable> {
    let together = attempt(session, path, checked, fixes)?;
    if together.is_some() || fixes.len() < 2 {
        return Ok(together);
    }
    let mut kept = Vec::new();
    for fix in fixes {
        kept.push(*fix);
        if attempt(session, path, checked, &kept)?.is_none() {
            kept.pop();
        }
    }
    attempt(session, path, checked, &kept)
}

/// Makes the fixes if what they promise holds; else the text stays.
fn attempt<F: Files>(
    session: &mut Session<F>,
    path: &Path,
    checked: &Checked,
    fixes: &[&Fix],
) -> Result<Option<Step>, Unreadable> {
    let source = Arc::clone(checked.source());
    let (text, count) = edit::apply(source.text(), fixes);
    if text == source.text() {
        return Ok(None);
    }
    session.put(path, text.into_bytes())?;
    let then = session.check(path, Depth::Check)?;
    let safe = fixes.iter().all(|fix| fix.safety == Safety::Safe);
    let holds = if safe { says_the_same(checked, &then) } else { errors(&then) <= errors(checked) };
    if holds {
        return Ok(Some(Step { checked: then, count }));
    }
    session.put(path, source.text().as_bytes().to_vec())?;
    Ok(None)
}

/// How much is wrong. A text with faults that its syntax didn't have before has more errors.
fn errors(checked: &Checked) -> usize {
    checked.findings.iter().filter(|finding| finding.is_error()).count()
}

/// Whether both compile, to the same bytes.
fn says_the_same(one: &Checked, other: &Checked) -> bool {
    let compiled = |checked: &Checked| checked.emit().map(|emitted| emitted.document.to_json());
    matches!((compiled(one), compiled(other)), (Some(one), Some(other)) if one == other)
}

#[cfg(test)]
mod tests;
