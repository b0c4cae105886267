//! The process around a command: its streams and how it ends.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::ValueEnum;

use crate::finding::Finding;
use crate::json;
use crate::render::files::FileReport;
use crate::render::findings::json::Report;
use crate::render::findings::{Summary, human};
use crate::render::terminal::{Style, Terminal};
use crate::source::Sources;
use crate::strings::escape;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
    Csv,
    Markdown,
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// How a command ended that did its job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// Nothing to complain about.
    Clean,
    /// Faults in what was read, findings, failed checks.
    Faults,
}

impl Outcome {
    pub(super) fn clean_if(clean: bool) -> Self {
        if clean { Self::Clean } else { Self::Faults }
    }
}

/// Why a command couldn't do its job.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct CommandError(pub(super) String);

impl From<crate::session::Unreadable> for CommandError {
    fn from(unreadable: crate::session::Unreadable) -> Self {
        Self(unreadable.to_string())
    }
}

/// A standard stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    Out,
    Err,
}

/// The streams of one command. What goes to standard output is written once, at the end.
#[derive(Debug)]
pub(super) struct Shell {
    color: Color,
    format: Format,
    out: String,
    troubled: bool,
}

impl Shell {
    pub(super) fn new(color: Color, format: Format) -> Self {
        Self { color, format, out: String::new(), troubled: false }
    }

    pub(super) fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// How results are printed.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Adds to standard output.
    pub(super) fn print(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Adds to a stream.
    pub(super) fn write(&mut self, stream: Stream, text: &str) {
        match stream {
            Stream::Out => self.print(text),
            // Nobody can be told that nobody listens.
            Stream::Err => drop(io::stderr().lock().write_all(text.as_bytes())),
        }
    }

    /// Says that a part of the job can't be done; the exit code will be 2.
    pub(super) fn trouble(&mut self, trouble: &impl Display) {
        self.troubled = true;
        let word = self.terminal(Stream::Err).paint(Style::Error, "mcpol:");
        let text = trouble.to_string();
        self.write(Stream::Err, &format!("{word} {}\n", escape::lines(&text)));
    }

    /// How text is written to a stream.
    pub(super) fn terminal(&self, stream: Stream) -> Terminal {
        let colour = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal(stream) && !is_colour_unwanted(),
        };
        if colour { Terminal::Colour } else { Terminal::Plain }
    }

    /// Prints findings alone, without a summary; nothing if there are none.
    pub(super) fn findings(&mut self, stream: Stream, findings: &[Finding], sources: &Sources) {
        if findings.is_empty() {
            return;
        }
        let text = match self.format {
            Format::Human | Format::Csv | Format::Markdown => {
                human::render(findings, sources, self.terminal(stream))
            }
            Format::Json => {
                let summary = Summary::of(findings, 1);
                json::document(&Report::new(findings, summary, sources))
            }
        };
        self.write(stream, &text);
    }

    /// Prints what became of some files: JSON as one document, for people the findings on standard
    /// error and the rest on standard output.
    pub(super) fn file_report(&mut self, report: &FileReport<'_>) {
        if self.is_json() {
            return self.print(&report.json());
        }
        self.findings(Stream::Err, report.findings, report.sources);
        self.print(&report.human(self.terminal(Stream::Out)));
    }

    /// Writes standard output and says how the process ends.
    pub(super) fn finish(mut self, outcome: Result<Outcome, CommandError>) -> ExitCode {
        if let Err(trouble) = &outcome {
            self.trouble(trouble);
        }
        if let Err(error) = self.flush()
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.trouble(&format!("can't write to standard output: {error}"));
        }
        match outcome {
            _ if self.troubled => ExitCode::from(2),
            Ok(Outcome::Clean) => ExitCode::SUCCESS,
            _ => ExitCode::from(1),
        }
    }

    fn flush(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(self.out.as_bytes())?;
        out.flush()
    }
}

fn is_terminal(stream: Stream) -> bool {
    match stream {
        Stream::Out => io::stdout().is_terminal(),
        Stream::Err => io::stderr().is_terminal(),
    }
}

/// <https://no-color.org>: set to anything but the empty string.
fn is_colour_unwanted() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
