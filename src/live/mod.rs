//! What servers offer, asked of the servers themselves: they are started or called, spoken to in
//! the revision of MCP that they know, and ended for sure.
//!
//! Everything is read from lines and bodies, so that a server's list is kept as the server wrote
//! it. A server is not trusted: what it sends is bounded, each request has its own time-out, and
//! what it says is escaped before anybody reads it. Knows nothing of catalogs or policies.

pub(crate) mod clients;
mod concealed;
mod conversation;
#[cfg(target_os = "linux")]
mod descendants;
mod error;
mod events;
mod http;
mod line;
mod listing;
mod message;
mod opening;
mod process;
mod shown;
mod stdio;
mod target;
mod transport;

use std::time::Duration;

use conversation::{Clock, Conversation};
pub(crate) use error::Failure;
use error::LiveError;
use http::Http;
pub(crate) use listing::Listed;
pub(crate) use process::{adopt_orphans, end_all};
pub(crate) use shown::program as program_shown;
use stdio::Stdio;
use target::{Command, Url};
pub(crate) use target::{Shown, Target};
use transport::Transport;

/// Takes what is said about a server while it is asked.
pub(crate) type Tell<'t> = &'t dyn Fn(String);

/// Asks a server for its tools.
///
/// # Errors
/// It can't be reached, doesn't answer in time, or answers with something else.
pub(crate) fn pull(target: &Target, timeout: Duration, tell: Tell<'_>) -> Result<Listed, Failure> {
    let concealed = target.concealed();
    let tell = |text: String| tell(concealed.hide(&text));
    let listed = match target {
        Target::Command(command) => over_stdio(command, timeout, &tell),
        Target::Url(url) => over_http(url, timeout, &tell).map_err(Failure::from),
    };
    listed.map_err(|failure| failure.concealed(&concealed))
}

fn over_stdio(command: &Command, timeout: Duration, tell: Tell<'_>) -> Result<Listed, Failure> {
    let mut stdio = Stdio::start(command).map_err(Failure::from)?;
    let listed = list(&mut stdio, timeout, tell);
    let said = stdio.end();
    listed.map_err(|error| Failure { said: Some(said), ..error.into() })
}

fn over_http(url: &Url, timeout: Duration, tell: Tell<'_>) -> Result<Listed, LiveError> {
    let mut http = Http::new(url)?;
    let listed = list(&mut http, timeout, tell);
    http.end();
    listed
}

fn list(
    transport: &mut dyn Transport,
    timeout: Duration,
    tell: Tell<'_>,
) -> Result<Listed, LiveError> {
    let mut conversation = Conversation::new(transport, Clock::new(timeout), tell);
    let server = opening::open(&mut conversation)?;
    listing::list(&mut conversation, server)
}
