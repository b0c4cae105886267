//! `--output FORMAT=FILE`: results in files, beside what is printed.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::disk;
use super::shell::CommandError;
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

/// That no file is written twice, and none that holds a policy.
///
/// # Errors
/// One would be.
pub(super) fn check(outputs: &[Output]) -> Result<(), CommandError> {
    let mut files = BTreeSet::new();
    for Output { file, .. } in outputs {
        let name = tick(&file.to_string_lossy());
        if file.extension() == Some(OsStr::new("mcpol")) {
            return Err(CommandError(format!("won't write {name}: policies have this ending")));
        }
        if !files.insert(identity(file)) {
            return Err(CommandError(format!("two outputs to {name}")));
        }
    }
    Ok(())
}

/// The file, however it is called; it may not be there yet.
fn identity(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let folder = disk::real(folder.unwrap_or(Path::new(".")));
    disk::real(&folder.join(file.file_name().unwrap_or_default()))
}
