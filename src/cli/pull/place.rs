//! The file that a pulled catalog is written to, and what it holds already.

use std::path::Path;

use super::asked::Server;
use super::written::Written;
use crate::catalog::Catalog;
use crate::cli::disk;
use crate::cli::shell::{CommandError, Outcome, Shell};
use crate::cli::writer::{Kind, Writer};
use crate::drift;
use crate::render;
use crate::source::Sources;
use crate::strings::{counted, tick};

/// That a catalog may be written there: over nothing, or over a catalog.
pub(super) fn check(path: &Path, writer: &Writer) -> Result<(), CommandError> {
    writer.check(path, Some(Kind::Catalog))?;
    let old = disk::existing(path).filter(|old| !old.is_empty());
    let is_catalog = |old| String::from_utf8(old).is_ok_and(|old| tools(&old).is_some());
    match old.is_none_or(is_catalog) || writer.force {
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
    let old = disk::existing(path).and_then(|old| String::from_utf8(old).ok());
    let had = old.as_deref().and_then(tools).unwrap_or_default();
    let is_kept = had > 0 && !shell.writer.force;
    if is_kept && written.tools == 0 {
        let had = counted(had, "tool");
        shell.trouble(&server.says(&format!(
            "won't write {place}: the server lists no tools, and the catalog there has {had}; \
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
    if let Some(changes) = old.and_then(|old| changes(&old, text)) {
        shell.note(&server.says(&format!(
            "{changes}; `mcpol catalog verify` shows such changes before a catalog is replaced"
        )));
    }
    Ok(Outcome::clean_if(!written.has_errors()))
}

/// What changes against the catalog that was there, in a few words; nothing where nothing does.
fn changes(old: &str, new: &str) -> Option<String> {
    let mut sources = Sources::default();
    let mut read = |text: &str| Some(Catalog::read(sources.add("", text)?).0);
    let (old, new) = (read(old)?, read(new)?);
    let drift = drift::compare(&old, &new, &sources);
    (!drift.is_none()).then(|| render::drift::changes(&drift))
}

/// How many tools the catalog has that a file holds; nothing where it holds no catalog.
fn tools(text: &str) -> Option<usize> {
    let (catalog, findings) = Catalog::read(Sources::default().add("", text)?);
    let tools = catalog.tools().len();
    (tools > 0 || findings.is_empty()).then_some(tools)
}
