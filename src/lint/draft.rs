//! What a lint says, before it has a code and a level.

use std::sync::Arc;

use crate::finding::{Call, Finding, Fix, Label, Level};
use crate::source::Span;

/// The words of a finding. Its code and level come from the registry, its tools from the issue that
/// it is about.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    span: Span,
    message: String,
    note: String,
    labels: Vec<Label>,
    help: Option<String>,
    call: Option<Call>,
    server: Option<Arc<str>>,
    fix: Option<Fix>,
}

impl Draft {
    /// What is wrong with the text at `span`: lower case, no final stop.
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        let (message, note) = (message.into(), String::new());
        let labels = Vec::new();
        Self { span, message, note, labels, help: None, call: None, server: None, fix: None }
    }

    /// Words that stand beside the marked text.
    #[must_use]
    pub(super) fn note(mut self, text: impl Into<String>) -> Self {
        self.note = text.into();
        self
    }

    /// A related place.
    #[must_use]
    pub(super) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// What to write instead; may have several lines.
    #[must_use]
    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// A call that is allowed.
    #[must_use]
    pub(super) fn call(mut self, call: Option<Call>) -> Self {
        self.call = call;
        self
    }

    /// A call that is allowed at one of several servers.
    #[must_use]
    pub(super) fn call_at(self, server: &str, call: Option<Call>) -> Self {
        Self { server: Some(server.into()), ..self.call(call) }
    }

    /// An edit that solves it.
    #[must_use]
    pub(super) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// The finding of a lint about these tools.
    pub(super) fn finding(
        self,
        lint: &'static str,
        level: Level,
        tools: Vec<Arc<str>>,
        waived: Option<Span>,
    ) -> Finding {
        let finding = Finding::new(level, lint, self.span, self.message)
            .note(self.note)
            .help_if(self.help)
            .call(self.call)
            .fix(self.fix);
        let label = |finding: Finding, label: Label| finding.label(label.span, label.text);
        let finding = self.labels.into_iter().fold(finding, label);
        Finding { tools, waived, server: self.server, ..finding }
    }
}
