//! One call of a client, decided. Whatever goes wrong ends in a refusal.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::log::LogArguments;
use super::store;
use crate::cli::disk;
use crate::cli::overrides::ConfigArgument;
use crate::cli::shell::{CommandError, Outcome};
use crate::config;
use crate::enforce::{Client, Counters, Decided, Hook, LARGEST, Sqlite};

/// The stack of the thread that decides: what the program's own has, and room.
const STACK: usize = 16 << 20;

#[derive(Debug, Args)]
pub(super) struct Run {
    /// The client that asks
    #[arg(long, required = true, value_name = "CLIENT", value_parser = clients())]
    client: Option<Client>,

    #[command(flatten)]
    config: ConfigArgument,

    /// Keep the counters of limits in this file instead of the user's state folder
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,

    #[command(flatten)]
    log: LogArguments,

    /// Refuse the call if it isn't decided after so many milliseconds
    #[arg(long, value_name = "MS", default_value_t = 3_000)]
    deadline: u64,

    /// Take this for the time, in seconds since 1970-01-01 UTC
    #[arg(long, value_name = "SECONDS", hide = true)]
    now: Option<i64>,
}

/// Reads the name of a client.
pub(super) fn clients() -> impl TypedValueParser<Value = Client> {
    let names = PossibleValuesParser::new(Client::ALL.map(Client::name));
    names.try_map(|name| Client::named(&name).ok_or("no such client"))
}

impl Run {
    /// Answers the call on standard input, in one write.
    ///
    /// # Errors
    /// Nobody takes the answer.
    pub(super) fn run(self) -> Result<Outcome, CommandError> {
        let started = Instant::now();
        let client = self.client()?;
        let at = self.now.unwrap_or_else(|| jiff::Timestamp::now().as_second());
        let answer = match self.log.open() {
            Err(error) => refused(&error.0).answer,
            Ok(log) => {
                let decided = self.decided(at);
                match log.write(client, &decided, at, started) {
                    Ok(()) => decided.answer,
                    Err(error) => refused(&error.0).answer,
                }
            }
        };
        print(&client.written(&answer))
    }

    /// The client; none only where another command was meant.
    fn client(&self) -> Result<Client, CommandError> {
        self.client.ok_or_else(|| CommandError("`--client` says which client asks".to_owned()))
    }

    /// The decision, or a refusal once the time for it is over.
    fn decided(self, at: i64) -> Decided {
        let deadline = Duration::from_millis(self.deadline);
        let (send, receive) = mpsc::channel();
        let decide = move || {
            let decided = self.decide(at).unwrap_or_else(|error| refused(&error.0));
            // Nobody waits any longer once the deadline is over.
            drop(send.send(decided));
        };
        if let Err(error) = thread::Builder::new().stack_size(STACK).spawn(decide) {
            return refused(&error.to_string());
        }
        receive.recv_timeout(deadline).unwrap_or_else(|error| match error {
            mpsc::RecvTimeoutError::Timeout => {
                refused(&format!("it took more than {} ms", deadline.as_millis()))
            }
            mpsc::RecvTimeoutError::Disconnected => refused("an internal error, a fault of mcpol"),
        })
    }

    fn decide(&self, at: i64) -> Result<Decided, CommandError> {
        let message = message()?;
        let mut session = self.config.session()?;
        let near = self.config.path().unwrap_or(Path::new(config::NAME));
        let configuration = session.configuration(near).ok_or_else(|| {
            CommandError(format!("no {} here or above; `--config` names one", config::NAME))
        })?;
        let mut open = || {
            let store: Box<dyn Counters> =
                Box::new(Sqlite::open(&store::path(self.store.as_deref())?)?);
            Ok(store)
        };
        let (client, session, open) = (self.client()?, &mut session, &mut open);
        Ok(Hook { client, session, configuration, open, at }.decide(&message))
    }
}

/// Everything on standard input, or one byte more than is read of a message.
fn message() -> Result<Vec<u8>, CommandError> {
    let mut message = Vec::new();
    let bound = LARGEST as u64 + 1;
    let read = io::stdin().lock().take(bound).read_to_end(&mut message);
    read.map_err(|error| {
        CommandError(format!("can't read standard input: {}", disk::words(&error)))
    })?;
    Ok(message)
}

fn refused(why: &str) -> Decided {
    let why = crate::strings::escape::inline(why);
    Decided::refused(format!("mcpol can't judge this call: {why}."))
}

fn print(answer: &str) -> Result<Outcome, CommandError> {
    let mut out = io::stdout().lock();
    out.write_all(answer.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| CommandError(format!("can't write to standard output: {error}")))?;
    Ok(Outcome::Clean)
}
