//! Fixes made in one file of a run, with what they mean for the files that include it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::include::Includes;
use super::{Checked, Depth, Files, Session, Unreadable};
use crate::finding::{Finding, Safety};
use crate::fix::{self, Examined, Mended, Offer};

impl<F: Files> Session<F> {
    /// Makes the fixes that the findings about a file offer, in its text as this session has it;
    /// nothing is written. Safe ones leave what the file and those of `run` that include it compile
    /// to as it is.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn mend(
        &mut self,
        path: &Path,
        run: &[PathBuf],
        wanted: Safety,
    ) -> Result<Mended, Unreadable> {
        let text = Arc::clone(self.load(path)?.source().shared_text());
        let unchanged = Mended { text: text.to_string(), made: Vec::new() };
        let checked = self.check(path, Depth::Check)?;
        if !offers(&checked).iter().any(|offer| offer.fix.safety <= wanted) {
            return Ok(unchanged);
        }
        let including = self.including(path, run);
        let mended = fix::mend(&text, wanted, |text| {
            self.examine(path, text, &including).unwrap_or(Examined {
                offers: Vec::new(),
                compiled: None,
                errors: usize::MAX,
            })
        });
        self.put(path, mended.text.clone().into_bytes())?;
        Ok(mended)
    }

    /// The other files of a run that include a file.
    fn including(&mut self, path: &Path, run: &[PathBuf]) -> Vec<PathBuf> {
        let Ok(file) = self.load(path) else { return Vec::new() };
        let mut including = Vec::new();
        for other in run {
            let Ok(root) = self.load(other) else { continue };
            let parts = Includes::new(self, &mut Vec::new()).take_in(other, &root);
            if !Arc::ptr_eq(&root, &file) && parts.iter().any(|part| Arc::ptr_eq(part, &file)) {
                including.push(other.clone());
            }
        }
        including
    }

    /// What there is to say about a file if `text` were its text.
    fn examine(
        &mut self,
        path: &Path,
        text: &str,
        including: &[PathBuf],
    ) -> Result<Examined, Unreadable> {
        self.put(path, text.as_bytes().to_vec())?;
        let checked = self.check(path, Depth::Check)?;
        let mut examined =
            Examined { offers: offers(&checked), compiled: compiled(&checked), errors: 0 };
        examined.errors = errors(&checked);
        for other in including {
            let other = self.check(other, Depth::Check)?;
            examined.errors += errors(&other);
            examined.compiled =
                examined.compiled.zip(compiled(&other)).map(|(one, other)| one + &other);
        }
        Ok(examined)
    }
}

/// The fixes that stay within the file itself, of findings that no waiver covers.
fn offers(checked: &Checked) -> Vec<Offer> {
    let own = checked.source().id();
    let open = checked.findings.iter().filter(|finding| finding.waived.is_none());
    open.filter_map(|finding| {
        let fix = finding.fix.clone()?;
        let inside = fix.edits.iter().all(|edit| edit.span.source == own);
        inside.then_some(Offer { code: finding.code, span: finding.span, fix })
    })
    .collect()
}

/// The JSON; empty for a part that isn't compiled, nothing where there are errors.
fn compiled(checked: &Checked) -> Option<String> {
    if checked.has_errors() {
        return None;
    }
    Some(checked.emit().map(|emitted| emitted.document.to_json()).unwrap_or_default())
}

fn errors(checked: &Checked) -> usize {
    checked.findings.iter().filter(|finding: &&Finding| finding.is_error()).count()
}
