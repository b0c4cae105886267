//! Included files, each once, those that are included before those that include.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::error::SessionError;
use super::load::Loaded;
use super::{Files, Session, Unreadable, beside};
use crate::finding::Finding;
use crate::source::Span;
use crate::syntax::ast::Text;

impl<F: Files> Session<F> {
    /// The other files of a run that include a file.
    pub(crate) fn including(&mut self, path: &Path, run: &[PathBuf]) -> Vec<PathBuf> {
        let Ok(file) = self.load(path) else { return Vec::new() };
        let mut including = Vec::new();
        for other in run {
            let Ok(root) = self.load(other) else { continue };
            let expanded = Includes::new(self, &mut Vec::new()).expand(other, &root);
            let Ok(parts) = expanded else { continue };
            if !Arc::ptr_eq(&root, &file) && parts.iter().any(|part| Arc::ptr_eq(part, &file)) {
                including.push(other.clone());
            }
        }
        including
    }
}

/// Whether a file seems to be none of mcpol's: nothing of it may be shown.
fn is_other_file(identity: &Path, file: &Loaded) -> bool {
    let is_named = identity.extension().is_some_and(|ending| ending == "mcpol");
    !is_named && file.findings().iter().any(Finding::is_error)
}

/// A walk through includes. It keeps its own stack, so that no chain is too long for it.
pub(super) struct Includes<'a, F> {
    session: &'a mut Session<F>,
    findings: &'a mut Vec<Finding>,
    /// Every file reached so far, and its place on the stack while it is open.
    reached: BTreeMap<PathBuf, Option<usize>>,
    open: Vec<Open>,
    done: Vec<Arc<Loaded>>,
}

/// A file whose includes are being taken in.
struct Open {
    path: PathBuf,
    identity: PathBuf,
    file: Arc<Loaded>,
    /// Its includes that weren't taken in yet.
    includes: std::vec::IntoIter<Text>,
    /// The `include` that is being taken in.
    at: Span,
}

impl<'a, F: Files> Includes<'a, F> {
    pub(super) fn new(session: &'a mut Session<F>, findings: &'a mut Vec<Finding>) -> Self {
        Self { session, findings, reached: BTreeMap::new(), open: Vec::new(), done: Vec::new() }
    }

    /// The file and everything that it includes; the file itself comes last.
    ///
    /// # Errors
    /// A file that mcpol itself fails on. One that can't be read otherwise is a finding.
    pub(super) fn expand(
        mut self,
        path: &Path,
        root: &Arc<Loaded>,
    ) -> Result<Vec<Arc<Loaded>>, Unreadable> {
        let identity = self.session.identity(path);
        self.enter(path.to_owned(), identity, Arc::clone(root));
        while let Some(open) = self.open.last_mut() {
            match open.includes.next() {
                Some(include) => {
                    open.at = include.span;
                    let path = beside(&open.path, &include.node);
                    self.include(path, &include)?;
                }
                None => self.leave(),
            }
        }
        Ok(self.done)
    }

    fn include(&mut self, path: PathBuf, include: &Text) -> Result<(), Unreadable> {
        let identity = self.session.identity(&path);
        match self.reached.get(&identity) {
            Some(Some(start)) => self.cycle(*start, include),
            Some(None) => {}
            None => match self.session.load_named(&path) {
                Ok(file) if is_other_file(&identity, &file) => {
                    self.reached.insert(identity, None);
                    let name = include.node.clone();
                    let error = SessionError::NotPolicy { name, place: include.span };
                    self.findings.push(error.finding());
                }
                Ok(file) => self.enter(path, identity, file),
                Err(fault) if fault.is_internal => return Err(fault),
                Err(unreadable) => {
                    self.reached.insert(identity, None);
                    let name = include.node.clone();
                    let error = SessionError::Include { name, place: include.span, unreadable };
                    self.findings.push(error.finding());
                }
            },
        }
        Ok(())
    }

    fn enter(&mut self, path: PathBuf, identity: PathBuf, file: Arc<Loaded>) {
        self.reached.insert(identity.clone(), Some(self.open.len()));
        let at = file.source().span();
        let includes = file.includes().cloned().collect::<Vec<_>>().into_iter();
        self.open.push(Open { path, identity, file, includes, at });
    }

    fn leave(&mut self) {
        if let Some(open) = self.open.pop() {
            self.reached.insert(open.identity, None);
            self.done.push(open.file);
        }
    }

    /// The include leads back to the file at `start` of the stack.
    fn cycle(&mut self, start: usize, include: &Text) {
        let chain = self.open.iter().skip(start).map(|open| open.at);
        let chain = chain.filter(|at| *at != include.span).collect();
        let error = SessionError::Cycle { name: include.node.clone(), place: include.span, chain };
        self.findings.push(error.finding());
    }
}
