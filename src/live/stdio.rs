//! A server that is started and speaks over its standard streams, one message a line.
//!
//! Three threads carry the streams, so that a server which doesn't read, doesn't write or doesn't
//! end can't hold the run up.

use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{self, ChildStderr, ChildStdin, ChildStdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::error::LiveError;
use super::line::{self, Line, MAX_ALL, MAX_MESSAGE};
use super::message::Outgoing;
use super::process::Process;
use super::shown;
use super::target::Command;
use super::transport::{Broken, Transport};
use crate::strings::tick;

/// How many bytes of the server's standard error are kept: its end.
const MAX_SAID: usize = 4 << 10;

/// How many bytes are kept of a line that has no end.
const MAX_BEGUN: usize = 1 << 10;

/// How many messages may wait for a server to read them.
const MAX_WAITING: usize = 256;

/// How long the end of what a server said may take to come.
const LAST_WORDS: Duration = Duration::from_millis(50);

/// A server that runs.
pub(super) struct Stdio {
    command: Command,
    running: Running,
}

/// Its process and the streams of it.
struct Running {
    process: Process,
    input: Option<SyncSender<String>>,
    output: Receiver<Result<Line, String>>,
    said: Said,
    /// Closed once the end of standard error was heard.
    silence: Receiver<()>,
    /// The beginning of a line that has no end yet.
    begun: Said,
    /// Bytes that came.
    taken: usize,
}

/// A part of what a server said.
type Said = Arc<Mutex<Vec<u8>>>;

impl Stdio {
    /// Starts the server.
    pub(super) fn start(command: &Command) -> Result<Self, LiveError> {
        Ok(Self { command: command.clone(), running: Running::start(command)? })
    }

    /// Ends it; what it said at last on its standard error.
    pub(super) fn end(mut self) -> String {
        self.running.end();
        // The stream's thread may be behind the process; it sends nothing and hangs up at the end.
        let _ = self.running.silence.recv_timeout(LAST_WORDS);
        let said = self.running.said.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&said).trim().to_owned()
    }
}

impl Transport for Stdio {
    fn send(&mut self, message: &Outgoing, _: Instant) -> Result<(), Broken> {
        let Some(input) = &self.running.input else { return Ok(()) };
        match input.try_send(message.body.clone() + "\n") {
            // A stream that is closed tells why when it is read.
            Ok(()) | Err(TrySendError::Disconnected(_)) => Ok(()),
            Err(TrySendError::Full(_)) => Err(LiveError::Deaf.into()),
        }
    }

    fn receive(&mut self, deadline: Instant) -> Result<Option<String>, Broken> {
        let left = deadline.saturating_duration_since(Instant::now());
        match self.running.output.recv_timeout(left) {
            Ok(Ok(Line::Whole(line))) => self.running.take(line).map(Some),
            Ok(Ok(Line::TooLong)) => {
                Err(LiveError::LongMessage { mebibytes: MAX_MESSAGE >> 20 }.into())
            }
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Ok(Ok(Line::End) | Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                Err(Broken::Ended(self.running.end()))
            }
        }
    }

    fn begun(&self) -> Option<String> {
        let begun = self.running.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&begun).into_owned();
        (!text.trim().is_empty()).then_some(text)
    }

    fn restart(&mut self) -> Result<(), LiveError> {
        self.running.end();
        self.running = Running::start(&self.command)?;
        Ok(())
    }
}

