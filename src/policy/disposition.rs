//! Which statement governs each tool, where several name it: `hide`, else `approve`, else `deny`,
//! else the tool is open within its rules, if an `allow` or the default lists it.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::{Decision, Effect, Policy, Statement, Tools};
use crate::source::Span;

/// What a policy does with a tool.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Disposition<'p> {
    /// Taken out of the tool list, by this statement first.
    Hidden(&'p Statement),
    /// Every call is refused, by this statement first.
    Approved(&'p Statement),
    /// Every call is refused, by this statement first.
    Denied(&'p Statement),
    /// Listed with its rules.
    Open,
    /// Rules name it, but it can't be called anyway.
    Unlisted,
}

/// The first statement of each kind that names a tool.
#[derive(Debug, Clone, Copy, Default)]
struct Mentions<'p> {
    hide: Option<(&'p Statement, Span)>,
    approve: Option<&'p Statement>,
    deny: Option<&'p Statement>,
    allow: bool,
}

/// The disposition of every tool that a policy names.
#[derive(Debug)]
pub(crate) struct Dispositions<'p> {
    default: Decision,
    every: Option<(&'p Statement, Span)>,
    /// Looked up; what goes through it sorts.
    tools: HashMap<&'p str, Mentions<'p>>,
}

/// The tools that a statement names, each with its term.
pub(crate) fn names(statement: &Statement) -> &[(Arc<str>, Span)] {
    match &statement.tools {
        Tools::Every => &[],
        Tools::Named(names) => names,
    }
}

impl<'p> Dispositions<'p> {
    /// Gathers what the statements say about each tool.
    pub(crate) fn of(policy: &'p Policy) -> Self {
        let default = policy.default.decision;
        let mut dispositions = Self { default, every: None, tools: HashMap::new() };
        for statement in &policy.statements {
            if let (Tools::Every, Effect::Hide) = (&statement.tools, &statement.effect) {
                dispositions.every.get_or_insert((statement, statement.span));
            }
            for (tool, term) in names(statement) {
                dispositions.tools.entry(tool).or_default().add(statement, *term);
            }
        }
        dispositions
    }

    /// What happens to a tool.
    pub(crate) fn of_tool(&self, tool: &str) -> Disposition<'p> {
        let mentions = self.tools.get(tool).copied().unwrap_or_default();
        if let Some((hide, _)) = self.every.or(mentions.hide) {
            return Disposition::Hidden(hide);
        }
        match mentions {
            Mentions { approve: Some(approve), .. } => Disposition::Approved(approve),
            Mentions { deny: Some(deny), .. } => Disposition::Denied(deny),
            Mentions { allow: true, .. } => Disposition::Open,
            _ if self.default == Decision::Allow => Disposition::Open,
            _ => Disposition::Unlisted,
        }
    }

    /// The hide list, each name with the text that hides it first.
    pub(crate) fn hidden(&self) -> Vec<(String, Span)> {
        if let Some((_, span)) = self.every {
            return vec![("*".to_owned(), span)];
        }
        let hidden = |(tool, mentions): (&&str, &Mentions<'_>)| {
            mentions.hide.map(|(_, span)| ((*tool).to_owned(), span))
        };
        let mut all: Vec<_> = self.tools.iter().filter_map(hidden).collect();
        all.sort_unstable();
        all
    }

    /// Whether everything is hidden at once.
    pub(crate) fn hides_everything(&self) -> bool {
        self.every.is_some()
    }
}

impl<'p> Mentions<'p> {
    fn add(&mut self, statement: &'p Statement, term: Span) {
        match &statement.effect {
            Effect::Hide => {
                self.hide.get_or_insert((statement, term));
            }
            Effect::Approve(_) => {
                self.approve.get_or_insert(statement);
            }
            Effect::Deny(_) => {
                self.deny.get_or_insert(statement);
            }
            Effect::Allow(_) => self.allow = true,
            Effect::Restrict(_) => {}
        }
    }
}
