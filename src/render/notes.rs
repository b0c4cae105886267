//! What a run says beside its result: what was found in what it read, and what it could not do.

use serde::Serialize;

use super::findings::Summary;
use super::findings::report::{Item, Report};
use super::results::{Results, markdown};
use crate::json;

/// What a run says beside its result.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct RunNotes {
    /// What was found in what the run read, where its result doesn't hold it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Item>,
    /// What the run could not do; the exit code is 2 then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<RunError>,
}

/// What kept a run from doing a part of its job.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RunError {
    /// What could not be done, and why.
    pub message: String,
}

/// A result's JSON with the notes behind it.
#[derive(Serialize)]
struct WithNotes<'n, T> {
    #[serde(flatten)]
    result: &'n T,
    #[serde(flatten)]
    notes: &'n RunNotes,
}

impl RunNotes {
    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.errors.is_empty()
    }

    /// A result that is an object, with the notes among its keys.
    pub(crate) fn json(&self, result: &impl Serialize) -> String {
        json::document(&WithNotes { result, notes: self })
    }

    /// The notes alone, in the shape of `mcpol check`.
    pub(crate) fn report(&self) -> Report {
        Report {
            findings: self.findings.clone(),
            summary: Summary::of_items(&self.findings),
            errors: self.errors.clone(),
            fixed: None,
            selected: None,
        }
    }

    /// The notes alone, as the tools of others read them.
    pub(crate) fn results(&self, command: &'static str) -> Results {
        Results {
            command,
            summary: Summary::of_items(&self.findings).to_string(),
            items: self.findings.clone(),
            known: Vec::new(),
            errors: self.errors.clone(),
        }
    }

    /// The notes behind a result in Markdown; nothing where there are none.
    pub(crate) fn markdown(&self, command: &'static str) -> String {
        if self.is_empty() {
            return String::new();
        }
        format!("\n{}", markdown(&self.results(command)))
    }
}
