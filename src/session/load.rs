//! One file: its bytes as text, its text as a tree; each file once in a run.

use std::path::Path;
use std::sync::Arc;

use super::encoding::{self, Fault};
use super::error::SessionError;
use super::{Files, Session, Unreadable};
use crate::catalog;
use crate::finding::Finding;
use crate::import::{self, Format, Heading, Imported, Request, Written};
use crate::kind::Kind;
use crate::source::{Source, Span, Spanned};
use crate::syntax::ast::{self, Statement};
use crate::syntax::{self, InternalError, Parsed};

/// A file's text, and the fault of one that isn't UTF-8.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) source: Arc<Source>,
    pub(super) fault: Option<Finding>,
    /// Whether it is UTF-16, by its first bytes: only a catalog may be.
    pub(super) is_utf16: bool,
}

impl Text {
    /// The fault of the text as a catalog's.
    pub(super) fn catalog_fault(&self) -> Option<Finding> {
        self.fault.clone().filter(|_| !self.is_utf16)
    }
}

/// A file with its tree.
#[derive(Debug)]
pub(super) struct Loaded {
    source: Arc<Source>,
    parsed: Parsed,
    /// What the file is, where it is a policy of another program.
    format: Option<Format>,
}

impl Loaded {
    fn new(text: Text) -> Result<Self, InternalError> {
        let parsed = match text.fault {
            None => syntax::parse(&text.source)?,
            Some(fault) => Parsed { findings: vec![fault], ..Parsed::default() },
        };
        let loaded = Self { source: text.source, parsed, format: None };
        let is_faulty = loaded.findings().iter().any(Finding::is_error) && loaded.is_part();
        let foreign = is_faulty.then(|| foreign(&loaded.source, "an mcpol policy")).flatten();
        Ok(match foreign {
            Some(fault) => {
                let parsed = Parsed { findings: vec![fault], ..Parsed::default() };
                let format = Kind::of(&loaded.source).and_then(Format::of);
                Self { parsed, format, ..loaded }
            }
            None => loaded,
        })
    }

    /// A policy that was made of another program's, with what is wrong with that.
    fn made(source: Arc<Source>, findings: Vec<Finding>) -> Result<Self, InternalError> {
        let mut parsed = syntax::parse(&source)?;
        parsed.findings.extend(findings);
        Ok(Self { source, parsed, format: None })
    }

    /// What the file is, where it is a policy of another program.
    pub(super) fn format(&self) -> Option<Format> {
        self.format
    }

    pub(super) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    pub(super) fn file(&self) -> &ast::File {
        &self.parsed.file
    }

    pub(super) fn findings(&self) -> &[Finding] {
        &self.parsed.findings
    }

    pub(super) fn statements(&self) -> &[Spanned<Statement>] {
        &self.parsed.file.statements
    }

    /// Where the file begins to say something: its `policy` statement, or else its first.
    pub(super) fn head(&self) -> Span {
        let named =
            |statement: &&Spanned<Statement>| matches!(statement.node, Statement::Policy(_));
        let head = self.statements().iter().find(named).or(self.statements().first());
        head.map_or(self.source.span(), |statement| statement.span)
    }

    /// Whether the file has no `policy` statement.
    pub(super) fn is_part(&self) -> bool {
        !self.statements().iter().any(|statement| matches!(statement.node, Statement::Policy(_)))
    }

    /// The first `catalog` statement's file.
    pub(super) fn catalog(&self) -> Option<&ast::Text> {
        self.statements().iter().find_map(|statement| match &statement.node {
            Statement::Catalog(name) => Some(name),
            _ => None,
        })
    }

    /// Every `include` statement's file.
    pub(super) fn includes(&self) -> impl Iterator<Item = &ast::Text> {
        self.statements().iter().filter_map(|statement| match &statement.node {
            Statement::Include(name) => Some(name),
            _ => None,
        })
    }
}

impl<F: Files> Session<F> {
    /// A file's text.
    ///
    /// # Errors
    /// The file can't be read.
    pub(crate) fn source(
        &mut self,
        path: &Path,
    ) -> Result<Result<Arc<Source>, Finding>, Unreadable> {
        let text = self.text(path)?;
        Ok(match text.fault {
            None => Ok(text.source),
            Some(fault) => Err(fault),
        })
    }

    /// Takes `bytes` for the content of the file at `path`, whatever is there.
    ///
    /// # Errors
    /// There are too many bytes to point into.
    pub(crate) fn put(&mut self, path: &Path, bytes: Vec<u8>) -> Result<(), Unreadable> {
        let identity = self.files.identity(path);
        self.loaded.remove(&identity);
        self.made.remove(&identity);
        self.catalogs.remove(&identity);
        self.take(path, bytes).map(|_| ())
    }

    /// Takes in some lines of the file at `path`, which have these numbers in it.
    ///
    /// # Errors
    /// There are too many bytes to point into.
    pub(crate) fn excerpt(
        &mut self,
        path: &Path,
        lines: &str,
        numbers: Vec<usize>,
    ) -> Result<Arc<Source>, Unreadable> {
        let (name, stable_name) = (self.files.name(path), self.stable_name(path));
        let source = self.sources.add_lines(name, stable_name, lines.to_owned(), numbers);
        source.ok_or_else(|| too_long(path))
    }

