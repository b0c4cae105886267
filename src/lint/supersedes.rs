//! Which lints are silent about what others have found.
//!
//! The lints of strings have an order of their own, in `rules/texts/search`, which also says what
//! the engine is asked at all. Of the threats of one argument the first that is hit answers, in
//! `threat::sets`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::issue::Issue;
use super::registry::{Lint, Weight};
use super::rules;
use crate::finding::Level;
use crate::policy::Rule;
use crate::policy::condition::Path;
use crate::source::Span;
use crate::witness::Callable;

/// A lint whose findings silence another lint, which would say less about the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Supersedes {
    /// The lint that has found something.
    pub(super) lint: &'static Lint,
    /// The lint that is silent.
    pub(super) silences: &'static Lint,
    /// About what.
    pub(super) about: About,
}

/// What both findings must be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// The same tool.
    Tool,
    /// The same rule of the same tool.
    Rule,
    /// The same argument of the same tool.
    Argument,
}

/// Every pair of lints of which one silences the other. Both are looked for only once, and a lint
/// silences others even where it is off or waived.
pub(super) const SUPERSEDES: &[Supersedes] = &[
    row(&rules::fail_open_deny::LINT, &rules::type_slip::LINT, About::Rule),
    row(&rules::text_equality::LINT, &rules::type_slip::LINT, About::Rule),
    row(&rules::denylist_on_text::LINT, &rules::type_slip::LINT, About::Rule),
    row(&rules::case_bypass::LINT, &rules::type_slip::LINT, About::Rule),
    row(&rules::internal_host_reachable::LINT, &rules::type_slip::LINT, About::Argument),
    row(&rules::duplicate_statement::LINT, &rules::redundant_rule::LINT, About::Rule),
    row(&rules::contradiction::LINT, &rules::never_callable::LINT, About::Tool),
    row(&rules::privilege_escalation::LINT, &rules::credential_exposure::LINT, About::Tool),
    row(&rules::dispatcher::LINT, &rules::destructive_allowed::LINT, About::Tool),
    row(&rules::unconstrained_execute::LINT, &rules::destructive_allowed::LINT, About::Tool),
    row(&rules::dispatcher::LINT, &rules::alias_bypass::LINT, About::Tool),
    row(&rules::alias_bypass::LINT, &rules::uneven_constraint::LINT, About::Tool),
    row(&rules::alias_bypass::LINT, &rules::key_argument_free::LINT, About::Tool),
    row(&rules::host_bypass::LINT, &rules::uneven_constraint::LINT, About::Argument),
    row(&rules::uneven_constraint::LINT, &rules::local_file_write::LINT, About::Argument),
    row(&rules::uneven_constraint::LINT, &rules::key_argument_free::LINT, About::Argument),
    row(&rules::uneven_constraint::LINT, &rules::free_argument::LINT, About::Argument),
    row(&rules::sibling_argument_free::LINT, &rules::free_argument::LINT, About::Argument),
    row(&rules::scope_bypass::LINT, &rules::free_argument::LINT, About::Argument),
    row(&rules::sibling_argument_free::LINT, &rules::key_argument_free::LINT, About::Argument),
    row(&rules::unconstrained_execute::LINT, &rules::open_environment::LINT, About::Tool),
    row(&rules::shell_metacharacters::LINT, &rules::open_environment::LINT, About::Tool),
    row(&rules::command_runner::LINT, &rules::open_environment::LINT, About::Tool),
    row(&rules::unconstrained_execute::LINT, &rules::unanchored_regex::LINT, About::Argument),
    row(&rules::unconstrained_execute::LINT, &rules::half_anchored_regex::LINT, About::Argument),
    row(&rules::unconstrained_execute::LINT, &rules::denylist_on_text::LINT, About::Argument),
    row(&rules::shell_metacharacters::LINT, &rules::unanchored_regex::LINT, About::Argument),
    row(&rules::shell_metacharacters::LINT, &rules::half_anchored_regex::LINT, About::Argument),
    row(&rules::shell_metacharacters::LINT, &rules::denylist_on_text::LINT, About::Argument),
    row(&rules::command_runner::LINT, &rules::half_anchored_regex::LINT, About::Argument),
    row(&rules::host_bypass::LINT, &rules::unanchored_regex::LINT, About::Argument),
    row(&rules::host_bypass::LINT, &rules::half_anchored_regex::LINT, About::Argument),
    row(&rules::host_bypass::LINT, &rules::unescaped_dot::LINT, About::Argument),
    row(&rules::host_bypass::LINT, &rules::type_slip::LINT, About::Argument),
    row(&rules::half_anchored_regex::LINT, &rules::internal_host_reachable::LINT, About::Argument),
    row(&rules::unanchored_regex::LINT, &rules::internal_host_reachable::LINT, About::Argument),
    row(&rules::path_traversal::LINT, &rules::unanchored_regex::LINT, About::Argument),
    row(&rules::path_traversal::LINT, &rules::half_anchored_regex::LINT, About::Argument),
    row(&rules::path_traversal::LINT, &rules::unescaped_dot::LINT, About::Argument),
    row(&rules::path_prefix::LINT, &rules::unanchored_regex::LINT, About::Argument),
    row(&rules::path_prefix::LINT, &rules::half_anchored_regex::LINT, About::Argument),
    row(&rules::path_prefix::LINT, &rules::unescaped_dot::LINT, About::Argument),
    row(&rules::unconstrained_execute::LINT, &rules::local_file_write::LINT, About::Tool),
    row(&rules::recipient_bypass::LINT, &rules::sibling_argument_free::LINT, About::Argument),
    row(&rules::recipient_bypass::LINT, &rules::unanchored_regex::LINT, About::Argument),
    row(&rules::recipient_bypass::LINT, &rules::half_anchored_regex::LINT, About::Argument),
    row(&rules::recipient_bypass::LINT, &rules::key_argument_free::LINT, About::Argument),
    row(&rules::recipient_bypass::LINT, &rules::uneven_constraint::LINT, About::Argument),
    row(&rules::host_bypass::LINT, &rules::sibling_argument_free::LINT, About::Argument),
    row(&rules::scope_bypass::LINT, &rules::sibling_argument_free::LINT, About::Argument),
    row(&rules::scope_bypass::LINT, &rules::uneven_constraint::LINT, About::Argument),
    row(&rules::scope_bypass::LINT, &rules::key_argument_free::LINT, About::Argument),
    row(&rules::scope_bypass::LINT, &rules::unanchored_regex::LINT, About::Argument),
    row(&rules::scope_bypass::LINT, &rules::half_anchored_regex::LINT, About::Argument),
];

