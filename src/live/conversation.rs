//! Requests to a server and their answers, over whatever carries them.

use std::time::{Duration, Instant};

use serde_json::Value;
use serde_json::value::RawValue;

use super::Tell;
use super::error::LiveError;
use super::message::{self, Incoming, Outcome, Outgoing};
use super::transport::{Broken, Transport};
use crate::strings::{counted, tick};

/// How many time-outs all requests together may take.
const ALL: u32 = 10;

/// How many lines that are no messages are shown.
const MAX_NOISE: usize = 5;

/// How much is shown of one.
const MAX_NOISE_CHARACTERS: usize = 160;

/// How long is waited.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// For one answer.
    pub(super) timeout: Duration,
    /// When all must be over.
    end: Instant,
}

impl Clock {
    pub(super) fn new(timeout: Duration) -> Self {
        Self { timeout, end: Instant::now() + timeout * ALL }
    }
}

/// A request that was sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) id: u64,
    pub(super) method: &'static str,
}

/// What is said to a server and what it answers.
pub(super) struct Conversation<'t> {
    transport: &'t mut dyn Transport,
    clock: Clock,
    tell: Tell<'t>,
    /// The revision that both have settled on.
    pub(super) revision: Option<String>,
    last_id: u64,
    noise: usize,
}

impl<'t> Conversation<'t> {
    pub(super) fn new(transport: &'t mut dyn Transport, clock: Clock, tell: Tell<'t>) -> Self {
        Self { transport, clock, tell, revision: None, last_id: 0, noise: 0 }
    }

    /// How long is waited for one answer.
    pub(super) fn timeout(&self) -> Duration {
        self.clock.timeout
    }

    /// Says something to the person who waits.
    pub(super) fn tell(&self, text: String) {
        (self.tell)(text);
    }

    /// Sends a request and waits for its result.
    pub(super) fn request(
        &mut self,
        method: &'static str,
        params: &Value,
    ) -> Result<Box<RawValue>, LiveError> {
        let deadline = self.deadline(self.clock.timeout);
        let asked = self.ask(method, params, deadline).map_err(|broken| ended(broken, method))?;
        let answer = self.answer_to(&[asked], deadline).map_err(|broken| ended(broken, method))?;
        match answer {
            Some((_, outcome)) => outcome.of(method),
            None => Err(self.silent(method)),
        }
    }

    /// Sends a request.
    pub(super) fn ask(
        &mut self,
        method: &'static str,
        params: &Value,
        deadline: Instant,
    ) -> Result<Asked, Broken> {
        self.last_id += 1;
        let id = self.last_id;
        let body = message::request(id, method, params);
        self.send(body, Some(method), true, deadline)?;
        Ok(Asked { id, method })
    }

    /// Sends a notification.
    pub(super) fn notify(&mut self, method: &'static str) -> Result<(), LiveError> {
        let deadline = self.deadline(self.clock.timeout);
        self.send(message::notification(method), Some(method), false, deadline)
            .map_err(|broken| ended(broken, method))
    }

    fn send(
        &mut self,
        body: String,
        method: Option<&'static str>,
        is_request: bool,
        deadline: Instant,
    ) -> Result<(), Broken> {
        let revision = self.revision.clone();
        self.transport.send(&Outgoing { body, method, is_request, revision }, deadline)
    }

    /// When something that takes so long must be over.
    pub(super) fn deadline(&self, time: Duration) -> Instant {
        (Instant::now() + time).min(self.clock.end)
    }

    /// The first answer to one of these requests; `None` where there is none in time. Answers to
    /// earlier requests come too late and count for nothing.
    pub(super) fn answer_to(
        &mut self,
        asked: &[Asked],
        deadline: Instant,
    ) -> Result<Option<(Asked, Outcome)>, Broken> {
        while let Some(text) = self.transport.receive(deadline)? {
            match Incoming::read(&text) {
                Incoming::Answer { id, outcome } => {
                    if let Some(asked) = self.asked(&id, asked)? {
                        return Ok(Some((asked, outcome)));
                    }
                }
                Incoming::Request { id, method } => {
                    self.send(message::answer(&id, &method), None, false, deadline)?;
                }
                Incoming::Notification => {}
                Incoming::Broken(fault) => {
                    let method = asked.last().map_or("", |last| last.method);
                    let text = clipped(&text);
                    return Err(LiveError::Damaged { method, fault, text }.into());
                }
                Incoming::Noise => self.show(&text),
            }
            if Instant::now() >= deadline {
                return Ok(None);
            }
        }
        Ok(None)
    }

    /// The request that an answer is to, if it is still waited for.
    ///
    /// # Errors
    /// Nobody has asked.
    fn asked(&self, id: &str, asked: &[Asked]) -> Result<Option<Asked>, LiveError> {
        // Servers that couldn't read a request answer without its id.
        let number = match id {
            "" | "null" => asked.last().map(|last| last.id),
            _ => id.parse().ok().filter(|id| (1..=self.last_id).contains(id)),
        };
        match (number, asked.last()) {
            (None, Some(last)) => {
                let (found, wanted) = (clipped(id), last.id);
                Err(LiveError::OtherId { method: last.method, found, wanted })
            }
            _ => Ok(asked.iter().find(|it| Some(it.id) == number).copied()),
        }
    }

    /// Shows a line that is no message, if there weren't many of them.
    fn show(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        self.noise += 1;
        match self.noise {
            ..=MAX_NOISE => self.tell(format!("no message, skipped: {}", tick(&clipped(line)))),
            _ if self.noise == MAX_NOISE + 1 => {
                let shown = counted(MAX_NOISE, "line");
                self.tell(format!(
                    "more than {shown} that are no messages; the others aren't shown"
                ));
            }
            _ => {}
        }
    }

    /// That nothing has come in time.
    pub(super) fn silent(&self, method: &'static str) -> LiveError {
        let seconds = self.clock.timeout.as_secs();
        match self.transport.begun() {
            _ if Instant::now() >= self.clock.end => {
                LiveError::Endless { seconds: (self.clock.timeout * ALL).as_secs() }
            }
            Some(text) => LiveError::BrokenOff { method, seconds, text: clipped(&text) },
            None => LiveError::Silent { method, seconds },
        }
    }

    /// Begins anew with a server that a request has ended.
    pub(super) fn restart(&mut self) -> Result<(), LiveError> {
        self.transport.restart()
    }
}

impl Outcome {
    /// The result of a request.
    ///
    /// # Errors
    /// The server refused it.
    pub(super) fn of(self, method: &'static str) -> Result<Box<RawValue>, LiveError> {
        match self {
            Self::Result(result) => Ok(result),
            Self::Error { code, message } => {
                Err(LiveError::Refused { method, code, message: clipped(&message) })
            }
        }
    }
}

/// Why a request has no answer.
pub(super) fn ended(broken: Broken, method: &'static str) -> LiveError {
    match broken {
        Broken::Ended(status) => LiveError::Ended { method, status },
        Broken::Refused(reason) => LiveError::NotTaken { method, reason },
        Broken::Error(error) => error,
    }
}

/// As much of a server's text as is shown.
pub(super) fn clipped(text: &str) -> String {
    match text.char_indices().nth(MAX_NOISE_CHARACTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
