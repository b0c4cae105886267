//! A server behind an address: each message is posted to it, and an answer comes as JSON or as an
//! event stream.
//!
//! Redirects aren't followed: what was meant for one server, its headers above all, would go to
//! another.

use std::io::{self, BufReader};
use std::time::{Duration, Instant};

use ureq::http::{HeaderName, HeaderValue, Response, header};
use ureq::{Agent, Body, BodyReader, RequestBuilder};

use super::error::LiveError;
use super::events;
use super::line::{Line, MAX_ALL, MAX_MESSAGE};
use super::message::{Incoming, MODERN, Outcome, Outgoing};
use super::shown;
use super::target::Url;
use super::transport::{Broken, Transport};

/// How long the end of a session may take.
const FAREWELL: Duration = Duration::from_secs(2);

/// How many bytes are read of an answer that isn't what was asked for.
const MAX_REFUSAL: usize = 64 << 10;

const SESSION: &str = "mcp-session-id";

/// A server that is called.
pub(super) struct Http {
    agent: Agent,
    url: Url,
    headers: Vec<(HeaderName, HeaderValue)>,
    session: Option<HeaderValue>,
    answer: Answer,
    /// Bytes that came.
    taken: usize,
}

/// What is still to be read of the answer to the last request.
enum Answer {
    /// Nothing came in time.
    Late,
    /// It has been read.
    Read,
    Json(BodyReader<'static>),
    Events(BufReader<BodyReader<'static>>),
}

impl Http {
    /// Makes ready to call a server.
    pub(super) fn new(url: &Url) -> Result<Self, LiveError> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("mcpol/", env!("CARGO_PKG_VERSION")))
            .build();
        let headers = url.headers.iter().map(|(name, value)| pair(name, value));
        let headers = headers.collect::<Result<_, _>>()?;
        let (agent, url) = (config.new_agent(), url.clone());
        Ok(Self { agent, url, headers, session: None, answer: Answer::Read, taken: 0 })
    }

    /// Ends the session, if there is one; a server needn't like it.
    pub(super) fn end(self) {
        if let Some(session) = &self.session {
            let farewell = self.agent.delete(&self.url.address).header(SESSION, session);
            let farewell = farewell.config().timeout_global(Some(FAREWELL)).build();
            drop(self.with_headers(farewell).call());
        }
    }

    fn with_headers<B>(&self, request: RequestBuilder<B>) -> RequestBuilder<B> {
        let given = self.headers.iter();
        given.fold(request, |request, (name, value)| request.header(name, value))
    }

    /// Posts a message; `None` where nothing comes back in time.
    fn post(
        &self,
        message: &Outgoing,
        deadline: Instant,
    ) -> Result<Option<Response<Body>>, LiveError> {
        let left = deadline.saturating_duration_since(Instant::now());
        let mut request = self
            .agent
            .post(&self.url.address)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json, text/event-stream");
        if let Some(revision) = &message.revision {
            request = request.header("MCP-Protocol-Version", revision);
        }
        if let (Some(MODERN), Some(method)) = (message.revision.as_deref(), message.method) {
            request = request.header("Mcp-Method", method);
        }
        if let Some(session) = &self.session {
            request = request.header(SESSION, session);
        }
        let request = self.with_headers(request).config().timeout_global(Some(left)).build();
        match request.send(message.body.as_bytes()) {
            Ok(response) => Ok(Some(response)),
            Err(ureq::Error::Timeout(_)) => Ok(None),
            Err(error) => Err(LiveError::Unreached { reason: words(&error) }),
        }
    }
}

impl Transport for Http {
    fn send(&mut self, message: &Outgoing, deadline: Instant) -> Result<(), Broken> {
        let response = self.post(message, deadline)?;
        let answer = match response {
            None => Answer::Late,
            Some(response) => {
                check(&response)?;
                let session = response.headers().get(SESSION).cloned();
                self.session = session.or(self.session.take());
                body(response, message.is_request)?
            }
        };
        // The answer to a request goes on while others are told something.
        if message.is_request {
            self.answer = answer;
        }
        Ok(())
    }