const fn row(lint: &'static Lint, silences: &'static Lint, about: About) -> Supersedes {
    Supersedes { lint, silences, about }
}

impl Supersedes {
    /// Whether a finding weighs less than those that it would silence: then both are said.
    pub(super) fn weighs_less(&self, issue: &Issue<'_>) -> bool {
        match self.silences.weight {
            Weight::Deny => issue.pedantic || issue.level == Some(Level::Warn),
            Weight::Warn => issue.pedantic,
            Weight::Pedantic => false,
        }
    }
}

/// What a lint is silent about, since another one has said more.
#[derive(Debug, Default)]
pub(super) struct Superseded {
    tools: BTreeSet<Arc<str>>,
    /// Rules of single tools; without a tool, of all.
    rules: BTreeSet<(Option<Arc<str>>, Span)>,
    arguments: BTreeSet<(Arc<str>, Path)>,
}

impl Superseded {
    /// Adds what another lint has found. What it couldn't tell silences nobody, nor does what is a
    /// matter of taste.
    pub(super) fn add(&mut self, issue: &Issue<'_>, about: About) {
        if issue.unsure || issue.pedantic {
            return;
        }
        let tools = || issue.tools.iter().cloned();
        match about {
            About::Tool => self.tools.extend(tools()),
            About::Rule => {
                let of_tools = tools().map(Some);
                let of_all = issue.tools.is_empty().then_some(None);
                for tool in of_tools.chain(of_all) {
                    self.rules.extend(issue.topic.rules.iter().map(|rule| (tool.clone(), *rule)));
                }
            }
            About::Argument => {
                // Each tool of a finding may have added the same argument.
                let arguments: BTreeSet<&Path> = issue.topic.arguments.iter().collect();
                for tool in tools() {
                    let arguments = arguments.iter().map(|path| (*path).clone());
                    self.arguments.extend(arguments.map(|path| (Arc::clone(&tool), path)));
                }
            }
        }
    }

    /// Whether nothing more is to be said about this tool.
    pub(super) fn has_tool(&self, tool: &str) -> bool {
        self.tools.contains(tool)
    }

    /// Whether nothing more is to be said about this rule of a tool, or about an argument that it
    /// tests.
    pub(super) fn has_rule(&self, tool: &Callable<'_>, rule: &Rule) -> bool {
        let is_superseded = |tool| self.rules.contains(&(tool, rule.span));
        let tests_superseded = || {
            let tests = rule.kind.tests();
            tests.iter().any(|test| self.has_argument(tool.name, &test.path))
        };
        is_superseded(None)
            || is_superseded(Some(Arc::clone(tool.name)))
            || !self.arguments.is_empty() && tests_superseded()
    }

    /// The rules of which nothing more is to be said, whatever the tool.
    pub(super) fn rules_of_all_tools(&self) -> impl Iterator<Item = Span> {
        self.rules.iter().filter(|(tool, _)| tool.is_none()).map(|(_, rule)| *rule)
    }

    /// Whether nothing more is to be said about this argument of a tool.
    pub(super) fn has_argument(&self, tool: &Arc<str>, path: &[String]) -> bool {
        self.arguments.contains(&(Arc::clone(tool), path.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::named;

    #[test]
    fn the_table_names_lints_and_has_no_circle() {
        for Supersedes { lint, silences, .. } in SUPERSEDES {
            assert!(named(lint.name).is_some() && named(silences.name).is_some());
            assert!(!reaches(silences.name, lint.name, SUPERSEDES.len()));
        }
    }

    fn reaches(from: &str, to: &str, steps: usize) -> bool {
        let mut next = SUPERSEDES.iter().filter(|row| row.lint.name == from);
        from == to || steps > 0 && next.any(|row| reaches(row.silences.name, to, steps - 1))
    }
}
