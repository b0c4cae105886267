//! What `mcpol catalog classify --score FOLDER` takes beside the folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::classify::text;
use super::disk::{self, Disk};
use super::shell::CommandError;
use crate::render::benchmark::Report;
use crate::risk::score::benchmark::{Benchmark, Catalogs, Fault, Table};
use crate::session::{Files, Server};
use crate::strings::{counted, tick};

/// How many faults of a benchmark are told.
const MAX_FAULTS: usize = 50;

/// Where the catalogs of a benchmark are, and what is shown of it.
#[derive(Debug, Args)]
pub(super) struct BenchmarkFlags {
    /// Where the catalogs of a folder of labels are, as NAME.json or NAME/catalog.json; can be
    /// repeated
    #[arg(long, value_name = "FOLDER", requires = "score")]
    catalogs: Vec<PathBuf>,

    /// A list of the catalogs that nobody looks at while rules are written; otherwise
    /// kept-apart.txt of the folder of labels
    #[arg(long, value_name = "NAMES", requires = "score")]
    kept_apart: Option<PathBuf>,

    /// List what is wrong, in catalogs that aren't kept apart
    #[arg(long, requires = "score")]
    misses: bool,
}

impl BenchmarkFlags {
    /// The first that is given.
    pub(super) fn given(&self) -> Option<&'static str> {
        let flags = [
            (!self.catalogs.is_empty(), "--catalogs"),
            (self.kept_apart.is_some(), "--kept-apart"),
            (self.misses, "--misses"),
        ];
        flags.into_iter().find_map(|(is_given, flag)| is_given.then_some(flag))
    }

    /// The score of the folder.
    pub(super) fn report(&self, folder: &Path) -> Result<Report, CommandError> {
        let benchmark = self.benchmark(folder)?;
        let mut session = disk::session(None)?;
        let mut servers = BTreeMap::new();
        for name in benchmark.catalog_names() {
            if let Some(file) = self.file_of(name) {
                servers.insert(name, disk::catalog(&file, &mut session)?);
            }
        }
        let catalogs = catalogs(&servers)?;
        refuse(folder, &benchmark.faults(&catalogs))?;
        let misses = self.misses.then(|| benchmark.misses(&catalogs));
        Ok(Report { score: benchmark.score(&catalogs), misses })
    }

    fn benchmark(&self, folder: &Path) -> Result<Benchmark, CommandError> {
        let table = |table: Table| text(&folder.join(table.file()));
        let list = folder.join(Table::KeptApart.file());
        let kept_apart = match &self.kept_apart {
            Some(path) => text(path)?,
            None if Disk.is_there(&list) => text(&list)?,
            None => String::new(),
        };
        Benchmark::read(&table(Table::Effects)?, &table(Table::Roles)?, &kept_apart)
            .map_err(|faults| faulty(folder, &faults))
    }

    /// The file of the catalog with this name.
    fn file_of(&self, name: &str) -> Option<PathBuf> {
        if name.is_empty() || name.contains(['/', '\\']) {
            return None;
        }
        let in_folder =
            |folder: &PathBuf| [folder.join(format!("{name}.json")), folder.join(name).join(FILE)];
        self.catalogs.iter().flat_map(in_folder).find(|path| path.is_file())
    }
}

/// The name of a catalog in a folder of its own.
const FILE: &str = "catalog.json";

/// The catalogs of these files.
fn catalogs<'s>(servers: &'s BTreeMap<&'s str, Arc<Server>>) -> Result<Catalogs<'s>, CommandError> {
    let catalog = |(name, server): (&&'s str, &'s Arc<Server>)| match &server.catalog {
        Some(catalog) => Ok((*name, catalog)),
        None => Err(CommandError(format!("the file of {} is no catalog", tick(name)))),
    };
    servers.iter().map(catalog).collect()
}

fn refuse(folder: &Path, faults: &[Fault]) -> Result<(), CommandError> {
    if faults.is_empty() { Ok(()) } else { Err(faulty(folder, faults)) }
}

/// That the labels can't be scored, with each fault on a line.
fn faulty(folder: &Path, faults: &[Fault]) -> CommandError {
    let shown = faults.iter().take(MAX_FAULTS).map(|fault| format!("\n  {fault}"));
    let more = faults.len().saturating_sub(MAX_FAULTS);
    let more = (more > 0).then(|| format!("\n  and {}", counted(more, "more fault")));
    let list: String = shown.chain(more).collect();
    CommandError(format!("can't score {}:{list}", tick(&folder.to_string_lossy())))
}