    fn receive(&mut self, _: Instant) -> Result<Option<String>, Broken> {
        let text = match std::mem::replace(&mut self.answer, Answer::Read) {
            Answer::Late => return Ok(None),
            Answer::Read => return Err(Broken::Ended("its answer has ended".to_owned())),
            Answer::Json(body) => whole(body, MAX_MESSAGE),
            Answer::Events(mut body) => {
                let event = events::read(&mut body, MAX_MESSAGE);
                self.answer = Answer::Events(body);
                event
            }
        };
        let text = match text {
            Ok(Line::Whole(text)) => text,
            Ok(Line::TooLong) => {
                return Err(LiveError::LongMessage { mebibytes: MAX_MESSAGE >> 20 }.into());
            }
            Ok(Line::End) => return Err(Broken::Ended("its answer has ended".to_owned())),
            Err(error) if is_late(&error) => return Ok(None),
            Err(error) => return Err(LiveError::Unreached { reason: error.to_string() }.into()),
        };
        self.taken += text.len();
        if self.taken > MAX_ALL {
            return Err(LiveError::TooMuch { mebibytes: MAX_ALL >> 20 }.into());
        }
        Ok(Some(String::from_utf8_lossy(&text).into_owned()))
    }

    /// A server that is called goes on by itself.
    fn restart(&mut self) -> Result<(), LiveError> {
        self.session = None;
        Ok(())
    }
}

/// A header as it is sent.
fn pair(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), LiveError> {
    let header = || LiveError::BadHeader { name: name.to_owned() };
    let mut value = HeaderValue::from_str(value).map_err(|_| header())?;
    value.set_sensitive(true);
    Ok((HeaderName::from_bytes(name.as_bytes()).map_err(|_| header())?, value))
}

/// That a response is no redirect, and that the server doesn't ask who calls.
fn check(response: &Response<Body>) -> Result<(), LiveError> {
    let status = response.status().as_u16();
    match status {
        300..=399 => {
            let to = response.headers().get(header::LOCATION);
            let to = to.map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned());
            let to = shown::address(&to.unwrap_or_default());
            Err(LiveError::Redirect { status, to })
        }
        401 | 403 | 407 => Err(LiveError::Stranger { status }),
        _ => Ok(()),
    }
}

/// What is to be read of a response.
fn body(response: Response<Body>, is_request: bool) -> Result<Answer, Broken> {
    let status = response.status();
    let (_, body) = response.into_parts();
    let kind = body.mime_type().unwrap_or_default().to_ascii_lowercase();
    let reader = body.into_with_config().limit(u64::MAX).reader();
    match &*kind {
        _ if !status.is_success() => Err(refused(status.as_u16(), reader)),
        _ if !is_request => Ok(Answer::Read),
        "application/json" => Ok(Answer::Json(reader)),
        "text/event-stream" => Ok(Answer::Events(BufReader::new(reader))),
        _ => Err(Broken::Refused(format!("its answer is of the type {kind:?}"))),
    }
}

/// Why a request was refused: in the words of the server, where it has some.
fn refused(status: u16, body: BodyReader<'static>) -> Broken {
    let Ok(Line::Whole(text)) = whole(body, MAX_REFUSAL) else {
        return Broken::Refused(format!("HTTP {status}"));
    };
    match Incoming::read(&String::from_utf8_lossy(&text)) {
        Incoming::Answer { outcome: Outcome::Error { code, message }, .. } => {
            Broken::Refused(format!("HTTP {status}, {message} ({code})"))
        }
        _ => Broken::Refused(format!("HTTP {status}")),
    }
}

/// A body to its end.
fn whole(body: BodyReader<'static>, most: usize) -> io::Result<Line> {
    let mut text = Vec::new();
    let more = most as u64 + 1;
    io::Read::read_to_end(&mut io::Read::take(body, more), &mut text)?;
    Ok(match text.len() {
        0 => Line::End,
        length if length > most => Line::TooLong,
        _ => Line::Whole(text),
    })
}

/// Whether reading took too long.
fn is_late(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    error.kind() == io::ErrorKind::TimedOut || matches!(inner, Some(ureq::Error::Timeout(_)))
}

/// What is wrong, in a reader's words.
fn words(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "no such host".to_owned(),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => "it is no address of HTTP".to_owned(),
        ureq::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    }
}
