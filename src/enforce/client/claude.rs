//! Claude Code: `mcp__SERVER__tool`, where all but ASCII letters, digits, `_` and `-` is `_`. Newer
//! versions send the server's own name as well.

use serde_json::{Value as Json, json};

use super::{Answer, Called, Fields, Request, Spelling, Unread, check_event, line};
use crate::strings::tick;

pub(super) const SPELLING: Spelling = Spelling { separator: "__", letter };

/// What the names of servers' tools begin with.
const PREFIX: &str = "mcp__";

const KEYS: [&str; 4] = ["hook_event_name", "tool_name", "tool_input", "mcp_server"];

const SERVER_KEYS: [&str; 2] = ["name", "source"];

pub(super) fn letter(letter: char) -> char {
    let is_kept = letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    if is_kept { letter } else { '_' }
}

pub(super) fn read(message: Fields) -> Result<Request, Unread> {
    let mut message = message.knowing(&KEYS)?;
    check_event(&mut message, &["PreToolUse"])?;
    let name = message.text("tool_name")?;
    let arguments = message.object("tool_input")?;
    let called = match message.take("mcp_server") {
        Some(server) => {
            let mut server = Fields::of(server, "`mcp_server`")?.knowing(&SERVER_KEYS)?;
            of_server(&name, server.text("name")?)?
        }
        None => joined(name),
    };
    Ok(Request { called, arguments })
}

/// A tool by its name alone.
pub(super) fn joined(name: String) -> Called {
    match name.strip_prefix(PREFIX) {
        Some(joined) => Called::Joined(joined.to_owned()),
        None => Called::Own(name),
    }
}

/// A tool of a server whose own name is known; the joined name must be of that server.
fn of_server(name: &str, server: String) -> Result<Called, Unread> {
    let written: String = server.chars().map(letter).collect();
    let tool = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix(&*written));
    match tool.and_then(|rest| rest.strip_prefix(SPELLING.separator)) {
        Some(tool) if !tool.is_empty() => Ok(Called::Of { server, tool: tool.to_owned() }),
        _ => {
            let (name, server) = (tick(name), tick(&server));
            Err(Unread(format!("{name} is no tool of the server {server} that it names")))
        }
    }
}

pub(super) fn written(answer: &Answer) -> String {
    line(&form(answer).map_or(json!({}), |form| json!({ "hookSpecificOutput": form })))
}

/// What stands under `hookSpecificOutput`; none where nothing is answered.
pub(super) fn form(answer: &Answer) -> Option<Json> {
    let mut form = json!({ "hookEventName": "PreToolUse", "permissionDecision": answer.word()? });
    if let (Some(reason), Some(form)) = (answer.reason(), form.as_object_mut()) {
        form.insert("permissionDecisionReason".to_owned(), reason.into());
    }
    Some(form)
}
