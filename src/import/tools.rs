//! Rules about the names of tools, of which the first that takes a tool decides: what agents'
//! clients have. They know no arguments and no limits.

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
use crate::source::{Source, Span};
use crate::strings::tick;

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
    request: &Request<'_>,
    reader: &mut Reader,
) -> Option<Neutral> {
    if all.rules.is_empty() && !reader.faults.is_empty() {
        return None;
    }
    let server = server(&all.rules, request, reader)?;
    let is_of = |rule: &ToolRule| matches(&rule.server, &server);
    let rules: Vec<ToolRule> = all.rules.into_iter().filter(is_of).collect();
    let listed = names(&rules, request, reader);
    let decide = |tool: &str| rules.iter().find(|rule| matches(&rule.tool, tool));
    let others = rules.iter().find(|rule| rule.tool == EVERY);
    let otherwise = others.map_or(all.otherwise, |rule| rule.action);
    let default = if otherwise == Action::Allow { Decision::Allow } else { Decision::Deny };
    let (mut tools, mut places) = (BTreeMap::new(), Places::default());
    let mut deciding = BTreeSet::new();
    if let Some(rule) = others {
        deciding.insert(rule.span);
        places.set(Pointer::Default, rule.span);
    }
    for name in listed {
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
    let notes = Notes::at_top(head(&server, otherwise, reader.engine));
    let (hide, all_tools) = (Vec::new(), AllTools::default());
    let document = Document { semantics: SEMANTICS, default, hide, all_tools, tools };
    Some(Neutral { document, places, notes })
}

/// The one server that is asked for, or that rules name.
fn server(rules: &[ToolRule], request: &Request<'_>, reader: &mut Reader) -> Option<String> {
    let named: BTreeSet<&str> = rules.iter().map(|rule| &*rule.server).collect();
    let named: Vec<&str> = named.into_iter().filter(|server| !server.contains('*')).collect();
    let span = first(request.source);
    match (request.server, named.as_slice()) {
        (Some(server), _) if rules.iter().any(|rule| matches(&rule.server, server)) => {
            Some(server.to_owned())
        }
        (Some(server), _) => {
            let message = format!("the file has no rule about tools of {}", tick(server));
            reader.fault(Fault::NoRules { span, message })
        }
        (None, [server]) => Some((*server).to_owned()),
        (None, []) => {
            let message = "the file has no rule about tools of an MCP server".to_owned();
            reader.fault(Fault::NoRules { span, message })
        }
        (None, several) => {
            let servers = several.iter().map(|server| (*server).to_owned()).collect();
            reader.fault(Fault::SeveralServers { span, servers })
        }
    }
}

/// Every tool that the rules tell from others. Which ones a pattern takes, the catalog says.
fn names(rules: &[ToolRule], request: &Request<'_>, reader: &mut Reader) -> BTreeSet<String> {
    let is_pattern = |rule: &&ToolRule| rule.tool.contains('*');
    let plain = rules.iter().filter(|rule| !is_pattern(rule)).map(|rule| rule.tool.clone());
    let mut names: BTreeSet<String> = plain.collect();
    for rule in rules.iter().filter(is_pattern).filter(|rule| rule.tool != EVERY) {
        let Some(catalog) = request.catalog else {
            let message =
                format!("which tools {} takes, only the server's catalog says", tick(&rule.tool));
            let help = Some("give it: `--catalog FILE`".to_owned());
            reader.fault::<()>(Fault::NoExactForm { span: rule.span, message, help });
            continue;
        };
        let tools = catalog.tools().iter().map(|tool| tool.name().to_string());
        let taken: Vec<_> = tools.filter(|tool| matches(&rule.tool, tool)).collect();
        if taken.is_empty() {
            let message = format!("{} takes no tool of the catalog", tick(&rule.tool));
            let (span, does) = (rule.span, "decides no call".to_owned());
            reader.fault::<()>(Fault::NeverMatches { span, message, does, help: None });
        }
        names.extend(taken);
    }
    names
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
    let before = rules.iter().take_while(|other| other.span != rule.span);
    let by = before.filter(|other| matches(&other.tool, &rule.tool)).map(|other| other.span).next();
    if by.is_some() {
        let message = format!("this rule about {} decides no call", tick(&rule.tool));
        reader.fault::<()>(Fault::Dead { span: rule.span, by, message });
    }
}

/// What the policy's first lines say of what it can't.
fn head(server: &str, otherwise: Action, engine: &str) -> Vec<String> {
    let of = format!("What {engine} lets pass of the server {server} without asking anybody.");
    let asks = "A tool that isn't named here is asked about there, and refused here.";
    let asks = (otherwise == Action::Ask).then(|| asks.to_owned());
    [of].into_iter().chain(asks).collect()
}

/// The first letter of a file.
fn first(source: &Source) -> Span {
    let start =
        source.text().len() - source.text().trim_start_matches('\u{feff}').trim_start().len();
    Span::new(source.id(), start, (start + 1).min(source.text().len()))
}
