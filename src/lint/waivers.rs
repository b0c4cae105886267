//! `accept` statements: which findings they cover, and which of them cover none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::concern::Concern;
use super::registry::{self, LINTS};
use super::rules::{broad_accept, expired_accept, unused_accept};
use super::run::with;
use super::settings::Settings;
use crate::finding::{Edit, Finding, Fix, Safety, nearest, tick};
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
    /// The terms of its selector that cover a tool of some finding.
    pub(super) terms: BTreeSet<Span>,
    /// The tools of the findings that it covers.
    pub(super) tools: BTreeSet<Arc<str>>,
}

/// Errors: waivers of lints that there aren't.
pub fn unknown(policy: &Policy) -> Vec<Finding> {
    let lints = policy.waivers.iter().map(|waiver| &waiver.lint);
    let unknown = lints.filter(|lint| registry::named(&lint.node).is_none());
    unknown
        .map(|lint| {
            let near = nearest(&lint.node, LINTS.iter().map(|lint| lint.name));
            let message = format!("there is no lint {}", tick(&lint.node));
            let help = match near {
                Some(near) => format!("did you mean {}?", tick(near)),
                None => "`mcpol lints` lists all".to_owned(),
            };
            Finding::error("unknown-lint", lint.span, message).help(help).fix(near.map(|near| {
                Fix {
                    safety: Safety::Unsafe,
                    title: format!("write {}", tick(near)),
                    edits: vec![Edit { span: lint.span, text: near.to_owned() }],
                }
            }))
        })
        .collect()
}

impl<'a> Waivers<'a> {
    pub(super) fn new(policy: &'a Policy, today: Date) -> Self {
        let entry =
            |waiver| Entry { waiver, used: false, terms: BTreeSet::new(), tools: BTreeSet::new() };
        Self { all: policy.waivers.iter().map(entry).collect(), today }
    }

    /// The findings of one concern: those that no waiver covers, and for each waiver those that it
    /// does.
    pub(super) fn sort_out(&mut self, lint: &str, concern: &Concern<'_>) -> Vec<Finding> {
        if concern.tools.is_empty() {
            let waived = self.cover(lint, None);
            return vec![Finding { waived, ..concern.finding(Vec::new()) }];
        }
        let mut sorted: BTreeMap<Option<Span>, Vec<Arc<str>>> = BTreeMap::new();
        for tool in &concern.tools {
            sorted.entry(self.cover(lint, Some(tool))).or_default().push(Arc::clone(tool));
        }
        let finding = |(waived, tools)| Finding { waived, ..concern.finding(tools) };
        sorted.into_iter().map(finding).collect()
    }

    /// The statement of the first waiver that covers a lint's finding about a tool, or about the
    /// policy as a whole.
    fn cover(&mut self, lint: &str, tool: Option<&Arc<str>>) -> Option<Span> {
        let today = self.today;
        let mut of_lint = self
            .all
            .iter_mut()
            .filter(|entry| entry.waiver.lint.node == lint && !is_expired(entry.waiver, today));
        let entry = of_lint.find_map(|entry| entry.covers(tool).then_some(entry))?;
        entry.used = true;
        entry.tools.extend(tool.cloned());
        Some(entry.waiver.span)
    }

    /// What is wrong with the waivers that the file itself writes.
    pub(super) fn findings(self, settings: &Settings) -> Vec<Finding> {
        let mut findings = Vec::new();
        let on = |entry: &&Entry<'_>| settings.levels.contains_key(&*entry.waiver.lint.node);
        for entry in self.all.iter().filter(|entry| entry.waiver.own).filter(on) {
            let (lint, found) = if is_expired(entry.waiver, self.today) {
                (&expired_accept::LINT, expired_accept::finding(entry.waiver))
            } else if !entry.used {
                (&unused_accept::LINT, Some(unused_accept::finding(entry.waiver)))
            } else {
                (&broad_accept::LINT, broad_accept::finding(entry))
            };
            if let (Some(level), Some(finding)) = (settings.levels.get(lint.name), found) {
                findings.push(with(finding, lint.name, *level));
            }
        }
        findings
    }
}

impl Entry<'_> {
    /// Whether the waiver is about this tool, or for none about the policy as a whole.
    fn covers(&mut self, tool: Option<&Arc<str>>) -> bool {
        match (&self.waiver.tools, tool) {
            (None, _) | (Some((Tools::Every, _)), _) => true,
            (Some(_), None) => false,
            (Some((Tools::Named(names), _)), Some(tool)) => {
                let term = names.iter().find(|(name, _)| name == tool).map(|(_, term)| *term);
                self.terms.extend(term);
                term.is_some()
            }
        }
    }
}

fn is_expired(waiver: &Waiver, today: Date) -> bool {
    waiver.until.as_ref().is_some_and(|until| until.node < today)
}
