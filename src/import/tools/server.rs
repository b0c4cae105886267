//! The one server whose rules are taken.

use std::collections::BTreeMap;

use super::{RuleList, ToolRule, matches};
use crate::import::Request;
use crate::import::fault::Fault;
use crate::import::tree::Reader;
use crate::source::{Source, Span};
use crate::strings::{joined_with, nearest, tick};

/// The server that is asked for, or that the rules name. Where faults have left no rule, there is
/// none, and nothing more is said.
pub(in crate::import) fn server(
    all: &RuleList,
    request: &Request<'_>,
    reader: &mut Reader,
) -> Option<String> {
    let rules = &all.rules;
    if rules.is_empty() && !reader.faults.is_empty() {
        return None;
    }
    if let Some(server) = request.server {
        let is_known = rules.iter().any(|rule| matches(&rule.server, server));
        return match is_known {
            true => Some(server.to_owned()),
            false => unknown(server, rules, request.source, reader),
        };
    }
    let named = named(rules);
    match (named.as_slice(), rules.first()) {
        ([(server, _)], _) => Some(server.clone()),
        ([], None) => none("about tools of an MCP server".to_owned(), request.source, reader),
        ([], Some(rule)) => reader.fault(Fault::EveryServer { span: rule.span }),
        ([_, (_, second), ..], _) => {
            reader.fault(Fault::SeveralServers { span: *second, servers: named.clone() })
        }
    }
}

/// Every server with its first rule, in the order of the text.
fn named(rules: &[ToolRule]) -> Vec<(String, Span)> {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for rule in rules.iter().filter(|rule| !rule.server.contains('*')) {
        let at = first.entry(&rule.server).or_insert(rule.span);
        *at = rule.span.min(*at);
    }
    let mut named: Vec<_> = first.into_iter().map(|(name, at)| (name.to_owned(), at)).collect();
    named.sort_by_key(|(_, at)| *at);
    named
}

/// A server of which no rule speaks: the nearest of those of which some do, else all of them.
fn unknown(
    server: &str,
    rules: &[ToolRule],
    source: &Source,
    reader: &mut Reader,
) -> Option<String> {
    let named = named(rules);
    let names = || named.iter().map(|(name, _)| name.as_str());
    let known: Vec<String> = names().map(tick).collect();
    let others = match (nearest(server, names()), known.is_empty()) {
        (Some(near), _) => format!("; did you mean {}?", tick(near)),
        (None, true) => String::new(),
        (None, false) => format!("; it has rules about {}", joined_with(&known, "and")),
    };
    none(format!("about tools of {}{others}", tick(server)), source, reader)
}

fn none(about: String, source: &Source, reader: &mut Reader) -> Option<String> {
    let message = format!("the file has no rule {about}");
    reader.fault(Fault::NoRules { span: first(source), message })
}

/// The first letter of a file.
fn first(source: &Source) -> Span {
    let start =
        source.text().len() - source.text().trim_start_matches('\u{feff}').trim_start().len();
    Span::new(source.id(), start, (start + 1).min(source.text().len()))
}
