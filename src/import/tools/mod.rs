//! Rules about the names of tools, of which the first that takes a tool decides: what agents'
//! clients have. They know no arguments and no limits.

mod names;
mod server;

use std::collections::{BTreeMap, BTreeSet};

use super::Request;
use super::fault::Fault;
use super::neutral::{Neutral, Notes, Places};
use super::tree::Reader;
use crate::analysis::Equality;
use crate::gateway::{
    AllTools, Document, Entry, MissingArguments, Pointer, Semantics, ToolRules, Windows,
};
use crate::policy::{Decision, glob};
use crate::source::Span;
use crate::strings::tick;
use names::Names;
pub(super) use server::server;

/// The name that takes every tool.
pub(super) const EVERY: &str = "*";

/// Nothing depends on it: no rule is about arguments.
const SEMANTICS: Semantics = Semantics {
    equality: Equality::Textual,
    missing: MissingArguments::FailConditions,
    windows: Windows::CalendarAligned,
};

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Allow,
    /// A person is asked.
    Ask,
    Deny,
}

impl Action {
    /// What becomes of calls where a rule for it takes none.
    pub(super) fn without_it(self) -> &'static str {
        match self {
            Self::Allow => "nothing is allowed by it",
            Self::Ask => "nobody is asked because of it",
            Self::Deny => "nothing is refused by it",
        }
    }
}

/// A rule about tools of one server.
#[derive(Debug, Clone)]
pub(super) struct ToolRule {
    pub(super) server: String,
    /// A name, or a pattern in which `*` stands for any run of characters.
    pub(super) tool: String,
    pub(super) action: Action,
    pub(super) reason: Option<String>,
    pub(super) span: Span,
}

/// Every rule of a file, those first that decide before others.
#[derive(Debug)]
pub(super) struct RuleList {
    pub(super) rules: Vec<ToolRule>,
    /// What becomes of a call that no rule takes.
    pub(super) otherwise: Action,
}

/// The document of one server's rules.
pub(super) fn neutral(
    all: RuleList,
    server: &str,
    request: &Request<'_>,
    reader: &mut Reader,
) -> Option<Neutral> {
    let is_of = |rule: &ToolRule| matches(&rule.server, server);
    let rules: Vec<ToolRule> = all.rules.into_iter().filter(is_of).collect();
    let names = Names::of(&rules, request, reader);
    let decide = |tool: &str| rules.iter().find(|rule| matches(&rule.tool, tool));
    let others = rules.iter().find(|rule| rule.tool == EVERY);
    let otherwise = others.map_or(all.otherwise, |rule| rule.action);
    let is_allowing = otherwise == Action::Allow && !names.is_refusing_more;
    let default = if is_allowing { Decision::Allow } else { Decision::Deny };
    let (mut tools, mut places) = (BTreeMap::new(), Places::default());
    let mut deciding = BTreeSet::new();
    if let Some(rule) = others {
        deciding.insert(rule.span);
        places.set(Pointer::Default, rule.span);
    }
    for name in names.listed {
        let Some(rule) = decide(&name) else { continue };
        deciding.insert(rule.span);
        if rule.action == Action::Allow && default == Decision::Allow {
            continue;
        }
        places.set(Pointer::Tool(&name), rule.span);
        places.set(Pointer::DenyIf(&name, 0), rule.span);
        tools.insert(name, said(rule));
    }
    for rule in rules.iter().filter(|rule| !deciding.contains(&rule.span)) {
        dead(rule, &rules, reader);
    }
    let head = head(server, otherwise, names.is_of_catalog, reader.engine.name);
    let (hide, all_tools) = (Vec::new(), AllTools::default());
    let document = Document { semantics: SEMANTICS, default, hide, all_tools, tools };
    let is_of_catalog = names.is_of_catalog;
    Some(Neutral { document, places, notes: Notes::at_top(head), is_of_catalog })
}

fn matches(pattern: &str, name: &str) -> bool {
    glob::matches(pattern, name)
}

fn said(rule: &ToolRule) -> ToolRules {
    let on_deny = match (rule.action, &rule.reason) {
        (Action::Allow, _) => return ToolRules::default(),
        (Action::Ask, None) => Some("Requires human approval.".to_owned()),
        (Action::Ask, Some(reason)) => Some(format!("Requires human approval. {reason}")),
        (Action::Deny, reason) => reason.clone(),
    };
    let deny_if = vec![Entry { conditions: Vec::new(), on_deny }];
    ToolRules { deny_if, ..ToolRules::default() }
}

fn dead(rule: &ToolRule, rules: &[ToolRule], reader: &mut Reader) {
    let is_told = |fault: &Fault| match fault {
        Fault::NotAnalysed { span, .. } | Fault::NeverMatches { span, .. } => *span == rule.span,
        _ => false,
    };
    if reader.faults.iter().any(is_told) {
        return;
    }
    let before = rules.iter().take_while(|other| other.span != rule.span);
    let by = before.filter(|other| matches(&other.tool, &rule.tool)).map(|other| other.span).next();
    if by.is_some() {
        let message = format!("this rule about {} decides no call", tick(&rule.tool));
        reader.fault::<()>(Fault::Dead { span: rule.span, by, message });
    }
}

/// What the policy's first lines say of what it can't.
fn head(server: &str, otherwise: Action, is_of_catalog: bool, engine: &str) -> Vec<String> {
    let of = format!("What {engine} lets pass of the server {server} without asking anybody.");
    let asked = (otherwise == Action::Ask)
        .then_some("A tool that isn't named here is asked about there, and refused here.");
    let unlisted = is_of_catalog.then_some("A tool that the catalog doesn't list is refused here.");
    let others = asked.into_iter().chain(unlisted).map(str::to_owned);
    [of].into_iter().chain(others).collect()
}