    pub(super) fn text(&mut self, path: &Path) -> Result<Text, Unreadable> {
        if let Some(text) = self.texts.get(&self.files.identity(path)) {
            return Ok(text.clone());
        }
        let bytes = match catalog::is_builtin(path) {
            true => catalog::builtin(path).map(|text| text.as_bytes().to_vec()),
            false => self.files.read(path),
        };
        match bytes {
            Ok(bytes) => self.take(path, bytes),
            Err(reason) => Err(Unreadable::new(path, reason)),
        }
    }

    pub(super) fn load(&mut self, path: &Path) -> Result<Arc<Loaded>, Unreadable> {
        let identity = self.files.identity(path);
        if let Some(loaded) = self.loaded.get(&identity) {
            return Ok(Arc::clone(loaded));
        }
        let loaded = Loaded::new(self.text(path)?).map_err(|error| Unreadable {
            is_internal: true,
            ..Unreadable::new(path, error.to_string())
        })?;
        let loaded = Arc::new(loaded);
        self.loaded.insert(identity, Arc::clone(&loaded));
        Ok(loaded)
    }

    /// The same for the file that a run is about: where the run takes them, a policy of another
    /// program is read as the one that is made of it. What is named as a policy is meant as one.
    pub(super) fn load_root(&mut self, path: &Path) -> Result<Arc<Loaded>, Unreadable> {
        let identity = self.files.identity(path);
        if let Some(made) = self.made.get(&identity) {
            return Ok(Arc::clone(made));
        }
        let loaded = self.load(path)?;
        let is_taken = self.takes_others && path.extension().is_none_or(|it| it != "mcpol");
        let Some(format) = loaded.format().filter(|_| is_taken) else { return Ok(loaded) };
        let made = Arc::new(self.make(path, &loaded, format)?);
        self.made.insert(identity, Arc::clone(&made));
        Ok(made)
    }

    /// A policy that is made of another program's file.
    ///
    /// # Errors
    /// The file can't be read.
    pub(crate) fn import(
        &mut self,
        path: &Path,
        (format, server): (Format, Option<&str>),
        heading: Heading<'_>,
    ) -> Result<Imported, Unreadable> {
        let text = self.text(path)?;
        if let Some(fault) = text.fault {
            return Ok(Imported::unread(fault));
        }
        let catalog = self.given.as_ref().and_then(|server| server.catalog.as_ref());
        Ok(import::import(&Request { source: &text.source, format, catalog, server, heading }))
    }

    fn make(&mut self, path: &Path, loaded: &Loaded, format: Format) -> Result<Loaded, Unreadable> {
        let server = match &self.given {
            Some(given) => Some(Arc::clone(given)),
            None => self.configured_catalog(path, &mut Vec::new()),
        };
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let heading = Heading { policy: &name, catalog: None };
        let catalog = server.as_ref().and_then(|server| server.catalog.as_ref());
        let Imported { findings, written, .. } = import::import(&Request {
            source: loaded.source(),
            format,
            catalog,
            server: self.server.as_deref(),
            heading,
        });
        let Some(Written { text, origins }) = written else {
            let parsed = Parsed { findings, ..Parsed::default() };
            return Ok(Loaded { source: Arc::clone(loaded.source()), parsed, format: None });
        };
        let made = self.sources.add_made(loaded.source(), text, origins);
        let made = made.ok_or_else(|| too_long(path))?;
        Loaded::made(made, findings).map_err(|error| Unreadable {
            is_internal: true,
            ..Unreadable::new(path, error.to_string())
        })
    }

    /// The same for a file that a text names: it must be a regular one.
    pub(super) fn load_named(&mut self, path: &Path) -> Result<Arc<Loaded>, Unreadable> {
        self.check_regular(path)?;
        self.load(path)
    }

    /// That a file which a text or a folder names may be read, where it wasn't yet.
    pub(super) fn check_regular(&self, path: &Path) -> Result<(), Unreadable> {
        if self.has_read(path) {
            return Ok(());
        }
        self.files.check_regular(path).map_err(|reason| Unreadable::new(path, reason))
    }

    fn take(&mut self, path: &Path, bytes: Vec<u8>) -> Result<Text, Unreadable> {
        let decoded = encoding::decode(bytes);
        let (name, stable_name) = (self.files.name(path), self.stable_name(path));
        let source = self.sources.add_named(name, stable_name, decoded.text);
        let source = source.ok_or_else(|| too_long(path))?;
        let fault = decoded.fault.map(|fault| not_utf8(&source, fault));
        let text = Text { source, fault, is_utf16: decoded.fault == Some(Fault::Utf16) };
        self.texts.insert(self.files.identity(path), text.clone());
        Ok(text)
    }
}

fn too_long(path: &Path) -> Unreadable {
    Unreadable::new(path, "it has 4 GiB or more")
}

/// That a text which can't be read as what is wanted is something else, where that is known.
pub(crate) fn foreign(source: &Source, wanted: &'static str) -> Option<Finding> {
    let (kind, place) = Kind::placed(source)?;
    Some(SessionError::Kind { kind, wanted, place }.finding())
}

/// The fault of a text that wasn't UTF-8. Where it is broken, there stands a replacement character.
fn not_utf8(source: &Source, fault: Fault) -> Finding {
    match fault {
        Fault::Utf16 => SessionError::Utf16 { place: Span::new(source.id(), 0, 0) }.finding(),
        Fault::Broken { at } => {
            let place = Span::new(source.id(), at, at + char::REPLACEMENT_CHARACTER.len_utf8());
            SessionError::NotUtf8 { place }.finding()
        }
    }
}
