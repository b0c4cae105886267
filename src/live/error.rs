//! Why a server's tools can't be had, and the words for it.

use super::concealed::Concealed;
use crate::strings::{escape, tick};

/// Why a server's tools can't be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum LiveError {
    #[error("can't start {}: {reason}{help}", tick(.program))]
    NotStarted { program: String, reason: String, help: &'static str },
    #[error("the server ended before it answered {} ({status})", tick(.method))]
    Ended { method: &'static str, status: String },
    #[error("no answer to {} within {seconds} s; `--timeout` waits longer", tick(.method))]
    Silent { method: &'static str, seconds: u64 },
    #[error("no answer to {} within {seconds} s: the server's last line has no end: {}", tick(.method), tick(.text))]
    BrokenOff { method: &'static str, seconds: u64, text: String },
    #[error("the server's list has not ended after {seconds} s")]
    Endless { seconds: u64 },
    #[error("the server sent a message of more than {mebibytes} MiB")]
    LongMessage { mebibytes: usize },
    #[error("the server sent more than {mebibytes} MiB")]
    TooMuch { mebibytes: usize },
    #[error("the server takes no more of what it is sent")]
    Deaf,
    #[error("the server answered another request than {}: the `id` is {}, not {wanted}", tick(.method), tick(.found))]
    OtherId { method: &'static str, found: String, wanted: u64 },
    #[error("the server refused {}: {} ({code})", tick(.method), tick(.message))]
    Refused { method: &'static str, code: i64, message: String },
    #[error("the server's answer to {} can't be read: {}", tick(.method), escape::inline(.reason))]
    Unread { method: &'static str, reason: String },
    #[error("the server's answer to {} can't be read: {fault}: {}", tick(.method), tick(.text))]
    Damaged { method: &'static str, fault: &'static str, text: String },
    #[error("can't call the server: {}", escape::inline(.reason))]
    Unreached { reason: String },
    #[error("the header {} can't be sent: a name or a value has a letter that headers don't have", tick(.name))]
    BadHeader { name: String },
    #[error("the server redirects to {} (HTTP {status}), and redirects aren't followed: pass that address if it is the right one", tick(.to))]
    Redirect { status: u16, to: String },
    #[error(
        "the server wants to know who asks (HTTP {status}): pass its token with `--header-env 'Authorization=VARIABLE'`"
    )]
    Stranger { status: u16 },
    #[error("the server doesn't take {}: {}", tick(.method), escape::inline(.reason))]
    NotTaken { method: &'static str, reason: String },
    #[error("the server gave the cursor {} twice: its list never ends", tick(.cursor))]
    RepeatedCursor { cursor: String },
    #[error("the server's list has more than {pages} pages")]
    ManyPages { pages: usize },
}

/// Why a server's tools can't be had, with what the server said to people meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// In one line.
    pub(crate) reason: String,
    /// The end of the server's standard error, escaped; `None` for a server that has none.
    pub(crate) said: Option<String>,
}

impl From<LiveError> for Failure {
    fn from(error: LiveError) -> Self {
        Self { reason: error.to_string(), said: None }
    }
}

impl Failure {
    /// The same without what may not be shown.
    pub(super) fn concealed(self, concealed: &Concealed) -> Self {
        let said = self.said.map(|said| escape::lines(&concealed.hide(&said)).into_owned());
        Self { reason: concealed.hide(&self.reason), said }
    }
}
