//! The command line: what is read of it, its help, and what is said where it makes no sense.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::ExitCode;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, CommandFactory, Error, FromArgMatches, ValueEnum};

use super::shell::{Manner, Outcome, Shell, Stream};
use super::{Arguments, COMMAND_FORMATS};
use crate::render::Format;
use crate::strings::escape;

/// Reads the command line.
///
/// # Errors
/// It asks for help or makes no sense, and has been answered.
pub(super) fn parse(given: &[OsString]) -> Result<Arguments, ExitCode> {
    read(given).map_err(|error| answer(&error, given))
}

fn read(given: &[OsString]) -> Result<Arguments, Error> {
    let mut command = command();
    let matches = command
        .try_get_matches_from_mut(help_last(given))
        .map_err(|error| with_meant(error, given))?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}

/// `mcpol help COMMAND` is `mcpol COMMAND --help`.
fn help_last(given: &[OsString]) -> Vec<OsString> {
    match given {
        [program, help, command @ ..] if help == "help" => {
            [program].into_iter().chain(command).cloned().chain(["--help".into()]).collect()
        }
        _ => given.to_vec(),
    }
}

/// An error about a command's name, with the command of that meaning instead of one spelt like it.
fn with_meant(mut error: Error, given: &[OsString]) -> Error {
    let meant = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(name)) => of_file(name, given).or_else(|| meant(name)),
        _ => None,
    };
    if let Some(command) = meant {
        let suggested = ContextValue::Strings(vec![command.to_owned()]);
        error.insert(ContextKind::SuggestedSubcommand, suggested);
    }
    error
}

/// The command that is left out before a file.
fn of_file(name: &str, given: &[OsString]) -> Option<&'static str> {
    let extension = Path::new(name).extension()?;
    match given.get(1) {
        Some(command) if command == "catalog" => Some("show"),
        _ => (extension == "mcpol").then_some("check"),
    }
}

/// The command that does what other programs have this name for.
fn meant(name: &str) -> Option<&'static str> {
    Some(match name {
        "validate" | "verify" | "lint" | "audit" | "analyze" | "analyse" | "scan" | "fix" => {
            "check"
        }
        "format" => "fmt",
        "build" | "emit" | "export" => "compile",
        "new" | "create" | "generate" | "scaffold" => "init",
        "run" | "decide" | "simulate" | "query" | "evaluate" => "eval",
        "compare" => "diff",
        "permissions" | "show" | "list" => "access",
        "tools" | "classify" | "join" => "catalog",
        "rules" => "lints",
        "settings" => "config",
        "why" | "doc" | "docs" | "describe" => "explain",
        _ => return None,
    })
}

/// The command line, where each command's help has the formats of that command alone.
pub(super) fn command() -> clap::Command {
    let command = Arguments::command();
    let Some(format) = command.get_arguments().find(|it| it.get_id() == "format").cloned() else {
        return command;
    };
    COMMAND_FORMATS.iter().fold(command, |command, (path, formats)| {
        with_formats(command, path, &format.clone().value_parser(FormatParser(formats())))
    })
}

/// A command whose subcommand at the end of `path` takes `format`.
fn with_formats(command: clap::Command, path: &[&'static str], format: &Arg) -> clap::Command {
    match path.split_first() {
        Some((name, rest)) => command.mut_subcommand(name, |it| with_formats(it, rest, format)),
        None => command.arg(format),
    }
}

/// Reads any format, and shows those that a command has.
#[derive(Debug, Clone)]
struct FormatParser(Vec<Format>);

impl TypedValueParser for FormatParser {
    type Value = Format;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Format, Error> {
        let known = value.to_str().and_then(|text| Format::from_str(text, false).ok());
        match known {
            Some(format) => Ok(format),
            None => {
                let shown = PossibleValuesParser::new(self.0.iter().map(|it| it.name()));
                shown.parse_ref(command, argument, value).map(|_| Format::Human)
            }
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().filter_map(Format::to_possible_value)))
    }
}

/// Prints help, or what is wrong with the arguments; none of them stands there raw.
fn answer(error: &Error, given: &[OsString]) -> ExitCode {
    let mut shell = Shell::new(Manner::PLAIN, Format::Human, Vec::new(), None);
    if !error.use_stderr() {
        let text = rendered(error, shell.terminal(Stream::Out).has_color);
        shell.print(&text);
        return shell.finish(Ok(Outcome::Clean));
    }
    let has_color = shell.terminal(Stream::Err).has_color;
    let safe: Vec<OsString> = given.iter().map(|it| escaped(it)).collect();
    let text = match read(&safe) {
        Err(error) if error.use_stderr() => rendered(&error, has_color),
        // What is wrong with the argument is what has been escaped.
        _ => escape::lines(&rendered(error, false)).into_owned(),
    };
    shell.write(Stream::Err, &text);
    ExitCode::from(2)
}

fn rendered(error: &Error, has_color: bool) -> String {
    let text = error.render();
    if has_color { text.ansi().to_string() } else { text.to_string() }
}

fn escaped(argument: &OsStr) -> OsString {
    let text = argument.to_string_lossy();
    escape::commands(&escape::inline(&text)).into_owned().into()
}
