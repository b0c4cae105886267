//! `accept` statements: which findings they cover, and which of them cover none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::context::LintContext;
use super::draft::Draft;
use super::issue::Issue;
use super::registry;
use super::rules::{broad_accept, expired_accept, unused_accept};
use super::settings::Settings;
use super::stack;
use super::unknown_lint::UnknownLint;
use crate::finding::{Finding, Level};
use crate::policy::{Policy, Tools, Waiver};
use crate::source::Span;

/// The waivers of a policy, and what each has covered so far.
pub(super) struct Waivers<'a> {
    all: Vec<Entry<'a>>,
    today: Date,
}

/// One waiver.
pub(super) struct Entry<'a> {
    pub(super) waiver: &'a Waiver,
    /// Whether some finding is covered.
    pub(super) used: bool,
    /// Whether it names tools, and its lint found something about the policy as a whole.
    pub(super) misses: bool,
    /// The terms of its selector that cover a tool of some finding.
    pub(super) terms: BTreeSet<Span>,
    /// The tools of the findings that it covers.
    pub(super) tools: BTreeSet<Arc<str>>,
}

/// Errors: waivers of unknown lints.
pub(crate) fn unknown(policy: &Policy) -> Vec<Finding> {
    let lints = policy.waivers.iter().map(|waiver| &waiver.lint);
    let unknown = lints.filter(|lint| registry::named(&lint.node).is_none());
    unknown
        .map(|lint| {
            let unknown = UnknownLint::new(&lint.node);
            Finding::error("unknown-lint", lint.span, unknown.to_string())
                .help(unknown.help())
                .fix(unknown.fix(lint.span))
        })
        .collect()
}

impl<'a> Waivers<'a> {
    pub(super) fn new(policy: &'a Policy, today: Date) -> Self {
        let entry = |waiver| Entry {
            waiver,
            used: false,
            misses: false,
            terms: BTreeSet::new(),
            tools: BTreeSet::new(),
        };
        Self { all: policy.waivers.iter().map(entry).collect(), today }
    }

    /// Whether some waiver is about this lint.
    pub(super) fn are_about(&self, lint: &str) -> bool {
        self.all.iter().any(|entry| entry.waiver.lint.node == lint)
    }

    /// The findings of one issue: those that no waiver covers, and for each waiver those that it
    /// does.
    pub(super) fn sort_out(
        &mut self,
        lint: &'static str,
        level: Level,
        issue: &Issue<'_>,
    ) -> Vec<Finding> {
        let finding = |(waived, tools): (Option<Span>, Vec<Arc<str>>)| {
            Some(issue.render(&tools)?.finding(lint, level, tools, waived))
        };
        self.by_waiver(lint, issue).into_iter().filter_map(finding).collect()
    }

    /// The tools of an issue, by the waiver that covers them.
    fn by_waiver(
        &mut self,
        lint: &str,
        issue: &Issue<'_>,
    ) -> BTreeMap<Option<Span>, Vec<Arc<str>>> {
        if issue.tools.is_empty() {
            return BTreeMap::from([(self.cover(lint, None), Vec::new())]);
        }
        if issue.together {
            return BTreeMap::from([(self.cover_all(lint, &issue.tools), issue.tools.clone())]);
        }
        let mut sorted: BTreeMap<_, Vec<Arc<str>>> = BTreeMap::new();
        for tool in &issue.tools {
            sorted.entry(self.cover(lint, Some(tool))).or_default().push(Arc::clone(tool));
        }
        sorted
    }

    /// The waivers of a lint whose last day isn't over.
    fn standing(&mut self, lint: &str) -> impl Iterator<Item = &mut Entry<'a>> {
        let today = self.today;
        let of_lint = self.all.iter_mut().filter(move |it| it.waiver.lint.node == lint);
        of_lint.filter(move |entry| !entry.waiver.is_expired(today))
    }

    /// The statement of the first waiver that covers a lint's finding about a tool, or about the
    /// policy as a whole.
    fn cover(&mut self, lint: &str, tool: Option<&Arc<str>>) -> Option<Span> {
        let entry = self.standing(lint).find_map(|entry| entry.covers(tool).then_some(entry))?;
        entry.used = true;
        entry.tools.extend(tool.cloned());
        Some(entry.waiver.span)
    }

    /// The statement of the first waiver that covers a lint's finding about all these tools.
    fn cover_all(&mut self, lint: &str, tools: &[Arc<str>]) -> Option<Span> {
        let entry = self.standing(lint).find(|entry| entry.names_all(tools))?;
        for tool in tools {
            entry.covers(Some(tool));
        }
        entry.used = true;
        entry.tools.extend(tools.iter().cloned());
        Some(entry.waiver.span)
    }

    /// What is wrong with the waivers that the file itself writes. Without a catalog nobody knows
    /// which of them would be needed.
    pub(super) fn findings(self, context: &LintContext<'_>, settings: &Settings) -> Vec<Finding> {
        let mut findings = Vec::new();
        let on = |entry: &&Entry<'_>| settings.levels.contains_key(&*entry.waiver.lint.node);
        for entry in self.all.iter().filter(|entry| entry.waiver.own).filter(on) {
            let (lint, found) = if entry.waiver.is_expired(self.today) {
                (&expired_accept::LINT, expired_accept::drafts(entry.waiver))
            } else if entry.used {
                (&broad_accept::LINT, broad_accept::drafts(entry, context))
            } else if settings.in_stack && stack::looks_at(&entry.waiver.lint.node) {
                continue;
            } else if context.catalog.is_some() {
                (&unused_accept::LINT, vec![unused_accept::draft(entry)])
            } else {
                continue;
            };
            if let Some(level) = settings.levels.get(lint.name) {
                let finding = |draft: Draft| draft.finding(lint.name, *level, Vec::new(), None);
                findings.extend(found.into_iter().map(finding));
            }
        }
        findings
    }
}

impl Entry<'_> {
    /// Whether the waiver is about every one of these tools.
    fn names_all(&self, tools: &[Arc<str>]) -> bool {
        match &self.waiver.tools {
            None | Some((Tools::Every, _)) => true,
            Some((Tools::Named(names), _)) => {
                tools.iter().all(|tool| names.iter().any(|(name, _)| name == tool))
            }
        }
    }

    /// Whether the waiver is about this tool, or for none about the policy as a whole.
    fn covers(&mut self, tool: Option<&Arc<str>>) -> bool {
        match (&self.waiver.tools, tool) {
            (None, _) | (Some((Tools::Every, _)), _) => true,
            (Some(_), None) => {
                self.misses = true;
                false
            }
            (Some((Tools::Named(names), _)), Some(tool)) => {
                let term = names.iter().find(|(name, _)| name == tool).map(|(_, term)| *term);
                self.terms.extend(term);
                term.is_some()
            }
        }
    }
}
