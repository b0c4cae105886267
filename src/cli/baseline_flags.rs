//! The options about findings that were there before the linter.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::disk::{self, Disk};
use super::shell::CommandError;
use super::writer::{Kind, Writer};
use crate::baseline::{self, Baseline, Entry, Names, Unmatched};
use crate::config;
use crate::finding::Finding;
use crate::kind;
use crate::lint::named;
use crate::session::{Session, foreign};
use crate::source::{Source, Span};
use crate::strings::tick;

/// Findings that are known and don't count.
#[derive(Debug, Default, Args)]
pub(super) struct KnownFlags {
    /// Suppress the findings listed in FILE, in place of the baseline in mcpol.toml
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    baseline: Option<PathBuf>,

    /// Use no baseline, not even one that mcpol.toml names
    #[arg(long)]
    no_baseline: bool,
}

/// The same, and writing them.
#[derive(Debug, Args)]
pub(super) struct BaselineFlags {
    #[command(flatten)]
    known: KnownFlags,

    /// Write the findings of this run to FILE, for use as a baseline
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "no_baseline"])]
    write_baseline: Option<PathBuf>,
}

/// A baseline that is used, and where mcpol.toml names it.
struct Used {
    path: PathBuf,
    named: Option<Span>,
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
    /// Whether a baseline is to be written.
    pub(super) fn is_written(&self) -> bool {
        self.write_baseline.is_some()
    }

    /// The findings about the files at `paths`, those that a baseline knows apart.
    pub(super) fn sort_out(
        &self,
        findings: Vec<Finding>,
        paths: &[PathBuf],
        session: &mut Session<Disk>,
        writer: &Writer,
    ) -> Result<Sifted, CommandError> {
        let Some(path) = &self.write_baseline else {
            return self.known.sort_out(findings, paths, session);
        };
        disk::refuse_stdout("--write-baseline", path)?;
        write(path, &findings, session, writer)?;
        let written = KnownFlags { baseline: Some(path.clone()), no_baseline: false };
        written.sort_out(findings, paths, session)
    }
}

impl KnownFlags {
    /// The findings about the files at `paths`, those that a baseline knows apart.
    pub(super) fn sort_out(
        &self,
        findings: Vec<Finding>,
        paths: &[PathBuf],
        session: &mut Session<Disk>,
    ) -> Result<Sifted, CommandError> {
        let complete = !findings.iter().any(Finding::is_error);
        self.sift(findings, paths, complete, session)
    }

    /// The same. Only where the findings are complete is it known which entries are gone.
    fn sift(
        &self,
        findings: Vec<Finding>,
        paths: &[PathBuf],
        complete: bool,
        session: &mut Session<Disk>,
    ) -> Result<Sifted, CommandError> {
        let mut sifted = Sifted { counted: findings, known: Vec::new() };
        for used in self.used(paths, session) {
            let baseline = match read(&used, session)? {
                Ok(baseline) => baseline,
                Err(faults) => {
                    sifted.counted.extend(faults);
                    continue;
                }
            };
            let folder = folder(&used.path);
            let found = std::mem::take(&mut sifted.counted);
            let sorted = baseline.sort_out(found, names(session, &name_in(&folder)));
            sifted.counted = sorted.new;
            sifted.known.extend(sorted.known);
            if complete {
                let looked_at = looked_at(paths, session);
                let gone = |it: &Unmatched| is_gone(&it.entry, &folder, &looked_at, session);
                let gone = sorted.unmatched.into_iter().filter(gone);
                sifted.counted.extend(gone.map(Unmatched::stale));
            }
        }
        Ok(sifted)
    }

    /// Those of some findings that no baseline knows.
    pub(super) fn new_ones(
        &self,
        findings: Vec<Finding>,
        paths: &[PathBuf],
        session: &mut Session<Disk>,
    ) -> Result<Vec<Finding>, CommandError> {
        Ok(self.sift(findings, paths, false, session)?.counted)
    }

    /// The one that is given, or else those that the files' configurations name.
    fn used(&self, paths: &[PathBuf], session: &mut Session<Disk>) -> Vec<Used> {
        if let Some(path) = &self.baseline {
            return vec![Used { path: path.clone(), named: None }];
        }
        if self.no_baseline {
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let named = paths.iter().filter_map(|path| session.baseline_of(path));
        let each = named.filter(|(path, _)| seen.insert(disk::identity(path)));
        each.map(|(path, span)| Used { path, named: Some(span) }).collect()
    }
}

/// A baseline, or what is wrong with it.
///
/// # Errors
/// It was given on the command line and can't be read.
fn read(
    used: &Used,
    session: &mut Session<Disk>,
) -> Result<Result<Baseline, Vec<Finding>>, CommandError> {
    let regular = match used.named {
        Some(span) => disk::check_regular(&used.path)
            .map_err(|reason| config::unreadable_baseline(span, &reason)),
        None => Ok(()),
    };
    if let Err(fault) = regular {
        return Ok(Err(vec![fault]));
    }
    Ok(match (session.source(&used.path), used.named) {
        (Ok(Ok(source)), Some(span)) if !is_like_baseline(source.text()) => {
            Err(vec![config::unreadable_baseline(span, "it holds something else")])
        }
        (Ok(Ok(source)), _) => Baseline::read(&source).map_err(|faults| stranger(&source, faults)),
        (Ok(Err(fault)), _) => Err(vec![fault]),
        (Err(error), Some(span)) => Err(vec![config::unreadable_baseline(span, &error.reason)]),
        (Err(error), None) => return Err(error.into()),
    })
}

/// That a text is no baseline but something else, where that is known; else its faults.
fn stranger(source: &Source, faults: Vec<Finding>) -> Vec<Finding> {
    match kind::Kind::of(source) {
        None | Some(kind::Kind::Json) => faults,
        Some(_) => foreign(source, "a baseline").map_or(faults, |fault| vec![fault]),
    }
}

/// Whether faults in a text may be shown: of a file that mcpol.toml names and that is no baseline,
/// nothing is.
fn is_like_baseline(text: &str) -> bool {
    text.trim_start().starts_with('{') && text.contains("\"findings\"")
}

fn write(
    path: &Path,
    findings: &[Finding],
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
    let text = baseline::write(findings, names(session, &name_in(&folder(path))));
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
