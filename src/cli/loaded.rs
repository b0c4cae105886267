//! A document that is asked about calls, and the way back from its rules to the policy's text.

use std::path::Path;

use crate::catalog::Catalog;
use crate::finding::{Finding, Site};
use crate::gateway::{self, Call, Document, Emitted, Mapping, Verdict};
use crate::kind::Kind;
use crate::session::{Checked, Depth, Files, Session, Unreadable, foreign};
use crate::source::Sources;

/// A document, and where its parts come from if it was compiled just now.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) document: Document,
    pub(super) mappings: Vec<Mapping>,
    /// The policy that it was compiled from.
    pub(super) checked: Option<Checked>,
}

/// What is known of a file that holds a policy or a document.
#[derive(Debug)]
pub(super) struct Read {
    /// `None` where there are errors.
    pub(super) loaded: Option<Loaded>,
    pub(super) findings: Vec<Finding>,
}

/// Reads a policy and compiles it, or what one was compiled to.
///
/// # Errors
/// The file can't be read.
pub(super) fn read<F: Files>(path: &Path, session: &mut Session<F>) -> Result<Read, Unreadable> {
    if is_json(path) { read_json(path, session) } else { read_policy(path, session) }
}

/// Whether a file holds the gateway's JSON.
pub(super) fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

fn read_policy<F: Files>(path: &Path, session: &mut Session<F>) -> Result<Read, Unreadable> {
    let checked = session.check(path, Depth::Compile)?;
    let findings = checked.findings.clone();
    let loaded = checked.emit().map(Loaded::from);
    let loaded = loaded.map(|loaded| Loaded { checked: Some(checked), ..loaded });
    Ok(Read { loaded, findings })
}

fn read_json<F: Files>(path: &Path, session: &mut Session<F>) -> Result<Read, Unreadable> {
    let read = match session.source(path)? {
        Ok(source) => gateway::read(&source).map_err(|faults| match Kind::of(&source) {
            None | Some(Kind::Gateway | Kind::Json) => faults,
            Some(_) => foreign(&source, "a gateway policy").map_or(faults, |fault| vec![fault]),
        }),
        Err(fault) => Err(vec![fault]),
    };
    Ok(match read {
        Ok(document) => Read {
            loaded: Some(Loaded { document, mappings: Vec::new(), checked: None }),
            findings: Vec::new(),
        },
        Err(findings) => Read { loaded: None, findings },
    })
}

impl From<Emitted> for Loaded {
    fn from(emitted: Emitted) -> Self {
        let (document, mappings) = (emitted.document, emitted.mappings);
        Self { document, mappings, checked: None }
    }
}

impl Loaded {
    /// The catalog that the policy was checked against, where there is one.
    pub(super) fn catalog(&self) -> Option<&Catalog> {
        self.checked.as_ref()?.catalog()
    }

    /// Where the rule that refused a call is written.
    pub(super) fn place(&self, call: &Call, verdict: &Verdict, sources: &Sources) -> Option<Site> {
        let pointer = verdict.pointer(&self.document, &call.name)?;
        let mapping = self.mappings.iter().find(|mapping| mapping.pointer == pointer)?;
        Site::of(mapping.span, sources)
    }
}