impl Running {
    fn start(command: &Command) -> Result<Self, LiveError> {
        let mut process = Process::start(&mut prepared(command)).map_err(|error| {
            let program = command.program().to_owned();
            let reason = match command.folder.as_deref().filter(|folder| !folder.is_dir()) {
                Some(folder) => format!("there is no folder {}", tick(&folder.to_string_lossy())),
                None => words(&error, Path::new(&program)),
            };
            let help = startable(&program).unwrap_or_default();
            LiveError::NotStarted { program: shown::program(&program), reason, help }
        })?;
        let child = process.child();
        let said = Said::default();
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (input, waiting) = sync_channel(MAX_WAITING);
        // One line at a time: what a server sends unasked waits in its pipe.
        let (lines, output) = sync_channel(0);
        if let Some(stdin) = stdin {
            thread::spawn(move || write(stdin, &waiting));
        }
        let begun = Said::default();
        if let Some(stdout) = stdout {
            let begun = Arc::clone(&begun);
            thread::spawn(move || read(stdout, &lines, &begun));
        }
        let (hears, silence) = sync_channel(0);
        if let Some(stderr) = stderr {
            let said = Arc::clone(&said);
            thread::spawn(move || listen(stderr, &said, hears));
        }
        Ok(Self { process, input: Some(input), output, said, silence, begun, taken: 0 })
    }

    /// The text of a line, which counts to what is taken of the server.
    fn take(&mut self, line: Vec<u8>) -> Result<String, Broken> {
        self.taken += line.len() + 1;
        if self.taken > MAX_ALL {
            return Err(LiveError::TooMuch { mebibytes: MAX_ALL >> 20 }.into());
        }
        Ok(String::from_utf8(line)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// Closes its input and ends it; how it ended.
    fn end(&mut self) -> String {
        self.input = None;
        self.process.end().unwrap_or_else(|| "it closed its output".to_owned())
    }
}

/// The process to start.
fn prepared(command: &Command) -> process::Command {
    let mut prepared = process::Command::new(command.program());
    let piped = process::Stdio::piped;
    prepared
        .args(command.words.iter().skip(1))
        .envs(command.environment.iter().map(|(name, value)| (name, value)))
        .stdin(piped())
        .stdout(piped())
        .stderr(piped());
    if let Some(folder) = &command.folder {
        prepared.current_dir(folder);
    }
    prepared
}

/// What is wrong, in a reader's words.
fn words(error: &std::io::Error, program: &Path) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied if program.is_dir() => "it is a folder".to_owned(),
        std::io::ErrorKind::NotFound => "no such program".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// What to write instead of something that isn't a program.
fn startable(program: &str) -> Option<&'static str> {
    let is_variable =
        |(name, _): (&str, &str)| !name.is_empty() && name.chars().all(is_of_variable);
    if program.contains("://") {
        Some("; an address is called with `--url`")
    } else if program.split_once('=').is_some_and(is_variable) {
        Some("; write `env` before it")
    } else if program.contains(char::is_whitespace) {
        Some("; write each word as its own argument, without quotes around them all")
    } else {
        None
    }
}

fn is_of_variable(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn write(mut stdin: ChildStdin, waiting: &Receiver<String>) {
    for message in waiting {
        if stdin.write_all(message.as_bytes()).and_then(|()| stdin.flush()).is_err() {
            return;
        }
    }
}

fn read(stdout: ChildStdout, lines: &SyncSender<Result<Line, String>>, begun: &Said) {
    let mut stdout = BufReader::new(stdout);
    let waits = |line: &[u8]| {
        let mut begun = begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun.clear();
        begun.extend(line.iter().take(MAX_BEGUN));
    };
    loop {
        let line = line::read(&mut stdout, MAX_MESSAGE, &waits).map_err(|error| error.to_string());
        let is_last = !matches!(line, Ok(Line::Whole(_)));
        if lines.send(line).is_err() || is_last {
            return;
        }
    }
}

/// Keeps the end of what is said; what `hears` belongs to is told when nothing more comes.
fn listen(mut stderr: ChildStderr, said: &Said, hears: SyncSender<()>) {
    let mut part = [0; MAX_SAID];
    while let Ok(length @ 1..) = stderr.read(&mut part) {
        let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
        said.extend(part.iter().take(length));
        let over = said.len().saturating_sub(MAX_SAID);
        said.drain(..over);
    }
    drop(hears);
}
