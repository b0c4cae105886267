//! `--output FORMAT=FILE`: results in files, beside what is printed.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::disk;
use super::shell::CommandError;
use crate::config;
use crate::render::Format;
use crate::strings::tick;

/// A file that a result is written to.
#[derive(Debug, Clone)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) file: PathBuf,
}

/// Reads `FORMAT=FILE`.
///
/// # Errors
/// It is something else.
pub(super) fn parse(text: &str) -> Result<Output, String> {
    let Some((format, file)) = text.split_once('=') else {
        return Err(
            "write FORMAT=FILE, as in `sarif=mcpol.sarif`; `mcpol init` writes its policy to \
                    `--out FILE`"
                .to_owned(),
        );
    };
    let format = Format::from_str(format, false)?;
    if file.is_empty() || file == disk::STDIN {
        return Err("FILE is the name of a file; `--format` says what is printed".to_owned());
    }
    Ok(Output { format, file: PathBuf::from(file) })
}

/// That no file is written twice, and none that holds a policy or settings or that another of the
/// `given` arguments names.
///
/// # Errors
/// One would be.
pub(super) fn check(outputs: &[Output], given: &[OsString]) -> Result<(), CommandError> {
    let mut files: BTreeSet<PathBuf> = BTreeSet::new();
    let is_named = |file: &Path| {
        let file = disk::identity(file);
        given.iter().skip(1).any(|argument| disk::identity(value_of(argument)) == file)
    };
    for Output { file, .. } in outputs {
        let name = tick(&file.to_string_lossy());
        if file.extension() == Some(OsStr::new("mcpol")) {
            return Err(CommandError(format!("won't write {name}: policies have this ending")));
        }
        if file.file_name() == Some(OsStr::new(config::NAME)) {
            return Err(CommandError(format!("won't write {name}: it holds the settings")));
        }
        if is_named(file) {
            return Err(CommandError(format!("won't write {name}: another argument names it")));
        }
        if !files.insert(disk::identity(file)) {
            return Err(CommandError(format!("two outputs to {name}")));
        }
    }
    Ok(())
}

/// The path that an argument may be, or have behind `--option=`.
fn value_of(argument: &OsStr) -> &Path {
    let value = argument.to_str().filter(|text| text.starts_with("--"));
    let value = value.and_then(|text| text.split_once('='));
    value.map_or(Path::new(argument), |(_, value)| Path::new(value))
}
