//! The phases in their order: read, parse, take includes in, find the catalog, resolve, emit.
//!
//! The only place that knows the order. It reaches files through [`Files`] alone, prints nothing
//! and knows no clock; what it found out comes back as a [`Checked`].

mod configuration;
mod encoding;
mod error;
mod files;
mod include;
mod load;
mod order;
mod prepared;
mod stack;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[cfg(feature = "cli")]
use rayon::prelude::*;

use crate::catalog::{Catalog, is_builtin};
use crate::finding::Finding;
use crate::gateway::{self, Emitted};
use crate::lint::Settings;
use crate::policy::{Part, Policy};
use crate::source::{Source, Sources, Span};
use crate::syntax::ast::{self, Text};
use crate::{testing, verify};

pub(crate) use configuration::{Configuration, Lints};
use error::SessionError;
pub(crate) use files::plain;
pub use files::{Files, Memory, Unreadable};
use include::Includes;
pub(crate) use load::foreign;
use load::{Loaded, Text as LoadedText};
pub(crate) use order::in_order;
use prepared::{Against, Prepared};
pub(crate) use stack::StackServer;

/// One run: every file that it has read, each read once.
#[derive(Debug)]
pub(crate) struct Session<F> {
    files: F,
    sources: Sources,
    texts: BTreeMap<PathBuf, LoadedText>,
    loaded: BTreeMap<PathBuf, Arc<Loaded>>,
    /// The policies that were made of files of other programs.
    made: BTreeMap<PathBuf, Arc<Loaded>>,
    catalogs: BTreeMap<PathBuf, Arc<Server>>,
    given: Option<Arc<Server>>,
    configurations: BTreeMap<PathBuf, Arc<Configuration>>,
    lints: Lints,
    /// Whether policies of other programs are read as those that are made of them.
    takes_others: bool,
    /// The server whose rules are taken of these.
    server: Option<String>,
    /// The configuration of every file, whatever lies around it.
    given_configuration: Option<PathBuf>,
}

/// A catalog and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Server {
    /// The tools; `None` where the text can't be read as a catalog at all.
    pub catalog: Option<Catalog>,
    /// Everything that is wrong with it.
    pub findings: Vec<Finding>,
}

/// How far a file without `policy` is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// A part is resolved only where it names a catalog or the run gives one: without, its globs
    /// and names can be judged only together with the file that includes it.
    Check,
    /// Every file is taken for a policy of its own.
    Compile,
}

/// What one file and all that it includes say.
#[derive(Debug)]
pub(crate) struct Checked {
    /// Everything that is wrong, in the order of the files and their text, nothing twice.
    pub findings: Vec<Finding>,
    /// The policy, as far as it could be understood; `None` for a part that wasn't resolved.
    pub policy: Option<Policy>,
    server: Option<Arc<Server>>,
    root: Arc<Loaded>,
    /// The file and all that it includes; the file itself comes last.
    parts: Vec<Arc<Loaded>>,
}

impl Checked {
    /// The file's text.
    pub(crate) fn source(&self) -> &Arc<Source> {
        self.root.source()
    }

    /// The catalog that the policy was checked against, where there is one.
    pub(crate) fn catalog(&self) -> Option<&Catalog> {
        self.server.as_ref()?.catalog.as_ref()
    }

    /// The server whose catalog that is.
    pub(crate) fn server(&self) -> Option<&Arc<Server>> {
        self.server.as_ref()
    }

    /// The tree of the file itself, without what it includes.
    pub(crate) fn file(&self) -> &ast::File {
        self.root.file()
    }

    /// The trees of the file and of all that it includes, the file's own last.
    pub(crate) fn files(&self) -> Vec<&ast::File> {
        self.parts.iter().map(|part| part.file()).collect()
    }

    /// Where the file begins to say something: its `policy` statement, or else its first.
    pub(crate) fn head(&self) -> Span {
        self.root.source().origin(self.root.head())
    }

    /// The trees of the file and of all that it includes, as a policy is resolved from them.
    fn policy_parts(&self) -> Vec<Part<'_>> {
        prepared::policy_parts(&self.root, &self.parts, true, false)
    }

    /// Whether something is wrong that keeps the policy from being compiled.
    pub(crate) fn has_errors(&self) -> bool {
        has_errors(&self.findings)
    }

    /// What it compiles to, proved to be what the policy means; `None` where there are errors.
    ///
    /// # Errors
    /// Why the document isn't what the policy means, or that nobody knows.
    pub(crate) fn compile(&self) -> Result<Option<Emitted>, verify::Fault> {
        let (Some(policy), Some(emitted)) = (&self.policy, self.emit()) else { return Ok(None) };
        verify::verify(policy, &emitted.document).map(|()| Some(emitted))
    }

    /// The same, of what is compiled: nothing is of a waiver.
    pub(crate) fn has_errors_beside_waivers(&self) -> bool {
        self.findings.iter().any(|finding| finding.is_error() && finding.code != "unknown-lint")
    }

    /// What it compiles to without its waivers; only where nothing else has an error.
    pub(crate) fn emit_beside_waivers(&self) -> Option<Emitted> {
        self.policy.as_ref().filter(|_| !self.has_errors_beside_waivers()).map(gateway::emit)
    }

    /// What it compiles to; only where there is no error.
    pub(crate) fn emit(&self) -> Option<Emitted> {
        self.policy.as_ref().filter(|_| !self.has_errors()).map(gateway::emit)
    }
}

fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(Finding::is_error)
}

impl<F: Files> Session<F> {
    /// A run that has read nothing yet.
    pub(crate) fn new(files: F) -> Self {
        Self {
            files,
            sources: Sources::default(),
            texts: BTreeMap::new(),
            loaded: BTreeMap::new(),
            made: BTreeMap::new(),
            catalogs: BTreeMap::new(),
            given: None,
            configurations: BTreeMap::new(),
            lints: Lints::Off,
            takes_others: false,
            server: None,
            given_configuration: None,
        }
    }

    /// Lints every policy that is checked from now on.
    pub(crate) fn lint(&mut self, lints: Lints) {
        self.lints = lints;
    }

    /// Reads policies of other programs, from now on, as those that are made of them: of this
    /// server's rules, where they have those of several.
    pub(crate) fn take_others(&mut self, server: Option<String>) {
        self.takes_others = true;
        self.server = server;
    }

    /// Every text that was read so far.
    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The same, where nothing more is read.
    pub(crate) fn into_sources(self) -> Sources {
        self.sources
    }

    /// Takes this catalog for every policy of the run, whatever they name themselves.
    ///
    /// # Errors
    /// The file can't be read.
    pub(crate) fn use_catalog(&mut self, path: &Path) -> Result<Arc<Server>, Unreadable> {
        let server = self.catalog(path)?;
        self.given = Some(Arc::clone(&server));
        Ok(server)
    }

    /// The same with one that was read.
    pub(crate) fn use_server(&mut self, server: &Arc<Server>) {
        self.given = Some(Arc::clone(server));
    }

    /// The catalog that holds for every policy of the run, where one does.
    pub(crate) fn given_catalog(&self) -> Option<&Catalog> {
        self.given.as_ref()?.catalog.as_ref()
    }

    /// Reads a catalog.
    ///
    /// # Errors
    /// The file can't be read.
    pub(crate) fn catalog(&mut self, path: &Path) -> Result<Arc<Server>, Unreadable> {
        let identity = self.files.identity(path);
        if let Some(server) = self.catalogs.get(&identity) {
            return Ok(Arc::clone(server));
        }
        let server = Arc::new(Server::read(self.text(path)?));
        self.catalogs.insert(identity, Arc::clone(&server));
        Ok(server)
    }

    /// Whether this file, under whatever name, was read in this run: a file that nothing may be
    /// written over.
    pub(crate) fn has_read(&self, path: &Path) -> bool {
        self.texts.contains_key(&self.files.identity(path))
    }

    /// Whether this file was read as a catalog.
    pub(crate) fn is_catalog(&self, path: &Path) -> bool {
        self.catalogs.contains_key(&self.files.identity(path))
    }

    /// A name that two paths of one file share.
    pub(crate) fn identity(&self, path: &Path) -> PathBuf {
        self.files.identity(path)
    }

    /// Whether something is there, be it readable or not.
    pub(crate) fn is_there(&self, path: &Path) -> bool {
        self.files.is_there(path)
    }

    /// What people call a file.
    pub(crate) fn name(&self, path: &Path) -> String {
        self.files.name(path)
    }

    /// Whether the file is meant to be included: it has no `policy` statement.
    ///
    /// # Errors
    /// The file can't be read.
    pub(crate) fn is_part(&mut self, path: &Path) -> Result<bool, Unreadable> {
        Ok(self.load_root(path)?.is_part())
    }

    /// Where the file begins to say something.
    ///
    /// # Errors
    /// The file can't be read.
    pub(crate) fn head(&mut self, path: &Path) -> Result<Span, Unreadable> {
        Ok(self.load(path)?.head())
    }

    /// What is wrong with the file's text alone, whatever it means.
    ///
    /// # Errors
    /// The file can't be read.
    pub(crate) fn faults(&mut self, path: &Path) -> Result<Vec<Finding>, Unreadable> {
        Ok(self.load(path)?.findings().to_vec())
    }

    /// The names of the tests of the file itself.
    ///
    /// # Errors
    /// The file can't be read.
    pub(crate) fn tests(&mut self, path: &Path) -> Result<Vec<Text>, Unreadable> {
        Ok(testing::tests(self.load(path)?.file()).map(|test| test.name.clone()).collect())
    }

    /// Runs every phase over one file.
    ///
    /// # Errors
    /// The file itself can't be read. What it names and can't be read is a finding.
    pub(crate) fn check(&mut self, path: &Path, depth: Depth) -> Result<Checked, Unreadable> {
        Ok(self.prepare(path, depth)?.check())
    }

