//! Baselines that have grown: findings that counted and no longer do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::version::{Origin, Version};
use crate::baseline::{Baseline, Entry};
use crate::cli::git::{Renames, Repository};
use crate::diff::checks::{Check, How, Weakened};
use crate::finding::Site;
use crate::session::{Session, plain};
use crate::source::Span;
use crate::strings::{counted, tick};

/// What the baselines of the repository know beyond those of a revision. A baseline is known by
/// what it holds, whatever its name.
pub(super) fn weakened(
    old: &mut Version,
    new: &mut Version,
    repository: &Repository,
    differing: &BTreeSet<PathBuf>,
    renamed: &Renames,
) -> Vec<Weakened> {
    let mut weakened = Vec::new();
    for path in differing {
        let here = repository.to_here(path);
        if path.extension().is_none_or(|it| it != "json") || !here.is_file() {
            continue;
        }
        let Some(after) = read(&here, &mut new.session) else { continue };
        let before = renamed.get(path).unwrap_or(path);
        let was_there = old.session.is_there(before);
        let before = was_there.then(|| read(before, &mut old.session)).flatten();
        weakened.extend(told_of(&here, &after, before.as_ref(), new));
    }
    weakened
}

/// What the baseline that a configuration names now knows beyond the one that it named before,
/// where that is another file. One that is new is told of by itself.
pub(super) fn exchanged(
    old: &mut Version,
    new: &mut Version,
    [before, now]: [Option<PathBuf>; 2],
    repository: &Repository,
) -> Vec<Weakened> {
    let Some(path) = now else { return Vec::new() };
    let within = plain(&repository.within(&path));
    if before.as_ref() == Some(&within) || !old.session.is_there(&within) {
        return Vec::new();
    }
    let Some(after) = read(&path, &mut new.session) else { return Vec::new() };
    let before = before.and_then(|before| read(&before, &mut old.session));
    told_of(&path, &after, before.as_ref(), new)
}

/// What a baseline knows beyond another.
fn told_of(
    path: &Path,
    after: &Baseline,
    before: Option<&Baseline>,
    new: &Version,
) -> Vec<Weakened> {
    let name = path.to_string_lossy();
    let grown = by_lint(after.beyond(before));
    let told = grown.into_iter().map(|((file, lint), places)| {
        let site = places.first().and_then(|at| Site::of(*at, new.session.sources()));
        told(&name, (file, lint), places.len(), site)
    });
    told.collect()
}

fn read(path: &Path, session: &mut Session<Origin>) -> Option<Baseline> {
    let source = session.source(path).ok()?.ok()?;
    Baseline::read(&source).ok()
}

/// Entries by their file and lint.
fn by_lint(entries: Vec<(&Entry, Span)>) -> BTreeMap<(&str, &str), Vec<Span>> {
    let mut found: BTreeMap<_, Vec<Span>> = BTreeMap::new();
    for (entry, place) in entries {
        found.entry((&*entry.file, &*entry.lint)).or_default().push(place);
    }
    found
}

fn told(baseline: &str, (file, lint): (&str, &str), count: usize, site: Option<Site>) -> Weakened {
    let findings = format!("{} of {}", counted(count, "more finding"), tick(lint));
    let no_more = if count == 1 { "no longer counts" } else { "no longer count" };
    let message = format!("{findings} in {} {no_more}: {}", tick(file), tick(baseline));
    Weakened::new(Check::Baseline, How::Added, baseline, message).at(None, site)
}
