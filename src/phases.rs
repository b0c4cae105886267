//! The phases of a run, one function each, so that `benches/` can time them apart.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::analysis::Engine;
use crate::catalog::Catalog;
use crate::diff::{self, Side};
use crate::gateway::{self, Document, Emitted};
use crate::lint::Settings;
use crate::policy::Policy;
use crate::risk::{self, Class};
use crate::session::{self, Depth, Lints, Memory, Session};
use crate::source::{Source, Sources};
use crate::syntax;

/// The file that the phases check.
const POLICY: &str = "policy.mcpol";

/// A text that has been read.
#[derive(Debug)]
pub struct Text(Arc<Source>);

impl Text {
    /// A text under a file's name; `None` where it is too long.
    pub fn new(name: &str, text: impl Into<String>) -> Option<Self> {
        Sources::default().add(name, text.into()).map(Self)
    }

    /// The text of a policy as a syntax tree.
    pub fn parse(&self) -> impl Sized {
        syntax::parse(&self.0)
    }

    /// The text of a catalog as its tools; their schemas are read when a policy asks for them.
    pub fn read_catalog(&self) -> Tools {
        Tools(Catalog::read(Arc::clone(&self.0)).0)
    }

    /// The text of a compiled policy as its document; `None` where it has faults.
    pub fn read_document(&self) -> Option<Enforced> {
        gateway::read(&self.0).ok().map(Enforced)
    }
}

/// The tools of a catalog.
#[derive(Debug)]
pub struct Tools(Catalog);

impl Tools {
    /// The most severe class among the tools, each of which is classified.
    pub fn most_severe(&self) -> Option<Class> {
        self.0.tools().iter().filter_map(|tool| risk::classify(tool).class).max()
    }
}

/// A policy that has been checked, with the session that read it.
#[derive(Debug)]
pub struct Phase {
    checked: session::Checked,
    _session: Session<Memory>,
}

impl Phase {
    /// `policy.mcpol` of these files checked, with every lint that is no matter of taste where a
    /// day is given on which waivers are judged. `None` where it can't be read.
    pub fn check(files: Memory, lints: Option<Date>) -> Option<Self> {
        Self::at(files, Depth::Check, lints)
    }

    /// The same, up to where it can be compiled.
    pub fn resolve(files: Memory) -> Option<Self> {
        Self::at(files, Depth::Compile, None)
    }

    fn at(files: Memory, depth: Depth, lints: Option<Date>) -> Option<Self> {
        let mut session = Session::new(files);
        if let Some(today) = lints {
            session.lint(Lints::Fixed(Settings::new(today, false)));
        }
        let checked = session.check(Path::new(POLICY), depth).ok()?;
        Some(Self { checked, _session: session })
    }

    /// How many findings there are.
    pub fn findings(&self) -> usize {
        self.checked.findings.len()
    }

    /// The policy's JSON, unproved; `None` where it has errors.
    pub fn to_json(&self) -> Option<String> {
        self.policy().map(|policy| gateway::write(&gateway::emit(policy).document))
    }

    /// The policy with its document, unproved; `None` where it has errors.
    pub fn compared(&self) -> Option<Compared<'_>> {
        Some(Compared { phase: self, emitted: self.checked.emit()? })
    }

    fn policy(&self) -> Option<&Policy> {
        self.checked.policy.as_ref()
    }
}

/// One side of a comparison.
#[derive(Debug)]
pub struct Compared<'p> {
    phase: &'p Phase,
    emitted: Emitted,
}

impl Compared<'_> {
    /// What changes from this policy to another.
    pub fn diff(&self, new: &Self) -> diff::Verdict {
        diff::diff(self.side(), new.side()).verdict
    }

    fn side(&self) -> Side<'_> {
        Side {
            document: &self.emitted.document,
            policy: self.phase.policy(),
            catalog: self.phase.checked.catalog(),
            places: &|_| None,
            sources: None,
        }
    }
}

/// What a gateway enforces.
#[derive(Debug)]
pub struct Enforced(Document);

impl Enforced {
    /// For each tool whether some call passes and whether some call doesn't; how many of these
    /// questions stay open.
    pub fn unknown_answers(&self) -> usize {
        let mut engine = Engine::default();
        let questions = self.0.tools.keys().flat_map(|tool| {
            let allowed = gateway::allows(&self.0, tool);
            [allowed.clone(), !allowed]
        });
        questions.filter(|asked| engine.find_arguments(asked).reason().is_some()).count()
    }
}
