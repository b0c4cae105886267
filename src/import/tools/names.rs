//! The tools that rules tell from others.
//!
//! A pattern, and beside a catalog a name that it doesn't list, may be about tools that the server
//! adds later. What such a rule allows, a policy names tool by tool; where one of them refuses and
//! everything else passes, the policy can't leave the rest open either.

use std::collections::BTreeSet;

use super::{Action, EVERY, ToolRule, matches};
use crate::catalog::Catalog;
use crate::import::Request;
use crate::import::fault::Fault;
use crate::import::tree::Reader;
use crate::strings::tick;

/// The tools that some rules tell from others.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) listed: BTreeSet<String>,
    /// Whether the policy is about the tools of the catalog, and refuses any other.
    pub(super) is_of_catalog: bool,
    /// Whether a rule refuses tools that the catalog doesn't list, where others pass.
    pub(super) is_refusing_more: bool,
}

impl Names {
    /// The tools that rules of one server tell apart, the rules that decide first before others.
    pub(super) fn of(rules: &[ToolRule], request: &Request<'_>, reader: &mut Reader) -> Self {
        let mut names = Self::default();
        let is_deciding = |rule: &&ToolRule| rule.tool != EVERY;
        for rule in rules.iter().filter(is_deciding) {
            names.add(rule, request.catalog, reader);
        }
        // What stands behind a rule about every tool decides nothing.
        let before = rules.iter().take_while(is_deciding);
        let is_open = |rule: &ToolRule| match request.catalog {
            None => false,
            Some(catalog) => rule.tool.contains('*') || catalog.tool(&rule.tool).is_none(),
        };
        let mut open = before.filter(|rule| is_open(rule)).map(|rule| rule.action);
        let every = rules.iter().find(|rule| rule.tool == EVERY);
        let is_allowing = every.is_some_and(|rule| rule.action == Action::Allow);
        match is_allowing {
            true => names.is_refusing_more = open.any(|action| action != Action::Allow),
            false => names.is_of_catalog = open.any(|action| action == Action::Allow),
        }
        if let Some(catalog) = request.catalog.filter(|_| names.is_refusing_more) {
            names.is_of_catalog = true;
            names.listed.extend(catalog.tools().iter().map(|tool| tool.name().to_string()));
        }
        names
    }

    fn add(&mut self, rule: &ToolRule, catalog: Option<&Catalog>, reader: &mut Reader) {
        let is_pattern = rule.tool.contains('*');
        let Some(catalog) = catalog else {
            match is_pattern {
                true => needs_catalog(rule, reader),
                false => drop(self.listed.insert(rule.tool.clone())),
            }
            return;
        };
        let tools = catalog.tools().iter().map(|tool| tool.name().to_string());
        let taken: Vec<_> = tools.filter(|tool| matches(&rule.tool, tool)).collect();
        // A rule about every server is none about this one's tools.
        if taken.is_empty() && !rule.server.contains('*') {
            takes_no_tool(rule, catalog, reader);
        }
        self.listed.extend(taken);
    }
}

fn needs_catalog(rule: &ToolRule, reader: &mut Reader) {
    let message = format!("which tools {} takes, only the server's catalog says", tick(&rule.tool));
    let help = Some("give it: `--catalog FILE`".to_owned());
    reader.fault::<()>(Fault::NoExactForm { span: rule.span, message, help });
}

fn takes_no_tool(rule: &ToolRule, catalog: &Catalog, reader: &mut Reader) {
    let span = rule.span;
    let message = format!("{} takes no tool of the catalog", tick(&rule.tool));
    let near = catalog.near(&rule.tool);
    let help = near.map(|near| format!("did you mean {}?", tick(&near.name)));
    let does = "decides no call of the tools that there are".to_owned();
    reader.fault::<()>(Fault::NeverMatches { span, message, does, help });
}
