//! The options about findings that were there before the linter.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::disk::{self, Disk};
use super::shell::CommandError;
use super::writer::{Kind, Writer};
use crate::baseline::{self, Baseline, Entry, Names, Unmatched};
use crate::finding::Finding;
use crate::lint::named;
use crate::session::Session;
use crate::strings::tick;

/// Findings that are known and don't count.
#[derive(Debug, Args)]
pub(super) struct BaselineFlags {
    /// Suppress the findings listed in FILE; stale entries are errors
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,

    /// Write the findings of this run to FILE, for use with --baseline
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

/// Findings, by whether the baseline knows them.
pub(super) struct Sifted {
    pub(super) counted: Vec<Finding>,
    pub(super) known: Vec<Finding>,
}

/// Why no baseline is written.
pub(super) const INCOMPLETE: &str =
    "no baseline is written: not every file could be linted, and its findings would be missing";

impl BaselineFlags {
    /// Those of a run that reads a baseline, or none.
    pub(super) fn of(baseline: Option<PathBuf>) -> Self {
        Self { baseline, write_baseline: None }
    }

    /// Whether a baseline is to be written.
    pub(super) fn is_written(&self) -> bool {
        self.write_baseline.is_some()
    }

    /// The findings about the files at `paths`, those that the baseline knows apart.
    pub(super) fn sort_out(
        &self,
        findings: Vec<Finding>,
        paths: &[PathBuf],
        session: &mut Session<Disk>,
        writer: &Writer,
    ) -> Result<Sifted, CommandError> {
        let Some(path) = self.baseline.as_ref().or(self.write_baseline.as_ref()) else {
            return Ok(Sifted { counted: findings, known: Vec::new() });
        };
        let folder = folder(path);
        if self.write_baseline.is_some() {
            write(path, &findings, &folder, session, writer)?;
        }
        let baseline = match session.source(path)? {
            Ok(source) => Baseline::read(&source),
            Err(fault) => Err(vec![fault]),
        };
        let baseline = match baseline {
            Ok(baseline) => baseline,
            Err(faults) => {
                let counted = findings.into_iter().chain(faults).collect();
                return Ok(Sifted { counted, known: Vec::new() });
            }
        };
        let complete = !findings.iter().any(Finding::is_error);
        let mut sorted = baseline.sort_out(findings, names(session, &name_in(&folder)));
        if complete {
            let looked_at = looked_at(paths, session);
            let gone = |it: &Unmatched| is_gone(&it.entry, &folder, &looked_at, session);
            let gone = sorted.unmatched.into_iter().filter(gone);
            sorted.new.extend(gone.map(Unmatched::stale));
        }
        Ok(Sifted { counted: sorted.new, known: sorted.known })
    }
}

fn write(
    path: &Path,
    findings: &[Finding],
    folder: &Path,
    session: &Session<Disk>,
    writer: &Writer,
) -> Result<(), CommandError> {
    let refused = |reason: &str| {
        CommandError(format!("won't write {}: {reason}", tick(&path.to_string_lossy())))
    };
    if session.has_read(path) {
        return Err(refused("it was read in this run"));
    }
    // It is read back.
    disk::check_regular(path).map_err(|reason| refused(&reason))?;
    let text = baseline::write(findings, names(session, &name_in(folder)));
    writer.write(path, &text, Some(Kind::Baseline))
}

fn names<'n>(session: &'n Session<Disk>, name: &'n dyn Fn(&str) -> String) -> Names<'n> {
    Names { sources: session.sources(), name }
}

/// The files that were looked at by themselves.
fn looked_at(paths: &[PathBuf], session: &Session<Disk>) -> BTreeSet<PathBuf> {
    let read = paths.iter().filter(|path| session.has_read(path));
    read.map(|path| session.identity(path)).collect()
}

/// Whether a run that found nothing that matches an entry would have: its file was looked at, or is
/// there no more, and its lint is on, or there is none of that name any more.
fn is_gone(
    entry: &Entry,
    folder: &Path,
    looked_at: &BTreeSet<PathBuf>,
    session: &mut Session<Disk>,
) -> bool {
    let path = folder.join(&entry.file);
    let is_judged = looked_at.contains(&session.identity(&path)) || !path.exists();
    is_judged && (named(&entry.lint).is_none() || session.lint_settings(&path).reports(&entry.lint))
}

/// The folder of a baseline, from which the files in it are named.
fn folder(path: &Path) -> PathBuf {
    disk::real(disk::folder(path))
}

/// A source's name, seen from a folder: the same wherever the command is run.
fn name_in(folder: &Path) -> impl Fn(&str) -> String {
    |name| {
        let path = disk::real(Path::new(name));
        let seen = if path.is_absolute() { relative(&path, folder) } else { path };
        seen.to_string_lossy().replace('\\', "/")
    }
}

/// The way from a folder to a path; both are absolute.
fn relative(path: &Path, folder: &Path) -> PathBuf {
    let common = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| Component::ParentDir);
    up.chain(path.components().skip(common)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_leads_up_and_down() {
        let way = |path, folder| relative(Path::new(path), Path::new(folder));
        assert_eq!(way("/a/b/c.mcpol", "/a/b"), Path::new("c.mcpol"));
        assert_eq!(way("/a/b/c.mcpol", "/a/d/e"), Path::new("../../b/c.mcpol"));
    }
}
