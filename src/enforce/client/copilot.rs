//! Copilot CLI: `SERVER-tool`, and no other name of the server. It has two events: `preToolUse`
//! takes the answer at the top level, `PreToolUse` in Claude Code's form as well. Both are written,
//! so that a refusal is one whatever the message was.

use serde_json::json;

use super::{Answer, Called, Fields, Request, Spelling, Unread, check_event, claude, line};
use crate::enforce::names::verbatim;

pub(super) const SPELLING: Spelling = Spelling { separator: "-", letter: verbatim };

const KEYS: [&str; 5] = ["hook_event_name", "tool_name", "tool_input", "toolName", "toolArgs"];

pub(super) fn read(message: Fields) -> Result<Request, Unread> {
    let mut message = message.knowing(&KEYS)?;
    let other = message.optional_text("toolName")?;
    let (name, arguments) = match other {
        None => {
            check_event(&mut message, &["PreToolUse"])?;
            (message.text("tool_name")?, message.object("tool_input")?)
        }
        Some(name) => {
            let both = ["hook_event_name", "tool_name", "tool_input"];
            if both.into_iter().any(|key| message.take(key).is_some()) || name.is_empty() {
                return Err(Unread("it has the keys of two events".to_owned()));
            }
            (name, message.object("toolArgs")?)
        }
    };
    let called = match name.contains(SPELLING.separator) {
        true => Called::Joined(name),
        false => Called::Own(name),
    };
    Ok(Request { called, arguments })
}

pub(super) fn written(answer: &Answer) -> String {
    let Some(form) = claude::form(answer) else { return line(&json!({})) };
    let mut top = json!({ "permissionDecision": answer.word(), "hookSpecificOutput": form });
    if let (Some(reason), Some(top)) = (answer.reason(), top.as_object_mut()) {
        top.insert("permissionDecisionReason".to_owned(), reason.into());
    }
    line(&top)
}
