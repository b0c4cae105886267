//! A document that is asked about calls, and the way back from its rules to the policy's text.

use std::collections::HashMap;
use std::path::Path;

use crate::catalog::Catalog;
use crate::finding::{Finding, Site};
use crate::gateway::{self, Call, Document, Emitted, Mapping, Verdict};
use crate::import::Format;
use crate::kind::Kind;
use crate::session::{Checked, Depth, Files, Session, Unreadable, foreign};
use crate::source::{Sources, Span};

/// A document, and where its parts come from if it was compiled just now.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) document: Document,
    pub(super) mappings: Vec<Mapping>,
    /// The same by the pointers, to be looked up.
    places: HashMap<String, Span>,
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
    match is_json(path) {
        true => read_json(path, session),
        false => read_policy(path, session),
    }
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

/// A document as it is; what is none, and a policy of another program, as the policy that is made of
/// it.
fn read_json<F: Files>(path: &Path, session: &mut Session<F>) -> Result<Read, Unreadable> {
    let source = match session.source(path)? {
        Ok(source) => source,
        Err(fault) => return Ok(Read { loaded: None, findings: vec![fault] }),
    };
    let faults = match gateway::read(&source) {
        Ok(document) => {
            let loaded = Some(Loaded::new(document, Vec::new()));
            return Ok(Read { loaded, findings: Vec::new() });
        }
        Err(faults) => faults,
    };
    if Format::told(&source).is_some() {
        return read_policy(path, session);
    }
    let findings = match Kind::of(&source) {
        None | Some(Kind::Json) => faults,
        Some(_) => foreign(&source, "a gateway policy").map_or(faults, |fault| vec![fault]),
    };
    Ok(Read { loaded: None, findings })
}

impl From<Emitted> for Loaded {
    fn from(emitted: Emitted) -> Self {
        Self::new(emitted.document, emitted.mappings)
    }
}

impl Loaded {
    /// A document whose parts come from these places.
    pub(super) fn new(document: Document, mappings: Vec<Mapping>) -> Self {
        let mut places = HashMap::with_capacity(mappings.len());
        for mapping in &mappings {
            places.entry(mapping.pointer.clone()).or_insert(mapping.span);
        }
        Self { document, mappings, places, checked: None }
    }

    /// The catalog that the policy was checked against, where there is one.
    pub(super) fn catalog(&self) -> Option<&Catalog> {
        self.checked.as_ref()?.catalog()
    }

    /// Where the rule that refused a call is written.
    pub(super) fn place(&self, call: &Call, verdict: &Verdict, sources: &Sources) -> Option<Site> {
        let pointer = verdict.pointer(&self.document, &call.name)?;
        Site::of(*self.places.get(&pointer)?, sources)
    }
}
