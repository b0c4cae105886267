//! The log of decided calls: one line each, appended in one write.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::shell::CommandError;
use crate::enforce::{Client, Decided, Detail, private_file};

#[derive(Debug, Clone, Args)]
pub(super) struct LogArguments {
    /// Append a line of JSON about the call to FILE
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// What the log keeps of the call's arguments
    #[arg(long, value_name = "DETAIL", value_parser = details(), default_value = "keys")]
    log_arguments: Detail,
}

fn details() -> impl TypedValueParser<Value = Detail> {
    let names = PossibleValuesParser::new(Detail::ALL.map(Detail::name));
    names.try_map(|name| Detail::named(&name).ok_or("no such detail"))
}

/// A log that takes a line, if there is one at all.
#[derive(Debug)]
pub(super) struct Log {
    file: Option<File>,
    detail: Detail,
}

impl LogArguments {
    /// Opens the log, before anything is decided.
    ///
    /// # Errors
    /// It can't be written, or others could read it.
    pub(super) fn open(&self) -> Result<Log, CommandError> {
        let file = self.log.as_deref().map(private_file).transpose();
        let file = file.map_err(|error| CommandError(format!("the log: {error}")))?;
        Ok(Log { file, detail: self.log_arguments })
    }
}

impl Log {
    /// Appends what was decided.
    ///
    /// # Errors
    /// The line isn't written.
    pub(super) fn write(
        self,
        client: Client,
        decided: &Decided,
        at: i64,
        started: Instant,
    ) -> Result<(), CommandError> {
        let Some(mut file) = self.file else { return Ok(()) };
        let Decided { answer, record } = decided;
        let micros = started.elapsed().as_micros();
        let line = record.line(client.name(), answer, self.detail, (at, micros));
        file.write_all(line.as_bytes())
            .map_err(|error| CommandError(format!("the log can't be written: {error}")))
    }
}
