//! Calls that are no agent's, in the form of each client.

use serde_json::{Value, json};

use crate::enforce::Client;

/// A call of a server that nobody has.
pub(super) fn of_no_server(client: Client) -> String {
    let name = match client {
        Client::Claude | Client::Codex => "mcp__mcpol_hook_test__call",
        Client::Gemini => "mcp_mcpol_hook_test_call",
        Client::Copilot => "mcpol_hook_test-call",
        Client::Cursor => "MCP:mcpol_hook_test:call",
    };
    let mut message = message(client, name, &json!({}));
    if let (Client::Gemini, Some(members)) = (client, message.as_object_mut()) {
        let context = json!({ "server_name": "mcpol_hook_test", "tool_name": "call" });
        members.insert("mcp_context".to_owned(), context);
    }
    message.to_string()
}

/// A call that two readers understand differently.
pub(super) fn ambiguous(client: Client) -> String {
    let whole = of_no_server(client);
    format!("{},{}", whole.trim_end_matches('}'), whole.trim_start_matches('{'))
}

/// A call of one of the client's own tools that changes nothing.
pub(super) fn of_own_tool(client: Client) -> String {
    if client == Client::Cursor {
        return json!({ "hook_event_name": "beforeShellExecution", "command": "true" }).to_string();
    }
    let (name, arguments) = match client {
        Client::Gemini => ("list_directory", json!({ "dir_path": "." })),
        Client::Copilot => ("view", json!({ "path": "." })),
        _ => ("Bash", json!({ "command": "true" })),
    };
    message(client, name, &arguments).to_string()
}

fn message(client: Client, name: &str, arguments: &Value) -> Value {
    let event = match client {
        Client::Claude | Client::Codex => "PreToolUse",
        Client::Gemini => "BeforeTool",
        Client::Copilot => return json!({ "toolName": name, "toolArgs": arguments }),
        Client::Cursor => "beforeMCPExecution",
    };
    json!({ "hook_event_name": event, "tool_name": name, "tool_input": arguments })
}

/// Whether a client takes an answer for a refusal.
pub(super) fn is_refusal(client: Client, answer: &str) -> bool {
    let Ok(answer) = serde_json::from_str::<Value>(answer) else { return false };
    let word = answer.pointer(match client {
        Client::Claude | Client::Codex => "/hookSpecificOutput/permissionDecision",
        Client::Gemini => "/decision",
        Client::Copilot => "/permissionDecision",
        Client::Cursor => "/permission",
    });
    word.is_some_and(|word| word == "deny")
}

/// Whether a client goes on by its own rules after an answer.
pub(super) fn is_pass(answer: &str) -> bool {
    let answer = answer.trim();
    answer.is_empty() || answer == "{}"
}
