//! What several servers of one agent do together: an agent that is refused at one server has the
//! tools of the others.

use std::sync::Arc;

use super::context::LintContext;
use super::draft::Draft;
use super::registry::Lint;
use super::rules::stack::CHECKS;
use super::settings::Settings;
use crate::finding::Finding;
use crate::source::Span;

/// One server of a stack.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    /// What the agent's client calls it.
    pub name: &'a str,
    /// Where that name stands in the configuration.
    pub place: Span,
    /// Whether a policy holds for it; without one every call passes.
    pub has_policy: bool,
    /// What may be called of it.
    pub context: LintContext<'a>,
}

/// What is found of some servers together, and the tools that it is about.
pub(super) struct Together {
    pub(super) draft: Draft,
    pub(super) tools: Vec<Arc<str>>,
}

/// What finds what a lint says of several servers.
pub(super) type StackCheck = fn(&Stack<'_, '_>) -> Vec<Together>;

/// The servers, and how they are linted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stack<'s, 'a> {
    pub(super) members: &'s [Member<'a>],
    settings: &'s Settings,
}

/// Whether a lint has something to say of several servers, so that one policy alone doesn't show
/// whether its waivers are needed.
pub(super) fn looks_at(lint: &str) -> bool {
    CHECKS.iter().any(|(own, _)| own.name == lint)
}

/// What the lints report of some servers together; in no order.
pub(crate) fn run_stack(members: &[Member<'_>], settings: &Settings) -> Vec<Finding> {
    let stack = Stack { members, settings };
    let reported = CHECKS.iter().filter(|(lint, _)| settings.reports(lint.name));
    let found = reported.flat_map(|(lint, check)| {
        let level = settings.level_of(lint.name, None);
        let finding = move |Together { draft, tools }| {
            level.map(|level| draft.finding(lint.name, level, tools, None))
        };
        check(&stack).into_iter().filter_map(finding)
    });
    found.collect()
}

impl Stack<'_, '_> {
    /// Whether a flow is told for each way out, not for the first alone.
    pub(super) fn every_flow(&self) -> bool {
        self.settings.every_flow
    }

    /// Whether a server's own policy accepts what a lint says of a tool.
    pub(super) fn is_accepted(&self, member: &Member<'_>, lint: &Lint, tool: &Arc<str>) -> bool {
        let mut waivers = member.context.policy.waivers.iter();
        waivers.any(|it| it.lint.node == lint.name && it.is_for(tool, self.settings.today))
    }
}

impl Member<'_> {
    /// One of its tools, as in `files/read_file`.
    pub(super) fn qualified(&self, tool: &str) -> Arc<str> {
        format!("{}/{tool}", self.name).into()
    }
}
