//! Cursor: `MCP:SERVER:tool`, or the tool's name alone; newer builds send the server's name beside
//! it. The arguments are an object, or JSON in a string. A command of its own shell has an event
//! for itself, which is taken for a call of `Shell`.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Answer, Called, Fields, Request, Spelling, Unread, check_event, line};
use crate::enforce::names::verbatim;
use crate::json::Value;
use crate::strings::tick;

pub(super) const SPELLING: Spelling = Spelling { separator: ":", letter: verbatim };

/// What the names of servers' tools begin with.
const PREFIX: &str = "MCP:";

/// What commands are called by.
const SHELL: &str = "Shell";

const KEYS: [&str; 8] = [
    "hook_event_name",
    "tool_name",
    "tool_input",
    "url",
    "command",
    "cwd",
    "mcp_server_name",
    "mcp_server_url",
];

pub(super) fn read(message: Fields) -> Result<Request, Unread> {
    let mut message = message.knowing(&KEYS)?;
    let event = check_event(&mut message, &["beforeMCPExecution", "beforeShellExecution"])?;
    if event == "beforeShellExecution" {
        return command(&mut message);
    }
    let name = message.text("tool_name")?;
    let arguments = message.object_or_text("tool_input")?;
    let called = called(&name, message.optional_text("mcp_server_name")?)?;
    Ok(Request { called, arguments })
}

fn command(message: &mut Fields) -> Result<Request, Unread> {
    let mut arguments =
        BTreeMap::from([("command".to_owned(), Value::String(message.text("command")?))]);
    if let Some(folder) = message.optional_text("cwd")? {
        arguments.insert("cwd".to_owned(), Value::String(folder));
    }
    Ok(Request { called: Called::Own(SHELL.to_owned()), arguments: Value::Object(arguments) })
}

fn called(name: &str, server: Option<String>) -> Result<Called, Unread> {
    let joined = name.strip_prefix(PREFIX);
    match (server.filter(|server| !server.is_empty()), joined) {
        (None, Some(joined)) => Ok(Called::Joined(joined.to_owned())),
        (None, None) => Err(Unread(format!(
            "nothing says which server {} is of; a newer build of Cursor does",
            tick(name)
        ))),
        (Some(server), None) => Ok(Called::Of { server, tool: name.to_owned() }),
        (Some(server), Some(joined)) => {
            let tool = joined.strip_prefix(&*server);
            match tool.and_then(|rest| rest.strip_prefix(SPELLING.separator)) {
                Some(tool) if !tool.is_empty() => {
                    let tool = tool.to_owned();
                    Ok(Called::Of { server, tool })
                }
                _ => {
                    let (name, server) = (tick(name), tick(&server));
                    Err(Unread(format!("{name} is no tool of the server {server} that it names")))
                }
            }
        }
    }
}

pub(super) fn written(answer: &Answer) -> String {
    let Some(word) = answer.word() else { return line(&json!({})) };
    line(&match answer.reason() {
        None => json!({ "permission": word }),
        Some(reason) => {
            json!({ "permission": word, "user_message": reason, "agent_message": reason })
        }
    })
}
