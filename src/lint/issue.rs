//! What a lint has found, before waivers and levels.

use std::fmt;
use std::sync::Arc;

use crate::analysis::Reason;
use crate::finding::Finding;
use crate::source::Span;

/// One thing that a lint has to say, about some tools or about the policy as a whole.
///
/// A concern about several tools is one finding; a waiver may cover some of them, so the words are
/// made when it is known which are left.
pub struct Issue<'a> {
    pub(super) tools: Vec<Arc<str>>,
    /// Whether it is about the tools together, so that a waiver covers all of them or none.
    pub(super) together: bool,
    /// Whether it says that nobody could tell: such a finding is never more than a warning.
    pub(super) unsure: bool,
    tell: Box<Tell<'a>>,
}

/// Makes the finding about some of a concern's tools.
type Tell<'a> = dyn Fn(&[Arc<str>]) -> Finding + 'a;

impl<'a> Issue<'a> {
    /// About the policy as a whole.
    pub fn of_policy(finding: Finding) -> Self {
        let tell = Box::new(move |_: &[Arc<str>]| finding.clone());
        Self { tools: Vec::new(), together: false, unsure: false, tell }
    }

    /// About these tools, in their order; `tell` gets those that no waiver covers, at least one. It
    /// leaves code and level to the lint.
    pub fn of_tools(tools: Vec<Arc<str>>, tell: impl Fn(&[Arc<str>]) -> Finding + 'a) -> Self {
        Self { tools, together: false, unsure: false, tell: Box::new(tell) }
    }

    /// About what these tools do together: a waiver covers it that names all of them.
    pub fn of_tools_together(tools: Vec<Arc<str>>, finding: Finding) -> Self {
        let tell = Box::new(move |_: &[Arc<str>]| finding.clone());
        Self { tools, together: true, unsure: false, tell }
    }

    /// That it can't be told whether the lint has something to say about these tools, at `span`.
    pub fn unsure(tools: Vec<Arc<str>>, lint: &'static str, span: Span, reason: Reason) -> Self {
        let message = format!("not analysed: {reason}");
        let finding =
            Finding::warn(lint, span, message).note("whether there is such a call can't be told");
        Self { unsure: true, ..Self::of_tools(tools, move |_| finding.clone()) }
    }

    /// The finding about these of its tools.
    pub(super) fn finding(&self, tools: Vec<Arc<str>>) -> Finding {
        let finding = (self.tell)(&tools);
        Finding { tools, ..finding }
    }
}

impl fmt::Debug for Issue<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Issue").field("tools", &self.tools).finish_non_exhaustive()
    }
}
