//! Rules one underscore short: `mcp__crm_get_customer` is about every tool of a server
//! `crm_get_customer`, where the catalog has a tool `get_customer`.

use super::rule::{MARK, PREFIX};
use crate::import::Request;
use crate::import::fault::Fault;
use crate::import::tools::{EVERY, ToolRule};
use crate::import::tree::Reader;
use crate::strings::tick;

/// Takes such rules out, with a fault for each.
pub(super) fn tell(rules: &mut Vec<ToolRule>, request: &Request<'_>, reader: &mut Reader) {
    rules.retain(|rule| match meant(rule, request) {
        Some(meant) => reader.fault::<()>(fault(rule, &meant)).is_some(),
        None => true,
    });
}

/// The name of the tool that a rule about a whole server is meant for.
fn meant(rule: &ToolRule, request: &Request<'_>) -> Option<String> {
    let catalog = request.catalog.filter(|_| rule.tool == EVERY)?;
    let is_asked = |server: &str| request.server.is_none_or(|asked| asked == server);
    let server_before = |tool: &str| {
        let server = rule.server.strip_suffix(tool)?.strip_suffix(['_', '-'])?;
        (!server.is_empty() && is_asked(server)).then(|| server.to_owned())
    };
    let names = catalog.tools().iter().map(|tool| tool.name().to_string());
    let found = names.filter_map(|tool| Some((server_before(&tool)?, tool)));
    let (server, tool) = found.max_by_key(|(_, tool)| tool.len())?;
    Some(format!("{PREFIX}{server}{MARK}{tool}"))
}

fn fault(rule: &ToolRule, meant: &str) -> Fault {
    let server = tick(&rule.server);
    let message = format!("this rule is about every tool of a server {server}");
    let does = rule.action.without_it().to_owned();
    let help = Some(format!("did you mean {}?", tick(meant)));
    Fault::NeverMatches { span: rule.span, message, does, help }
}
