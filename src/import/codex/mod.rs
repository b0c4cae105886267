//! Codex's configuration: which tools of a server there are, and which of them a person approves.

mod asking;

use super::Request;
use super::fault::Fault;
use super::neutral::Neutral;
use super::tools::{self, Action, EVERY, RuleList, ToolRule};
use super::tree::{self, Engine, Kind, Member, Object, Reader, Tree, Twice};
use crate::finding::Finding;
use crate::source::Span;
use crate::strings::tick;
use asking::Asking;

/// What reads such a file.
const ENGINE: Engine = Engine { name: "Codex", twice: Twice::RefusesFile, is_typed: true };

/// The keys of a server.
const SERVER: &[&str] = &[
    "command",
    "args",
    "env",
    "env_vars",
    "cwd",
    "url",
    "http_headers",
    "env_http_headers",
    "http_headers_helper",
    "bearer_token",
    "bearer_token_env_var",
    "experimental_environment",
    "environment_id",
    "auth",
    "startup_timeout_sec",
    "startup_timeout_ms",
    "tool_timeout_sec",
    "enabled",
    "required",
    "supports_parallel_tool_calls",
    "omit_tools_from",
    "default_tools_approval_mode",
    "enabled_tools",
    "disabled_tools",
    "scopes",
    "oauth",
    "oauth_resource",
    "name",
    "tools",
];

/// The keys of a tool.
const TOOL: &[&str] = &["approval_mode", "output_token_limit"];

/// Reads the configuration.
pub(super) fn read(request: &Request<'_>) -> (Option<Neutral>, Vec<Finding>) {
    let mut reader = Reader::new(ENGINE);
    let neutral = match tree::read_toml(request.source) {
        Ok(text) => configuration(&text.root, request, &mut reader),
        Err(fault) => reader.fault(fault),
    };
    (neutral, reader.faults.into_iter().map(Fault::finding).collect())
}

fn configuration(root: &Tree, request: &Request<'_>, reader: &mut Reader) -> Option<Neutral> {
    let mut file = reader.open_object(root, "the file", &["mcp_servers"])?;
    let servers = match file.take("mcp_servers") {
        Some(servers) => reader.members(&servers.value, "`mcp_servers`")?,
        None => Vec::new(),
    };
    let asking = Asking::of(root);
    let is_asked = |server: &&&Member| request.server.is_none_or(|asked| asked == server.key);
    let mut rules = Vec::new();
    for server in servers.iter().filter(is_asked) {
        rules.extend(of_server(server, asking, reader).unwrap_or_default());
    }
    let all = RuleList { rules, otherwise: Action::Deny };
    let server = tools::server(&all, request, reader)?;
    tools::neutral(all, &server, request, reader)
}

/// What is disabled is taken out of what is enabled; what is left passes as its mode says.
fn of_server(server: &Member, asking: Asking, reader: &mut Reader) -> Option<Vec<ToolRule>> {
    let mut keys = reader.object(&server.value, "a server", SERVER)?;
    check_transport(server, &mut keys, reader);
    let rule = |tool: String, action, span| ToolRule {
        server: server.key.clone(),
        tool,
        action,
        reason: None,
        span,
    };
    let nothing = |span| rule(EVERY.to_owned(), Action::Deny, span);
    if keys.take("enabled").and_then(|it| boolean(&it.value, reader)) == Some(false) {
        return Some(vec![nothing(server.key_span)]);
    }
    let disabled = keys.take("disabled_tools").and_then(|it| names(it, reader));
    let enabled = keys.take("enabled_tools").map(|it| (it, names(it, reader).unwrap_or_default()));
    let default = keys.take("default_tools_approval_mode");
    let denied = disabled.into_iter().flatten();
    let mut rules: Vec<_> = denied.map(|(tool, span)| rule(tool, Action::Deny, span)).collect();
    let is_enabled = |tool: &str| {
        enabled.as_ref().is_none_or(|(_, names)| names.iter().any(|(name, _)| name == tool))
    };
    for (tool, mode) in own_modes(&mut keys, reader) {
        if is_enabled(&tool.key) {
            let action = asking.action(Some(mode), mode, reader);
            rules.extend(action.map(|action| rule(tool.key.clone(), action, tool.key_span)));
        }
    }
    let left = match enabled {
        Some((list, names)) if names.is_empty() => {
            rules.push(nothing(list.key_span));
            return Some(rules);
        }
        Some((_, names)) => names,
        None => vec![(EVERY.to_owned(), server.key_span)],
    };
    let is_new = |(tool, _): &&(String, Span)| !rules.iter().any(|rule| rule.tool == *tool);
    let left: Vec<_> = left.iter().filter(is_new).cloned().collect();
    if !left.is_empty() {
        let action = asking.action(default, server, reader)?;
        rules.extend(left.into_iter().map(|(tool, span)| rule(tool, action, span)));
    }
    Some(rules)
}

/// A server is started by a command, or is at an address.
fn check_transport(server: &Member, keys: &mut Object<'_>, reader: &mut Reader) {
    let (command, url) = (keys.take("command"), keys.take("url"));
    for (key, member) in [("`command`", command), ("`url`", url)] {
        drop(member.map(|member| reader.string(&member.value, key)));
    }
    match (command, url) {
        (None, None) => {
            let message = format!("{} has no `command` and no `url`", tick(&server.key));
            reader.refused::<()>(server.key_span, message, "add one of them");
        }
        (Some(_), Some(url)) => {
            let message = "a server has both a `command` and a `url`";
            reader.refused::<()>(url.key_span, message, "leave one of them out");
        }
        _ => {}
    }
}

fn boolean(tree: &Tree, reader: &mut Reader) -> Option<bool> {
    match tree.kind {
        Kind::Bool(value) => Some(value),
        _ => reader.wrong_type(tree, "`enabled`", "true or false"),
    }
}

/// The tools that have a mode of their own.
fn own_modes<'t>(keys: &mut Object<'t>, reader: &mut Reader) -> Vec<(&'t Member, &'t Member)> {
    let tools = keys.take("tools").and_then(|tools| reader.members(&tools.value, "`tools`"));
    let mut modes = Vec::new();
    for tool in tools.unwrap_or_default() {
        let mut own = reader.object(&tool.value, "a tool", TOOL);
        let mode = own.as_mut().and_then(|own| own.take("approval_mode"));
        modes.extend(mode.map(|mode| (tool, mode)));
    }
    modes
}

/// The names of tools in a list.
fn names(list: &Member, reader: &mut Reader) -> Option<Vec<(String, Span)>> {
    let names = reader.list(&list.value, "a list of tools")?;
    Some(names.iter().filter_map(|name| named(name, reader)).collect())
}

/// A tool's name in a list; Codex knows no patterns.
fn named(name: &Tree, reader: &mut Reader) -> Option<(String, Span)> {
    let (text, span) = (reader.string(name, "a tool's name")?, name.span);
    if !text.contains('*') {
        return Some((text, span));
    }
    let message = format!("{} is no tool, and Codex knows no patterns", tick(&text));
    let (does, help) = ("names nothing".to_owned(), Some("name each tool".to_owned()));
    reader.fault(Fault::NeverMatches { span, message, does, help })
}