    /// Runs every phase over some files, on all cores, and keeps of each no more than what is made
    /// of it; in their order.
    #[cfg(feature = "cli")]
    pub(crate) fn check_each<T: Send>(
        &mut self,
        paths: &[PathBuf],
        depth: Depth,
        make: impl Fn(&Path, Checked, &Sources) -> T + Sync,
    ) -> Vec<Result<T, Unreadable>> {
        let prepared: Vec<_> = paths.iter().map(|path| self.prepare(path, depth)).collect();
        let made = prepared
            .into_par_iter()
            .zip(paths)
            .map(|(prepared, path)| Ok(make(path, prepared?.check(), &self.sources)));
        made.collect()
    }

    /// Reads everything that judging one file takes.
    fn prepare(&mut self, path: &Path, depth: Depth) -> Result<Prepared, Unreadable> {
        let root = self.load_root(path)?;
        let configuration = self.configuration(path);
        let mut findings = configuration.map(|it| it.findings.clone()).unwrap_or_default();
        let parts = Includes::new(self, &mut findings).expand(path, &root)?;
        for part in &parts {
            findings.extend_from_slice(part.findings());
        }
        let broken = has_errors(&findings);
        let against = self.against(path, &root, depth, &mut findings);
        let settings = Settings { in_stack: self.is_in_stack(path), ..self.lint_settings(path) };
        Ok(Prepared { findings, depth, broken, against, settings, root, parts })
    }

    /// What a file is judged against.
    fn against(
        &mut self,
        path: &Path,
        root: &Loaded,
        depth: Depth,
        findings: &mut Vec<Finding>,
    ) -> Against {
        match (&self.given, root.catalog()) {
            (Some(given), _) => Against::Server(Arc::clone(given)),
            (None, Some(named)) => {
                let server = self.named_catalog(path, named, findings);
                server.map_or(Against::Unknown, Against::Server)
            }
            (None, None) if root.is_part() && depth == Depth::Check => Against::Unknown,
            (None, None) => {
                let server = self.configured_catalog(path, findings);
                server.map_or(Against::NoCatalog, Against::Server)
            }
        }
    }

    /// The catalog that the configuration gives to a policy that names none.
    fn configured_catalog(
        &mut self,
        path: &Path,
        findings: &mut Vec<Finding>,
    ) -> Option<Arc<Server>> {
        let found = self.configuration(path)?;
        let file = found.config.catalog_of(&self.beneath(path, &found))?.clone();
        self.named_catalog(&found.path, &file, findings)
    }

    /// The catalog that the file at `path` names, relative to its folder.
    fn named_catalog(
        &mut self,
        path: &Path,
        named: &Text,
        findings: &mut Vec<Finding>,
    ) -> Option<Arc<Server>> {
        let file = beside(path, &named.node);
        match self.check_regular(&file).and_then(|()| self.catalog(&file)) {
            Ok(server) if server.catalog.is_none() => {
                findings.extend(self.not_catalog(named, &server));
                None
            }
            Ok(server) => Some(server),
            Err(unreadable) => {
                let name = named.node.clone();
                let error = SessionError::Catalog { name, place: named.span, unreadable };
                findings.push(error.finding());
                None
            }
        }
    }
}

impl<F: Files> Session<F> {
    /// Why a file that a policy names is no catalog, without anything that stands in it.
    fn not_catalog(&self, named: &Text, server: &Server) -> Option<Finding> {
        let is_own = |finding: &&Finding| finding.code != "duplicate-key";
        let fault = server.findings.iter().find(is_own).or(server.findings.first())?.clone();
        let source = self.sources.get(fault.span.source)?;
        let line = source.place(fault.span.start).line;
        let (name, fault) = (named.node.clone(), Box::new(fault));
        Some(SessionError::NotCatalog { name, place: named.span, fault, line }.finding())
    }
}

impl Server {
    /// Whether something is wrong that the catalog can't be used with.
    pub(crate) fn has_errors(&self) -> bool {
        has_errors(&self.findings)
    }

    fn read(text: LoadedText) -> Self {
        if let Some(fault) = text.catalog_fault() {
            return Self { catalog: None, findings: vec![fault] };
        }
        let (catalog, findings) = Catalog::read(text.source);
        let hopeless = catalog.tools().is_empty() && has_errors(&findings);
        Self { catalog: (!hopeless).then_some(catalog), findings }
    }
}

/// The path that `name`, written in the file at `path`, means; what comes from a pipe lies in the
/// current folder, and a catalog of mcpol's own in none.
pub(crate) fn beside(path: &Path, name: &str) -> PathBuf {
    if is_builtin(Path::new(name)) {
        return PathBuf::from(name);
    }
    let folder = path.parent().filter(|folder| !is_folder_of_streams(folder));
    folder.unwrap_or(Path::new("")).join(name)
}

/// Whether the files of a folder are what this process has open, as `/dev/stdout` leads to.
pub(crate) fn is_folder_of_streams(folder: &Path) -> bool {
    let is_of_process = folder.starts_with("/proc") && folder.file_name() == Some("fd".as_ref());
    is_of_process || folder == Path::new("/dev/fd")
}

#[cfg(test)]
mod tests;
