//! The process around a command: its streams and how it ends.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::ValueEnum;
use terminal_size::{Width, terminal_size_of};

use super::disk;
use super::output::Output;
use crate::finding::Finding;
use crate::json;
use crate::render::findings::report::Report;
use crate::render::findings::{Summary, human};
use crate::render::terminal::{Style, Terminal};
use crate::render::wrap;
use crate::render::{Format, Render, formats};
use crate::source::Sources;
use crate::strings::{escape, joined, tick};

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
    outputs: Vec<Output>,
    out: String,
    failures: Vec<String>,
}

impl Shell {
    pub(super) fn new(color: Color, format: Format, outputs: Vec<Output>) -> Self {
        Self { color, format, outputs, out: String::new(), failures: Vec::new() }
    }

    /// What kept the command from doing parts of its job so far.
    pub(super) fn failures(&self) -> Vec<String> {
        self.failures.clone()
    }

    /// Adds to standard output.
    pub(super) fn print(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Adds to a stream what people read.
    pub(super) fn write(&mut self, stream: Stream, text: &str) {
        let text = &*escape::commands(text);
        match stream {
            Stream::Out => self.print(text),
            // Nobody can be told that nobody listens.
            Stream::Err => drop(io::stderr().lock().write_all(text.as_bytes())),
        }
    }

    /// Says that a part of the job can't be done; the exit code will be 2.
    pub(super) fn trouble(&mut self, trouble: &impl Display) {
        let text = escape::lines(&trouble.to_string()).into_owned();
        let terminal = self.terminal(Stream::Err);
        let word = format!("{} ", terminal.paint(Style::Error, "mcpol:"));
        let lines = wrap::hanging(&text, &word, "       ", terminal.row_width(), wrap::PROSE);
        self.write(Stream::Err, &format!("{}\n", lines.join("\n")));
        self.failures.push(text);
    }

    /// How text is written to a stream.
    pub(super) fn terminal(&self, stream: Stream) -> Terminal {
        let has_color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal(stream) && !is_colour_unwanted(),
        };
        Terminal { has_color, columns: columns(stream) }
    }

    /// Prints findings alone, without a summary; nothing if there are none.
    pub(super) fn findings(&mut self, stream: Stream, findings: &[Finding], sources: &Sources) {
        if findings.is_empty() {
            return;
        }
        let text = if self.format == Format::Json {
            let summary = Summary::of(findings, 1);
            json::document(&Report::new(findings, summary, sources))
        } else {
            human::render(findings, sources, self.terminal(stream))
        };
        self.write(stream, &text);
    }

    /// Prints a result, and writes it to the files that `--output` names. A format that it doesn't
    /// have is a part of the job that can't be done.
    pub(super) fn emit<T: Render>(&mut self, result: &T) {
        if self.format == Format::Human {
            self.write(Stream::Err, &result.aside(self.terminal(Stream::Err)));
        }
        match rendered(result, self.format, self.terminal(Stream::Out)) {
            Ok(text) => self.print(&text),
            Err(error) => self.trouble(&error),
        }
        for Output { format, file } in self.outputs.clone() {
            let aside =
                if format == Format::Human { result.aside(Terminal::PIPE) } else { String::new() };
            let text = rendered(result, format, Terminal::PIPE);
            if let Err(error) = text.and_then(|text| disk::write_unused(&file, &(aside + &text))) {
                self.trouble(&error);
            }
        }
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
            _ if !self.failures.is_empty() => ExitCode::from(2),
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

/// A result in a format. Text for people holds no command for the log of a CI.
fn rendered<T: Render>(
    result: &T,
    format: Format,
    terminal: Terminal,
) -> Result<String, CommandError> {
    let Some(render) = T::renderer(format) else {
        return Err(no_such_format(format, &formats::<T>()));
    };
    let text = render(result, terminal);
    Ok(match format {
        Format::Human if T::IS_VERBATIM => text,
        Format::Human | Format::Csv | Format::Markdown | Format::Junit => {
            escape::commands(&text).into_owned()
        }
        Format::Json | Format::Sarif | Format::Github | Format::Gitlab => text,
    })
}

/// That a command has no such format, and which it has.
pub(super) fn no_such_format(format: Format, has: &[Format]) -> CommandError {
    let has: Vec<_> = has.iter().map(|format| tick(format.name())).collect();
    let format = tick(format.name());
    CommandError(format!("this command has no format {format}; it has {}", joined(&has)))
}

fn is_terminal(stream: Stream) -> bool {
    match stream {
        Stream::Out => io::stdout().is_terminal(),
        Stream::Err => io::stderr().is_terminal(),
    }
}

/// More columns than any terminal has.
const MAX_COLUMNS: usize = 1_000;

/// How many columns a terminal has; `COLUMNS` is believed first, for pipes too.
fn columns(stream: Stream) -> Option<usize> {
    let wanted: Option<usize> =
        std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let known = wanted.filter(|columns| *columns > 0).or_else(|| {
        let size = match stream {
            Stream::Out => terminal_size_of(io::stdout()),
            Stream::Err => terminal_size_of(io::stderr()),
        };
        size.map(|(Width(columns), _)| columns.into())
    });
    known.map(|columns| columns.min(MAX_COLUMNS))
}

/// <https://no-color.org>: set to anything but the empty string.
fn is_colour_unwanted() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
