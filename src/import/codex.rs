//! Codex's configuration: which tools of a server there are, and which of them a person approves.

use super::Request;
use super::fault::Fault;
use super::neutral::Neutral;
use super::tools::{self, Action, EVERY, RuleList, ToolRule};
use super::tree::{self, Kind, Member, Reader, Tree};
use crate::finding::Finding;
use crate::source::Span;
use crate::strings::tick;

/// What reads such a file, as messages name it.
const ENGINE: &str = "Codex";

/// Reads the configuration.
pub(super) fn read(request: &Request<'_>) -> (Option<Neutral>, Vec<Finding>) {
    let twice = "Codex refuses the file";
    let mut reader = Reader { engine: ENGINE, has_more_keys: true, twice, faults: Vec::new() };
    let neutral = match tree::read_toml(request.source) {
        Ok(text) => configuration(&text.root, request, &mut reader),
        Err(fault) => reader.fault(fault),
    };
    (neutral, reader.faults.into_iter().map(Fault::finding).collect())
}

fn configuration(root: &Tree, request: &Request<'_>, reader: &mut Reader) -> Option<Neutral> {
    let servers = root.members().iter().find(|member| member.key == "mcp_servers");
    let servers = servers.map(|servers| servers.value.members()).unwrap_or_default();
    let is_asked = |server: &&Member| request.server.is_none_or(|asked| asked == server.key);
    let rules =
        servers.iter().filter(is_asked).flat_map(|server| of_server(server, reader)).collect();
    tools::neutral(RuleList { rules, otherwise: Action::Deny }, request, reader)
}

/// What is disabled is taken out of what is enabled; what is left passes as its mode says.
fn of_server(server: &Member, reader: &mut Reader) -> Vec<ToolRule> {
    let member = |key: &str| server.value.members().iter().find(|member| member.key == key);
    let rule = |tool: String, action, span| ToolRule {
        server: server.key.clone(),
        tool,
        action,
        reason: None,
        span,
    };
    if member("enabled").is_some_and(|enabled| matches!(enabled.value.kind, Kind::Bool(false))) {
        return vec![rule(EVERY.to_owned(), Action::Deny, server.key_span)];
    }
    let names = |key: &str, reader: &mut Reader| {
        let list = member(key).and_then(|list| reader.list(&list.value, "a list of tools"));
        list.map(|names| names.iter().filter_map(|name| named(name, reader)).collect::<Vec<_>>())
    };
    let disabled = names("disabled_tools", reader).unwrap_or_default();
    let enabled = names("enabled_tools", reader);
    let default = member("default_tools_approval_mode");
    let tools = member("tools").map(|tools| tools.value.members()).unwrap_or_default();
    let own = tools.iter().filter_map(|tool| {
        let mode = tool.value.members().iter().find(|member| member.key == "approval_mode")?;
        Some((tool, mode))
    });
    let denied = disabled.into_iter().map(|(tool, span)| rule(tool, Action::Deny, span));
    let mut rules: Vec<_> = denied.collect();
    let is_enabled = |tool: &str| {
        enabled.as_ref().is_none_or(|names| names.iter().any(|(name, _)| name == tool))
    };
    for (tool, mode) in own.filter(|(tool, _)| is_enabled(&tool.key)) {
        rules.extend(
            self::mode(Some(mode), mode, reader)
                .map(|it| rule(tool.key.clone(), it, tool.key_span)),
        );
    }
    let left = match enabled {
        Some(names) => names,
        None => vec![(EVERY.to_owned(), server.key_span)],
    };
    let is_open = left.iter().any(|(tool, _)| !rules.iter().any(|rule| rule.tool == *tool));
    let otherwise = if is_open { self::mode(default, server, reader) } else { Some(Action::Deny) };
    if let Some(action) = otherwise {
        let is_new = |(tool, _): &(String, _)| !rules.iter().any(|rule| rule.tool == *tool);
        let left: Vec<_> = left.into_iter().filter(is_new).collect();
        rules.extend(left.into_iter().map(|(tool, span)| rule(tool, action, span)));
    }
    rules
}

/// A tool's name in a list; Codex knows no patterns.
fn named(name: &Tree, reader: &mut Reader) -> Option<(String, Span)> {
    let (text, span) = (reader.text(name, "a tool's name")?, name.span);
    if !text.contains('*') {
        return Some((text, span));
    }
    let message = format!("{} is no tool, and Codex knows no patterns", tick(&text));
    let (does, help) = ("names nothing".to_owned(), Some("name each tool".to_owned()));
    reader.fault(Fault::NeverMatches { span, message, does, help })
}

/// What becomes of calls in an approval mode; without one, Codex judges by what a tool says of
/// itself.
fn mode(mode: Option<&Member>, place: &Member, reader: &mut Reader) -> Option<Action> {
    let word = mode.and_then(|mode| reader.text(&mode.value, "an approval mode"));
    let span = mode.map_or(place.key_span, |mode| mode.value.span);
    match word.as_deref() {
        Some("approve") => Some(Action::Allow),
        Some("prompt") => Some(Action::Ask),
        None | Some("auto") => {
            let message =
                "in the mode `auto` Codex judges by what a tool says of itself".to_owned();
            let help =
                "write `default_tools_approval_mode = \"approve\"`, or `\"prompt\"`".to_owned();
            reader.fault(Fault::NotAnalysed { span, message, help })
        }
        Some(other) => {
            let message = format!("{} is no approval mode", tick(other));
            reader.refused(span, message, "write `approve`, `prompt` or `auto`")
        }
    }
}
