//! The agent clients that start a hook before each tool call: what each writes about the call, and
//! what each takes for an answer. One file for each.

mod claude;
mod codex;
mod copilot;
mod cursor;
mod gemini;

use super::answer::Answer;
use super::message::{Fields, Unread};
use super::names::{Called, Spelling};
use crate::json::Value;

/// An agent client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Client {
    /// Claude Code.
    Claude,
    /// Codex.
    Codex,
    /// Gemini CLI.
    Gemini,
    /// Copilot CLI.
    Copilot,
    /// Cursor.
    Cursor,
}

/// A call that a client is about to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// The tool.
    pub(super) called: Called,
    /// Its arguments, an object.
    pub(super) arguments: Value,
}

impl Client {
    /// Every client.
    pub(crate) const ALL: [Self; 5] =
        [Self::Claude, Self::Codex, Self::Gemini, Self::Copilot, Self::Cursor];

    /// Its name on the command line and in files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Claude => "claude",
            Self::Codex => "codex",
            Self::Gemini => "gemini",
            Self::Copilot => "copilot",
            Self::Cursor => "cursor",
        }
    }

    /// The client of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|client| client.name() == name)
    }

    /// The call that it writes about.
    ///
    /// # Errors
    /// It is written in another way than this client's.
    pub(super) fn read(self, message: Fields) -> Result<Request, Unread> {
        match self {
            Self::Claude => claude::read(message),
            Self::Codex => codex::read(message),
            Self::Gemini => gemini::read(message),
            Self::Copilot => copilot::read(message),
            Self::Cursor => cursor::read(message),
        }
    }

    /// An answer as it takes it. Where it can't be told to ask, or that a call is allowed, it is
    /// told to refuse, or nothing.
    pub(crate) fn written(self, answer: &Answer) -> String {
        match self {
            Self::Claude => claude::written(answer),
            Self::Codex => codex::written(answer),
            Self::Gemini => gemini::written(answer),
            Self::Copilot => copilot::written(answer),
            Self::Cursor => cursor::written(answer),
        }
    }

    /// Whether it can be told to ask a person.
    pub(super) fn can_ask(self) -> bool {
        matches!(self, Self::Claude | Self::Copilot | Self::Cursor)
    }

    /// Whether a call that it is told to allow runs without its own question.
    pub(super) fn can_allow(self) -> bool {
        self.can_ask()
    }

    /// How it writes names.
    pub(super) fn spelling(self) -> Spelling {
        match self {
            Self::Claude => claude::SPELLING,
            Self::Codex => codex::SPELLING,
            Self::Gemini => gemini::SPELLING,
            Self::Copilot => copilot::SPELLING,
            Self::Cursor => cursor::SPELLING,
        }
    }
}

/// A line of JSON.
fn line(value: &serde_json::Value) -> String {
    format!("{value}\n")
}

/// That a message is about another moment than the one before a tool call.
fn check_event(message: &mut Fields, known: &[&str]) -> Result<String, Unread> {
    let event = message.text("hook_event_name")?;
    match known.contains(&event.as_str()) {
        true => Ok(event),
        false => Err(Unread(format!(
            "the event is {}, not {}",
            crate::strings::tick(&event),
            known.join(" or ")
        ))),
    }
}
