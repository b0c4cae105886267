//! How messages come to a server and back, whatever carries them.

use std::time::Instant;

use super::error::LiveError;
use super::message::Outgoing;

/// Why nothing comes of a message.
#[derive(Debug)]
pub(super) enum Broken {
    /// The server is gone, in words.
    Ended(String),
    /// The server takes no such request, in words.
    Refused(String),
    /// Something else is wrong.
    Error(LiveError),
}

impl From<LiveError> for Broken {
    fn from(error: LiveError) -> Self {
        Self::Error(error)
    }
}

/// What carries messages.
pub(super) trait Transport {
    /// Sends a message.
    fn send(&mut self, message: &Outgoing, deadline: Instant) -> Result<(), Broken>;

    /// The next text that comes; `None` where nothing has come by then.
    fn receive(&mut self, deadline: Instant) -> Result<Option<String>, Broken>;

    /// The beginning of a text that has no end yet, where that is known.
    fn begun(&self) -> Option<String> {
        None
    }

    /// Begins anew with a server that a message has ended.
    fn restart(&mut self) -> Result<(), LiveError>;
}
