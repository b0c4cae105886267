//! What mcpol says to a person: one shape for errors and lints.
//!
//! Every phase has its own error enum, and each turns its variants into [`Finding`]s; `render`
//! prints them. A finding's strings are escaped when they are set, so that no phase can print
//! untrusted text raw.

mod call;
mod fix;
mod many;
mod shape;
mod site;
mod weight;

pub(crate) use call::{Call, Claim, label as call_label, note as call_note};
pub(crate) use fix::{Edit, Fix, Safety};
pub(crate) use many::{MAX_FINDINGS, add};
pub(crate) use site::Site;
pub(crate) use weight::Weight;

use std::sync::Arc;

use crate::source::{Source, Span};
use crate::strings::escape;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The text is wrong: nothing is compiled from it.
    Error,
    /// The policy is correct and lets through what its author would not want: exit code 1.
    Deny,
    /// Worth a look; exit code 1 only on request.
    Warn,
}

impl Level {
    /// The level's name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Deny => "deny",
            Self::Warn => "warn",
        }
    }
}

/// A place that belongs to a finding, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// The place; it may lie in another file than the finding's own (a schema's line).
    pub span: Span,
    /// A few words that stand beside the marked text.
    pub text: String,
}

/// One thing that mcpol says about what it read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The kebab-case name, which is also the name of its page.
    pub code: &'static str,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong: lower case, no final stop, backticks round the user's text.
    pub message: String,
    /// The exact text that it is about.
    pub span: Span,
    /// Words beside that text; may be empty.
    pub note: String,
    /// Related places.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
    /// The tools that it concerns, by name; none where it concerns the policy as a whole.
    pub tools: Vec<Arc<str>>,
    /// A call that the policy allows.
    pub call: Option<Call>,
    /// The server whose call it is, of a finding about several.
    pub server: Option<Arc<str>>,
    /// A fix for it.
    pub fix: Option<Fix>,
    /// The `accept` statement that covers it; it counts for nothing then.
    pub waived: Option<Span>,
}

impl Finding {
    /// A finding about the text at `span`.
    pub(crate) fn new(
        level: Level,
        code: &'static str,
        span: Span,
        message: impl AsRef<str>,
    ) -> Self {
        Self {
            code,
            level,
            message: escape::inline(message.as_ref()).into_owned(),
            span,
            note: String::new(),
            labels: Vec::new(),
            help: None,
            tools: Vec::new(),
            call: None,
            server: None,
            fix: None,
            waived: None,
        }
    }

    /// Whether it keeps a policy from being compiled.
    pub(crate) fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    /// Whether a lint denies it, and no waiver covers it.
    pub(crate) fn is_denied(&self) -> bool {
        self.level == Level::Deny && self.waived.is_none()
    }

    /// An error about the text at `span`.
    pub(crate) fn error(code: &'static str, span: Span, message: impl AsRef<str>) -> Self {
        Self::new(Level::Error, code, span, message)
    }

    /// A warning about the text at `span`.
    pub(crate) fn warn(code: &'static str, span: Span, message: impl AsRef<str>) -> Self {
        Self::new(Level::Warn, code, span, message)
    }

    /// Words that stand beside the marked text.
    #[must_use]
    pub(crate) fn note(mut self, text: impl AsRef<str>) -> Self {
        self.note = escape::inline(text.as_ref()).into_owned();
        self
    }

    /// A related place.
    #[must_use]
    pub(crate) fn label(mut self, span: Span, text: impl AsRef<str>) -> Self {
        let text = escape::inline(text.as_ref()).into_owned();
        self.labels.push(Label { span, text });
        self
    }

    /// What to write instead; may have several lines.
    #[must_use]
    pub(crate) fn help(mut self, text: impl AsRef<str>) -> Self {
        self.help = Some(escape::lines(text.as_ref()).into_owned());
        self
    }

    /// A call that the policy allows.
    #[must_use]
    pub(crate) fn call(mut self, call: Option<Call>) -> Self {
        self.call = call;
        self
    }

    /// A fix for it.
    #[must_use]
    pub(crate) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// The same about the text that `source` was made from, where it was: with the places there, and
    /// without a fix, which is of the text that was made.
    #[must_use]
    pub(crate) fn of_origin(mut self, source: &Source) -> Self {
        if !source.is_made() {
            return self;
        }
        let is_of_made = |span: Span| span.source == source.id();
        if is_of_made(self.span) {
            self.fix = None;
        }
        self.span = source.origin(self.span);
        for label in &mut self.labels {
            label.span = source.origin(label.span);
        }
        self.labels.retain(|label| label.span != self.span);
        self.waived = self.waived.map(|span| source.origin(span));
        self
    }

    /// The same, where there is something to say.
    #[must_use]
    pub(crate) fn help_if(self, text: Option<impl AsRef<str>>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }
}
