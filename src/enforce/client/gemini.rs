//! Gemini CLI: `mcp_SERVER_tool`, with the names themselves in `mcp_context`. It takes a refusal in
//! a form of its own, or nothing.

use serde_json::json;

use super::{Answer, Called, Fields, Request, Spelling, Unread, check_event, line};
use crate::enforce::names::verbatim;
use crate::strings::tick;

pub(super) const SPELLING: Spelling = Spelling { separator: "_", letter: verbatim };

/// What the names of servers' tools begin with.
const PREFIX: &str = "mcp_";

const KEYS: [&str; 4] = ["hook_event_name", "tool_name", "tool_input", "mcp_context"];

const CONTEXT_KEYS: [&str; 4] = ["server_name", "tool_name", "command", "args"];

pub(super) fn read(message: Fields) -> Result<Request, Unread> {
    let mut message = message.knowing(&KEYS)?;
    check_event(&mut message, &["BeforeTool"])?;
    let name = message.text("tool_name")?;
    let arguments = message.object("tool_input")?;
    let called = match message.take("mcp_context") {
        Some(context) => {
            let mut context = Fields::of(context, "`mcp_context`")?.knowing(&CONTEXT_KEYS)?;
            let (server, tool) = (context.text("server_name")?, context.text("tool_name")?);
            Called::Of { server, tool }
        }
        None if name.starts_with(PREFIX) => {
            let name = tick(&name);
            return Err(Unread(format!("{name} has no `mcp_context`, which names its server")));
        }
        None => Called::Own(name),
    };
    Ok(Request { called, arguments })
}

pub(super) fn written(answer: &Answer) -> String {
    match answer {
        Answer::Abstain | Answer::Allow => String::new(),
        Answer::Ask(reason) | Answer::Deny(reason) => {
            line(&json!({ "decision": "deny", "reason": reason }))
        }
    }
}
