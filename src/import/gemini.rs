//! Gemini CLI's policies: rules, the one with the highest priority first.

use super::Request;
use super::fault::Fault;
use super::neutral::Neutral;
use super::tools::{self, Action, EVERY, RuleList, ToolRule};
use super::tree::{self, Kind, Reader, Tree};
use crate::finding::Finding;
use crate::source::Span;
use crate::strings::tick;

/// What reads such a file, as messages name it.
const ENGINE: &str = "Gemini CLI";

/// What whole names of MCP tools begin with.
const PREFIX: &str = "mcp_";

/// The keys of a rule.
const KEYS: &[&str] = &[
    "toolName",
    "mcpName",
    "argsPattern",
    "commandPrefix",
    "commandRegex",
    "decision",
    "priority",
    "modes",
    "interactive",
    "toolAnnotations",
    "denyMessage",
    "allowRedirection",
];

/// The keys that make a rule depend on more than the tool's name.
const OTHERS: [&str; 4] = ["argsPattern", "modes", "interactive", "toolAnnotations"];

/// Reads a policy.
pub(super) fn read(request: &Request<'_>) -> (Option<Neutral>, Vec<Finding>) {
    let twice = "Gemini CLI refuses the file";
    let mut reader = Reader { engine: ENGINE, has_more_keys: true, twice, faults: Vec::new() };
    let neutral = match tree::read_toml(request.source) {
        Ok(text) => policy(&text.root, request, &mut reader),
        Err(fault) => reader.fault(fault),
    };
    (neutral, reader.faults.into_iter().map(Fault::finding).collect())
}

fn policy(root: &Tree, request: &Request<'_>, reader: &mut Reader) -> Option<Neutral> {
    let rules = root.members().iter().find(|member| member.key == "rule");
    let rules = rules.and_then(|rules| reader.list(&rules.value, "`rule`")).unwrap_or_default();
    let mut all: Vec<(i64, ToolRule)> = rules.iter().flat_map(|it| rule(it, reader)).collect();
    all.sort_by_key(|(priority, rule)| (std::cmp::Reverse(*priority), rule.span));
    check_ties(&all, reader);
    let rules = all.into_iter().map(|(_, rule)| rule).collect();
    tools::neutral(RuleList { rules, otherwise: Action::Ask }, request, reader)
}

/// Which of two rules with one priority decides is not said.
fn check_ties(rules: &[(i64, ToolRule)], reader: &mut Reader) {
    for (index, (priority, rule)) in rules.iter().enumerate() {
        let before = rules.get(..index).unwrap_or_default().iter();
        let mut ties = before.filter(|(other, it)| {
            let is_same = it.tool == rule.tool || it.tool == EVERY || rule.tool == EVERY;
            other == priority && it.server == rule.server && is_same && it.action != rule.action
        });
        if ties.next().is_some() {
            let message =
                "another rule of this priority decides about the tool otherwise".to_owned();
            let help = "give one of them a higher `priority`".to_owned();
            reader.fault::<()>(Fault::NotAnalysed { span: rule.span, message, help });
        }
    }
}

/// A rule for each tool that it names, with its priority; none of one that isn't about MCP tools.
fn rule(tree: &Tree, reader: &mut Reader) -> Vec<(i64, ToolRule)> {
    let Some(mut rule) = reader.object(tree, "a rule", KEYS) else { return Vec::new() };
    let mcp = rule.take("mcpName");
    let server = mcp.and_then(|mcp| Some((reader.text(&mcp.value, "`mcpName`")?, mcp.value.span)));
    let Some(tool) = rule.take("toolName") else {
        if let Some((_, span)) = server {
            let message = "Gemini CLI skips a rule without `toolName`".to_owned();
            let help = Some("add `toolName = \"*\"` for all tools of the server".to_owned());
            let does = "decides no call".to_owned();
            reader.fault::<()>(Fault::NeverMatches { span, message, does, help });
        }
        return Vec::new();
    };
    let names = match &tool.value.kind {
        Kind::List(names) => names.as_slice(),
        _ => std::slice::from_ref(&tool.value),
    };
    let named: Vec<_> =
        names.iter().filter_map(|name| named(name, server.as_ref(), reader)).collect();
    if named.is_empty() {
        return Vec::new();
    }
    if let Some(other) = OTHERS.iter().find_map(|key| rule.take(key)) {
        let message = format!("{} makes the rule depend on more than the tool", tick(&other.key));
        let help = "write what must hold in a policy: `allow TOOL { require … }`".to_owned();
        reader.fault::<()>(Fault::NotAnalysed { span: other.key_span, message, help });
    }
    let priority = rule.take("priority").and_then(|it| reader.text(&it.value, "`priority`"));
    let priority = priority.and_then(|priority| priority.parse().ok()).unwrap_or(0);
    let reason = rule.take("denyMessage").and_then(|it| reader.text(&it.value, "`denyMessage`"));
    let action = rule.take("decision").and_then(|it| decision(&it.value, reader));
    let Some(action) = action else { return Vec::new() };
    let rules = named.into_iter().map(|(server, tool, span)| {
        (priority, ToolRule { server, tool, action, reason: reason.clone(), span })
    });
    rules.collect()
}

/// The server and tool that a name is about.
fn named(
    tree: &Tree,
    server: Option<&(String, Span)>,
    reader: &mut Reader,
) -> Option<(String, String, Span)> {
    let (text, span) = (reader.text(tree, "`toolName`")?, tree.span);
    let never = |message: String, help: &str| {
        let (does, help) = ("decides no call".to_owned(), Some(help.to_owned()));
        Fault::NeverMatches { span, message, does, help }
    };
    let of_every_server = |span| Fault::NotAnalysed {
        span,
        message: "the rule is about the tools of every server".to_owned(),
        help: "write a rule for each server: `mcpName = \"NAME\"`".to_owned(),
    };
    if let Some((server, place)) = server {
        if server.contains('*') {
            return reader.fault(of_every_server(*place));
        }
        if server.contains('_') {
            let message = "Gemini CLI takes a server's name to end at the first `_`".to_owned();
            let (does, help) =
                ("decides no call".to_owned(), Some("write the name with `-`".to_owned()));
            return reader.fault(Fault::NeverMatches { span: *place, message, does, help });
        }
        if text.contains('*') && text != EVERY {
            let message = format!("{} is no tool, and no pattern either", tick(&text));
            return reader.fault(never(message, "name each tool, or write `*` for all"));
        }
        return Some((server.clone(), text, span));
    }
    if text == EVERY {
        return reader.fault(of_every_server(span));
    }
    let rest = text.strip_prefix(PREFIX)?;
    let (server, tool) = rest.split_once('_').unwrap_or((rest, EVERY));
    let has_star = [server, tool].iter().any(|part| part.contains('*'));
    if has_star && tool != EVERY {
        let message = format!("{} is no pattern that Gemini CLI knows", tick(&text));
        return reader.fault(never(message, "write `mcpName = \"NAME\"` and the tool's own name"));
    }
    Some((server.to_owned(), tool.to_owned(), span))
}

fn decision(tree: &Tree, reader: &mut Reader) -> Option<Action> {
    match reader.text(tree, "`decision`")?.as_str() {
        "allow" => Some(Action::Allow),
        "ask_user" => Some(Action::Ask),
        "deny" => Some(Action::Deny),
        other => {
            let message = format!("{} is no decision", tick(other));
            reader.refused(tree.span, message, "write `allow`, `ask_user` or `deny`")
        }
    }
}
