//! The process around a command: its streams and how it ends.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use terminal_size::{Width, terminal_size_of};

use super::output::Output;
use super::writer::Writer;
use crate::finding::Finding;
use crate::json;
use crate::render::findings::report::{Item, Report};
use crate::render::findings::{Summary, human};
use crate::render::no_result::NoResult;
use crate::render::terminal::{Style, Terminal};
use crate::render::wrap;
use crate::render::{Format, Render, RenderContext, RunError, RunNotes, formats, renderer};
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

/// The streams of one command. What goes to standard output is written at the end, but for the
/// parts of a long result.
#[derive(Debug)]
pub(super) struct Shell {
    manner: Manner,
    format: Format,
    outputs: Vec<Output>,
    /// The command, where it prints a report, which holds the notes; none where it prints a text.
    reporter: Option<&'static str>,
    notes: RunNotes,
    /// The findings among the notes, as people read them in a file.
    noted: String,
    has_result: bool,
    /// What the files that `--output` names hold of a result so far.
    begun: Vec<String>,
    /// Why standard output takes no more.
    closed: Option<io::Error>,
    /// What was said to people alone.
    said: BTreeSet<String>,
    out: String,
    /// What goes to standard error only if the run fails.
    err: String,
    /// How files are written.
    pub(super) writer: Writer,
}

/// How people are told.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Manner {
    /// When to use colors; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,

    /// Print reports for people only if the exit code isn't 0
    #[arg(short, long, global = true)]
    quiet: bool,

    /// Print at most N findings of each file for people, the others are counted; 0 prints all
    #[arg(long, global = true, default_value_t = 50, value_name = "N")]
    max: usize,
}

impl Manner {
    /// That of a run whose arguments make no sense.
    pub(super) const PLAIN: Self = Self { color: Color::Auto, quiet: false, max: 0 };

    /// How many findings of one file are shown.
    fn max(self) -> Option<usize> {
        (self.max > 0).then_some(self.max)
    }
}

