//! Codex: as Claude Code, with `-` as `_`, and no name of a server but the joined one. It takes a
//! refusal or nothing: a hook that says `allow` or `ask`, or has a member that it doesn't know, has
//! failed, and the call runs.

use serde_json::json;

use super::{Answer, Fields, Request, Spelling, Unread, check_event, claude, line};

pub(super) const SPELLING: Spelling = Spelling { separator: "__", letter };

const KEYS: [&str; 3] = ["hook_event_name", "tool_name", "tool_input"];

fn letter(letter: char) -> char {
    match claude::letter(letter) {
        '-' => '_',
        other => other,
    }
}

pub(super) fn read(message: Fields) -> Result<Request, Unread> {
    let mut message = message.knowing(&KEYS)?;
    check_event(&mut message, &["PreToolUse"])?;
    let name = message.text("tool_name")?;
    let arguments = message.object("tool_input")?;
    Ok(Request { called: claude::joined(name), arguments })
}

pub(super) fn written(answer: &Answer) -> String {
    match answer {
        Answer::Abstain | Answer::Allow => line(&json!({})),
        Answer::Ask(reason) | Answer::Deny(reason) => {
            claude::written(&Answer::Deny(reason.clone()))
        }
    }
}
