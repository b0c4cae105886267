//! Findings with their places as people count them.

use super::Call;
use crate::finding::{self, Level};
use crate::source::Sources;

/// One thing that mcpol says about a policy or a catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The kebab-case name of the error or lint; [`crate::explain`] has its page.
    pub code: &'static str,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong: one line, escaped, without a final stop.
    pub message: String,
    /// The file, as it was named.
    pub file: String,
    /// The first character's line, from 1.
    pub line: usize,
    /// The first character's column, from 1, in characters.
    pub column: usize,
    /// What to write instead; may have several lines.
    pub help: Option<String>,
    /// The tools that it is about; empty where it is about the policy as a whole.
    pub tools: Vec<String>,
    /// A call that the policy allows and that shows what is meant.
    pub allowed_call: Option<Call>,
    /// Whether an `accept` statement covers it, so that it counts for nothing.
    pub is_waived: bool,
}

impl Finding {
    pub(super) fn located(finding: &finding::Finding, sources: &Sources) -> Self {
        let source = sources.get(finding.span.source);
        let place = source.map(|source| source.place(finding.span.start));
        Self {
            code: finding.code,
            level: finding.level,
            message: finding.message.clone(),
            file: source.map(|source| source.name().to_owned()).unwrap_or_default(),
            line: place.map_or(1, |place| place.line),
            column: place.map_or(1, |place| place.column),
            help: finding.help.clone(),
            tools: finding.tools.iter().map(ToString::to_string).collect(),
            allowed_call: finding.call.as_ref().map(Call::shown),
            is_waived: finding.waived.is_some(),
        }
    }

    /// Every finding of a run.
    pub(super) fn located_all(findings: &[finding::Finding], sources: &Sources) -> Vec<Self> {
        findings.iter().map(|finding| Self::located(finding, sources)).collect()
    }
}
