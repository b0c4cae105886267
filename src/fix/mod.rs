//! Fixes made: what findings offer, put into the text.
//!
//! [`edit::apply`] is the pure part, text and fixes to text. [`apply_fixes`] repeats check and fix
//! on one file of a session until nothing changes, and holds every safe fix to its word
//! (`diff::is_no_looser`): where the compiled policy, or one that includes the file, may allow a
//! call that was refused, the fix is dropped. So is one that loses a comment. What was formatted
//! stays formatted; else what isn't edited keeps its layout. Writes no file.

pub(crate) mod edit;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diff::is_no_looser;
use crate::finding::{Finding, Fix, Safety};
use crate::gateway::Document;
use crate::session::{Checked, Depth, Files, Session, Unreadable};
use crate::source::{SourceId, Sources};
use crate::syntax;

/// How often a file is checked and fixed before giving up.
const ROUNDS: usize = 32;

/// A file whose findings were fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FixedText {
    /// Its text before.
    pub before: Arc<String>,
    /// Its text now.
    pub after: String,
    /// How many fixes were made.
    pub count: usize,
}

/// Fixes what the file's findings offer, up to `most`. From then on the session has the new text in
/// the file's place. What is promised holds for the files of `run` that include it, too.
///
/// # Errors
/// The file can't be read.
pub(crate) fn apply_fixes<F: Files>(
    session: &mut Session<F>,
    path: &Path,
    run: &[PathBuf],
    most: Safety,
) -> Result<FixedText, Unreadable> {
    let checked = session.check(path, Depth::Check)?;
    let before = Arc::clone(checked.source().shared_text());
    let own = checked.source().id();
    if most.up_to().all(|safety| offered(&checked.findings, own, safety).is_empty()) {
        return Ok(FixedText { after: before.to_string(), before, count: 0 });
    }
    let including = session.including(path, run);
    let formatted = syntax::format(checked.source()).is_ok_and(|text| text == *before);
    let mut fixer = Fixer { session, path, including, formatted };
    let (mut state, mut count) = (fixer.look()?, 0);
    for _ in 0..ROUNDS {
        let Some(step) = fixer.step(&state, most)? else { break };
        count += step.count;
        state = step.state;
    }
    Ok(FixedText { before, after: state.checked.source().text().to_owned(), count })
}

/// A file on its way.
struct Fixer<'s, F> {
    session: &'s mut Session<F>,
    path: &'s Path,
    /// The other files of the run that include it.
    including: Vec<PathBuf>,
    /// Whether it was formatted at first; then it stays so.
    formatted: bool,
}

/// What is known about a text.
struct State {
    checked: Checked,
    /// What it and the files that include it compile to; nothing where one of them has errors.
    compiled: Option<Vec<Document>>,
    /// How many errors they have.
    errors: usize,
}

/// Some fixes made together, and what is found then.
struct Step {
    state: State,
    count: usize,
}

impl<F: Files> Fixer<'_, F> {
    /// Makes fixes: safe ones while there are any, then the others; none where none holds.
    fn step(&mut self, state: &State, most: Safety) -> Result<Option<Step>, Unreadable> {
        for safety in most.up_to() {
            let fixes = offered(&state.checked.findings, state.checked.source().id(), safety);
            if let Some(step) = self.together_or_alone(state, &fixes)? {
                return Ok(Some(step));
            }
        }
        Ok(None)
    }

    /// All of the fixes, or those that hold beside each other, tried one after the other.
    fn together_or_alone(
        &mut self,
        state: &State,
        fixes: &[&Fix],
    ) -> Result<Option<Step>, Unreadable> {
        let together = self.attempt(state, fixes)?;
        if together.is_some() || fixes.len() < 2 {
            return Ok(together);
        }
        let mut kept = Vec::new();
        for fix in fixes {
            kept.push(*fix);
            if self.attempt(state, &kept)?.is_none() {
                kept.pop();
            }
        }
        self.attempt(state, &kept)
    }

    /// Makes the fixes if what they promise holds; else the text stays.
    fn attempt(&mut self, state: &State, fixes: &[&Fix]) -> Result<Option<Step>, Unreadable> {
        let source = Arc::clone(state.checked.source());
        let (text, count) = edit::apply(source.text(), fixes);
        let text = if self.formatted { formatted(&text).unwrap_or(text) } else { text };
        if text == source.text() || !syntax::comments(&text).eq(syntax::comments(source.text())) {
            return Ok(None);
        }
        self.session.put(self.path, text.into_bytes())?;
        let then = self.look()?;
        let safe = fixes.iter().all(|fix| fix.safety == Safety::Safe);
        let holds = if safe { state.keeps_its_promise(&then) } else { then.errors <= state.errors };
        if holds {
            return Ok(Some(Step { state: then, count }));
        }
        self.session.put(self.path, source.text().as_bytes().to_vec())?;
        Ok(None)
    }

    /// Checks the file and those that include it.
    fn look(&mut self) -> Result<State, Unreadable> {
        let checked = self.session.check(self.path, Depth::Check)?;
        let (mut compiled, mut errors) = (compiled(&checked), errors(&checked));
        for other in &self.including {
            let other = self.session.check(other, Depth::Check)?;
            errors += self::errors(&other);
            let both = compiled.zip(self::compiled(&other));
            compiled = both.map(|(one, other)| [one, other].concat());
        }
        Ok(State { checked, compiled, errors })
    }
}

impl State {
    /// Whether a text that came of this one allows nothing that was refused. What has errors is
    /// compiled to nothing; there the fixes are those of errors, and none may be added.
    fn keeps_its_promise(&self, then: &Self) -> bool {
        if self.checked.has_errors_beside_waivers() {
            return then.errors <= self.errors;
        }
        let (Some(before), Some(after)) = (&self.compiled, &then.compiled) else { return false };
        before.len() == after.len()
            && before.iter().zip(after).all(|(before, after)| is_no_looser(before, after))
    }
}

/// The fixes of findings that no waiver covers, those that change this text alone.
fn offered(findings: &[Finding], source: SourceId, safety: Safety) -> Vec<&Fix> {
    let fixes = findings.iter().filter(|it| it.waived.is_none()).filter_map(|it| it.fix.as_ref());
    let here = |fix: &&Fix| fix.edits.iter().all(|edit| edit.span.source == source);
    fixes.filter(|fix| fix.safety == safety).filter(here).collect()
}

/// How much is wrong. A text with faults that its syntax didn't have before has more errors.
fn errors(checked: &Checked) -> usize {
    checked.findings.iter().filter(|finding| finding.is_error()).count()
}

/// The document; none for a part, which isn't compiled, nothing where there are errors. A waiver of
/// an unknown lint is no such error: nothing is compiled from it.
fn compiled(checked: &Checked) -> Option<Vec<Document>> {
    let document = || checked.emit_beside_waivers().map(|emitted| emitted.document);
    (!checked.has_errors_beside_waivers()).then(|| document().into_iter().collect())
}

fn formatted(text: &str) -> Option<String> {
    syntax::format(&*Sources::default().add("mended", text)?).ok()
}

#[cfg(test)]
mod tests;
