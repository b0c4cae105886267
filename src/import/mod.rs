//! Policies of other programs, taken over: what the file's own engine lets pass, as a policy.
//!
//! Each format has a folder that reads its text into one form, the document that its engine
//! decides from with the place of every part, and says what is wrong with the text. One writer
//! makes a policy of a document, and the analysis proves that the policy compiles to a document
//! that lets exactly the same calls through. Knows no files.
//!
//! | step | where |
//! |---|---|
//! | YAML, JSON and TOML as one kind of tree | `tree` |
//! | what a file says | `gateway`, `intercept`, `claude`, `gemini`, `codex`, `cursor` |
//! | rules about names of tools alone, as agents' clients have them | `tools` |
//! | names that hold a `*` where it means nothing | `plain` |
//! | the form that all formats share | `neutral` |
//! | a document as a policy's text, and what each part of it comes from | `write` |
//! | that both let the same calls through | `prove` |
//! | what can be wrong | `fault` |

mod claude;
mod codex;
mod cursor;
mod fault;
mod format;
mod gateway;
mod gemini;
mod intercept;
mod neutral;
mod plain;
mod prove;
mod tools;
mod tree;
mod write;

#[cfg(test)]
mod tests;

use crate::catalog::Catalog;
use crate::finding::{Finding, Level};
use crate::source::{Origins, Source};
pub(crate) use format::Format;
use neutral::Neutral;
pub(crate) use write::Heading;

/// What is taken over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Request<'r> {
    /// The file.
    pub source: &'r Source,
    /// Its format.
    pub format: Format,
    /// The tools that the policy is about, where they are known.
    pub catalog: Option<&'r Catalog>,
    /// The server whose rules are taken, where a file has those of several.
    pub server: Option<&'r str>,
    /// What the policy's first lines say.
    pub heading: Heading<'r>,
}

/// A policy that was made of a file.
#[derive(Debug)]
pub(crate) struct Written {
    /// The policy.
    pub text: String,
    /// Where its parts come from.
    pub origins: Origins,
}

/// What comes of a file.
#[derive(Debug)]
pub(crate) struct Imported {
    /// Everything that is wrong with the file, and with the policy that was made of it, with places
    /// in the file; in the order of its text.
    pub findings: Vec<Finding>,
    /// The policy; none where the file can't be taken over. It is worth something only where no
    /// finding is an error.
    pub written: Option<Written>,
    /// Whether the policy is about the tools of the catalog alone, and refuses others that the file
    /// may let pass.
    pub is_of_catalog: bool,
}

impl Imported {
    /// What comes of a file that can't be read.
    pub(crate) fn unread(fault: Finding) -> Self {
        Self { findings: vec![fault], written: None, is_of_catalog: false }
    }

    /// Whether the policy lets through what the file does, and the file says what it means.
    pub(crate) fn is_faithful(&self) -> bool {
        self.written.is_some() && !self.findings.iter().any(|it| it.level != Level::Warn)
    }

    /// Whether the policy lets through what the file's engine makes of it.
    pub(crate) fn is_proved(&self) -> bool {
        self.written.is_some() && !self.findings.iter().any(Finding::is_error)
    }
}

/// Takes a file over.
pub(crate) fn import(request: &Request<'_>) -> Imported {
    let (mut neutral, mut findings) = read(request);
    findings.sort_by_key(|finding| finding.span);
    let is_of_catalog = neutral.as_ref().is_some_and(|neutral| neutral.is_of_catalog);
    if let Some(neutral) = &mut neutral {
        neutral.notes.head.extend(findings.iter().filter_map(|it| taken_over(it, request.source)));
    }
    let written = neutral.filter(|_| !findings.iter().any(Finding::is_error)).and_then(|neutral| {
        let (written, faults) = write::write(&neutral, request);
        findings.extend(faults);
        if let Some(written) = &written {
            findings.extend(prove::faults(&neutral, written, request));
        }
        written
    });
    findings.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
    findings.dedup();
    Imported { findings, written, is_of_catalog }
}

/// What a policy says of a fault that it takes over.
fn taken_over(finding: &Finding, source: &Source) -> Option<String> {
    let line = source.place(finding.span.start).line;
    let does = if finding.note.is_empty() { String::new() } else { format!(": {}", finding.note) };
    let is_taken = finding.level == Level::Deny;
    is_taken.then(|| format!("Taken over as it is read (line {line}): {}{does}.", finding.message))
}

fn read(request: &Request<'_>) -> (Option<Neutral>, Vec<Finding>) {
    match request.format {
        Format::Gateway => gateway::read(request.source),
        Format::Intercept => intercept::read(request.source),
        Format::Claude => claude::read(request),
        Format::Gemini => gemini::read(request),
        Format::Codex => codex::read(request),
        Format::Cursor => cursor::read(request),
    }
}
