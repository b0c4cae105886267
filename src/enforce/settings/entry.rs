//! What stands in a client's settings for an event.

use serde::Serialize;

use super::Wanted;
use crate::enforce::Client;
use crate::json::Value;

/// How long a client waits, in seconds. The hook refuses by itself well before.
pub(crate) const TIMEOUT: u64 = 15;

/// Claude Code, Codex and Gemini CLI group hooks by the tools that they are for.
#[derive(Serialize)]
struct Group<'h> {
    matcher: &'static str,
    hooks: [Command<'h>; 1],
}

#[derive(Serialize)]
struct Command<'h> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'static str>,
    command: &'h str,
    timeout: u64,
    #[serde(rename = "onFailure", skip_serializing_if = "Option::is_none")]
    on_failure: Option<&'static str>,
}

#[derive(Serialize)]
struct OfCopilot<'h> {
    r#type: &'static str,
    bash: &'h str,
    #[serde(rename = "timeoutSec")]
    timeout: u64,
}

#[derive(Serialize)]
struct OfCursor<'h> {
    command: &'h str,
    timeout: u64,
    #[serde(rename = "failClosed")]
    fail_closed: bool,
}

/// The events at which a client asks before a tool is called.
pub(super) fn events(client: Client) -> &'static [&'static str] {
    match client {
        Client::Claude | Client::Codex => &["PreToolUse"],
        Client::Gemini => &["BeforeTool"],
        Client::Copilot => &["preToolUse"],
        Client::Cursor => &["beforeMCPExecution", SHELL],
    }
}

/// Where Cursor asks before a command is run.
const SHELL: &str = "beforeShellExecution";

/// Whether a client's settings begin with the version of their form.
pub(super) fn has_version(client: Client) -> bool {
    matches!(client, Client::Copilot | Client::Cursor)
}

/// Whether a client takes comments in its settings.
pub(super) fn has_comments(client: Client) -> bool {
    client == Client::Gemini
}

/// The entry for an event; none where nothing of what it is about is judged.
pub(super) fn entry(wanted: &Wanted<'_>, event: &str) -> Option<String> {
    let command = wanted.command;
    match wanted.client {
        Client::Claude | Client::Codex => Some(group(wanted, ["mcp__.*", ""], TIMEOUT, None)),
        Client::Gemini => Some(group(wanted, ["mcp_.*", ".*"], TIMEOUT * 1000, Some("mcpol"))),
        Client::Copilot => {
            Some(printed(&OfCopilot { r#type: "command", bash: command, timeout: TIMEOUT }))
        }
        Client::Cursor if event == SHELL && !wanted.own_tools => None,
        Client::Cursor => Some(printed(&OfCursor { command, timeout: TIMEOUT, fail_closed: true })),
    }
}

/// A group for the tools of servers or, by the other matcher, for all.
fn group(
    wanted: &Wanted<'_>,
    [servers, all]: [&'static str; 2],
    timeout: u64,
    name: Option<&'static str>,
) -> String {
    let matcher = if wanted.own_tools { all } else { servers };
    let blocks = wanted.client == Client::Claude && wanted.blocks_on_failure == Some(true);
    let on_failure = blocks.then_some("block");
    let command = Command { r#type: "command", name, command: wanted.command, timeout, on_failure };
    printed(&Group { matcher, hooks: [command] })
}

fn printed(entry: &impl Serialize) -> String {
    serde_json::to_string_pretty(entry).unwrap_or_default()
}

/// The command lines of an entry.
pub(super) fn commands(entry: &Value) -> Vec<&str> {
    let own = ["command", "bash"].into_iter().filter_map(|key| text(entry, key));
    let grouped = match member(entry, "hooks") {
        Some(Value::Array(hooks)) => hooks.as_slice(),
        _ => &[],
    };
    own.chain(grouped.iter().filter_map(|hook| text(hook, "command"))).collect()
}

/// Whether an entry tells Claude Code to refuse where the hook fails.
pub(super) fn blocks(entry: &Value) -> bool {
    let Some(Value::Array(hooks)) = member(entry, "hooks") else { return false };
    hooks.iter().any(|hook| text(hook, "onFailure") == Some("block"))
}

fn member<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    let Value::Object(members) = value else { return None };
    members.get(key)
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    match member(value, key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}
