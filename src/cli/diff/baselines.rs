//! Baselines that have grown: findings that counted and no longer do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::version::{Origin, Version};
use crate::baseline::{Baseline, Entry};
use crate::cli::git::{Renames, Repository};
use crate::diff::checks::{Check, How, Weakened};
use crate::finding::Site;
use crate::session::Session;
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
        let name = here.to_string_lossy();
        let grown = by_lint(after.beyond(before.as_ref()));
        weakened.extend(grown.into_iter().map(|((file, lint), places)| {
            let site = places.first().and_then(|at| Site::of(*at, new.session.sources()));
            told(&name, (file, lint), places.len(), site)
        }));
    }
    weakened
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
