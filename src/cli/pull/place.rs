//! The file that a pulled catalog is written to, and what it holds already.

use std::path::Path;

use super::asked::Server;
use super::written::Written;
use crate::catalog::Catalog;
use crate::cli::disk;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::cli::writer::{Kind, Writer};
use crate::source::Sources;
use crate::strings::{counted, tick};

/// That a catalog may be written there: over nothing, or over a catalog.
pub(super) fn check(path: &Path, writer: &Writer) -> Result<(), CommandError> {
    writer.check(path, Some(Kind::Catalog))?;
    let old = disk::existing(path).filter(|old| !old.is_empty());
    match old.is_none_or(|old| tools(old).is_some()) || writer.force {
        true => Ok(()),
        false => Err(CommandError(format!(
            "won't write {}: it holds something else than a catalog; `--force` overwrites it",
            tick(&path.to_string_lossy())
        ))),
    }
}

/// Writes what was had of a server. A catalog with tools stays where the new one has none, or
/// something is wrong with it.
pub(super) fn write(
    path: &Path,
    written: &Written,
    server: &Server,
    shell: &mut Shell,
) -> Result<Outcome, CommandError> {
    let Some(text) = &written.text else { return Ok(Outcome::Faults) };
    let place = tick(&path.to_string_lossy());
    let old = disk::existing(path).and_then(tools).unwrap_or_default();
    let is_kept = old > 0 && !shell.writer.force;
    if is_kept && written.tools == 0 {
        let old = counted(old, "tool");
        shell.trouble(&server.says(&format!(
            "won't write {place}: the server lists no tools, and the catalog there has {old}; \
             `--force` overwrites it"
        )));
        return Ok(Outcome::Faults);
    }
    if is_kept && written.has_errors() {
        let reason = "something is wrong with the server's list; `--force` overwrites it";
        shell.note(&server.says(&format!("{place} stays as it is: {reason}")));
        return Ok(Outcome::Faults);
    }
    shell.writer.create(path, text, Kind::Catalog)?;
    shell.note(&server.says(&format!("{}, in {place}", written.sum())));
    Ok(Outcome::clean_if(!written.has_errors()))
}

/// How many tools the catalog has that a file holds; nothing where it holds no catalog.
fn tools(file: Vec<u8>) -> Option<usize> {
    let source = Sources::default().add("", String::from_utf8(file).ok()?)?;
    let (catalog, findings) = Catalog::read(source);
    let tools = catalog.tools().len();
    (tools > 0 || findings.is_empty()).then_some(tools)
}