impl Shell {
    pub(super) fn new(
        manner: Manner,
        format: Format,
        outputs: Vec<Output>,
        reporter: Option<&'static str>,
    ) -> Self {
        let (notes, noted) = (RunNotes::default(), String::new());
        let (out, err) = (String::new(), String::new());
        let (said, writer) = (BTreeSet::new(), Writer::default());
        let begun = vec![String::new(); outputs.len()];
        Self {
            manner,
            format,
            outputs,
            reporter,
            notes,
            noted,
            has_result: false,
            begun,
            closed: None,
            said,
            out,
            err,
            writer,
        }
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
            Stream::Err if self.manner.quiet => self.err.push_str(text),
            // Nobody can be told that nobody listens.
            Stream::Err => drop(io::stderr().lock().write_all(text.as_bytes())),
        }
    }

    /// Says something beside the result, to people alone and once.
    pub(super) fn note(&mut self, text: &str) {
        if self.format == Format::Human && self.said.insert(text.to_owned()) {
            self.write(Stream::Err, &format!("{text}\n"));
        }
    }

    /// Says that a part of the job can't be done; the exit code will be 2.
    pub(super) fn trouble(&mut self, trouble: &impl Display) {
        let text = escape::lines(&trouble.to_string()).into_owned();
        if self.notes.errors.iter().any(|error| error.message == text) {
            return;
        }
        let terminal = self.terminal(Stream::Err);
        let word = format!("{} ", terminal.paint(Style::Error, "mcpol:"));
        let lines = wrap::hanging(&text, &word, "       ", terminal.row_width(), wrap::PROSE);
        self.write(Stream::Err, &format!("{}\n", lines.join("\n")));
        self.notes.errors.push(RunError { message: text });
    }

    /// Whether a part of the job couldn't be done.
    pub(super) fn has_failed(&self) -> bool {
        !self.notes.errors.is_empty()
    }

    /// How text is written to a stream.
    pub(super) fn terminal(&self, stream: Stream) -> Terminal {
        let has_color = match self.manner.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal(stream) && !is_colour_unwanted(),
        };
        Terminal { has_color, columns: columns(stream), max_findings: self.manner.max() }
    }

    /// How text for people is written to a file.
    fn pipe(&self) -> Terminal {
        Terminal { max_findings: self.manner.max(), ..Terminal::PIPE }
    }

    /// Findings about what was read, that the result doesn't hold: a report has them among its
    /// notes. On standard error they stand where standard output can't say them.
    pub(super) fn findings(&mut self, findings: &[Finding], sources: &Sources) {
        if findings.is_empty() {
            return;
        }
        self.notes.findings.extend(findings.iter().map(|it| Item::new(it, sources)));
        self.noted.push_str(&human::render(findings, sources, self.pipe()));
        match (self.format, self.reporter) {
            (Format::Human | Format::Csv, _) => {
                let text = human::render(findings, sources, self.terminal(Stream::Err));
                self.write(Stream::Err, &text);
            }
            (Format::Json, None) => {
                let report = Report::new(findings, Summary::of(findings, 1), sources);
                self.write(Stream::Err, &json::document(&report));
            }
            _ => {}
        }
    }

    /// Prints a part of a result of which [`Shell::emit`] prints the last.
    pub(super) fn emit_part<T: Render>(&mut self, part: &T) {
        let none = RunNotes::default();
        let render = |format, terminal| {
            self.rendered(part, RenderContext { terminal, notes: &none }, format)
                .unwrap_or_default()
        };
        let text = render(self.format, self.terminal(Stream::Out));
        let of_files = self.outputs.iter().map(|output| render(output.format, self.pipe()));
        let of_files: Vec<_> = of_files.collect();
        self.print(&text);
        for (begun, text) in self.begun.iter_mut().zip(of_files) {
            begun.push_str(&text);
        }
        if !self.may_be_hushed() {
            self.flush();
        }
    }

    /// Prints a result, or the last part of one, and writes it to the files that `--output` names.
    /// A format that it doesn't have is a part of the job that can't be done.
    pub(super) fn emit<T: Render>(&mut self, result: &T) {
        self.has_result = true;
        if self.format == Format::Human {
            self.write(Stream::Err, &result.aside(self.terminal(Stream::Err)));
        }
        let context = RenderContext { terminal: self.terminal(Stream::Out), notes: &self.notes };
        match self.rendered(result, context, self.format) {
            Ok(text) if self.out.is_empty() => self.out = text,
            Ok(text) => self.print(&text),
            Err(error) => self.trouble(&error),
        }
        let begun = std::mem::take(&mut self.begun);
        for (Output { format, file }, begun) in self.outputs.clone().into_iter().zip(begun) {
            let text = self.file_text(result, format, &begun);
            if let Err(error) = text.and_then(|text| self.writer.write(&file, &text, None)) {
                self.trouble(&error);
            }
        }
    }

    /// A result as it stands in a file; for people with what they would read on standard error.
    fn file_text<T: Render>(
        &self,
        result: &T,
        format: Format,
        begun: &str,
    ) -> Result<String, CommandError> {
        let context = RenderContext { terminal: self.pipe(), notes: &self.notes };
        let text = begun.to_owned() + &self.rendered(result, context, format)?;
        if format != Format::Human {
            return Ok(text);
        }
        let error = |it: &RunError| format!("mcpol: {}\n", it.message);
        let errors: String = self.notes.errors.iter().map(error).collect();
        let around = [&*self.noted, &result.aside(self.pipe()), &errors].concat();
        Ok(escape::commands(&around).into_owned() + &text)
    }

    /// A result in a format. Text for people holds no command for the log of a CI.
    fn rendered<T: Render>(
        &self,
        result: &T,
        context: RenderContext<'_>,
        format: Format,
    ) -> Result<String, CommandError> {
        let Some(render) = renderer::<T>(format) else {
            return Err(no_such_format(format, &formats::<T>()));
        };
        let text = render(result, context);
        Ok(match format {
            Format::Human if T::IS_VERBATIM => text,
            Format::Human | Format::Csv | Format::Markdown | Format::Junit => {
                match escape::commands(&text) {
                    Cow::Owned(escaped) => escaped,
                    Cow::Borrowed(_) => text,
                }
            }
            Format::Json | Format::Sarif | Format::Github | Format::Gitlab => text,
        })
    }

    /// Writes standard output and says how the process ends.
    pub(super) fn finish(mut self, outcome: Result<Outcome, CommandError>) -> ExitCode {
        if let Err(trouble) = &outcome {
            self.trouble(trouble);
        }
        if let Some(command) = self.reporter.filter(|_| !self.has_result) {
            self.emit(&NoResult { command });
        }
        let is_clean = matches!(outcome, Ok(Outcome::Clean)) && !self.has_failed();
        if self.manner.quiet && is_clean {
            self.hush();
        }
        drop(io::stderr().lock().write_all(self.err.as_bytes()));
        self.flush();
        if let Some(error) = self.closed.take()
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.manner.quiet = false;
            self.trouble(&format!("can't write to standard output: {error}"));
        }
        match outcome {
            _ if self.has_failed() => ExitCode::from(2),
            Ok(Outcome::Clean) => ExitCode::SUCCESS,
            _ => ExitCode::from(1),
        }
    }

    /// Leaves out what people needn't read of a run without faults.
    fn hush(&mut self) {
        self.err.clear();
        if self.may_be_hushed() {
            self.out.clear();
        }
    }

    /// Whether standard output has what people needn't read of a run without faults.
    fn may_be_hushed(&self) -> bool {
        self.manner.quiet && self.reporter.is_some() && self.format == Format::Human
    }

    /// Writes to standard output what goes there, unless it takes no more.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.out);
        if self.closed.is_none() {
            let mut out = io::stdout().lock();
            self.closed = out.write_all(text.as_bytes()).and_then(|()| out.flush()).err();
        }
    }
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
