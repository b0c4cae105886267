//! Two sides held against each other: what came of it.

use std::collections::BTreeMap;
use std::path::Path;

use super::same;
use super::version::{self, Version};
use crate::cli::loaded::{Loaded, Read};
use crate::cli::shell::{CommandError, Shell};
use crate::diff::checks::{self, Checks, Weakened};
use crate::diff::{Diff, Places, Side, diff};
use crate::finding::Site;
use crate::policy::Policy;
use crate::render::diff::{Compared, Outcome};
use crate::render::text_diff;
use crate::session::Checked;
use crate::source::{Sources, Span};
use crate::syntax::ast::File;

/// When the difference of the texts is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texts {
    Never,
    Always,
    /// Where the meaning doesn't tell all: of sides with errors, and of parts.
    Untold,
}

/// Compares two sides. The findings of one with errors are shown.
///
/// # Errors
/// A side can't be read.
pub(super) fn compare(
    old: &mut Version,
    new: &mut Version,
    texts: Texts,
    shell: &mut Shell,
) -> Result<Compared, CommandError> {
    let names = (old.name(), new.name());
    if same::are_the_same(old, new) {
        let text = (texts == Texts::Always).then(String::new);
        let (outcome, weakened) = (Outcome::Same, Vec::new());
        return Ok(Compared { names, outcome, weakened, parts: false, text });
    }
    let catalogs = (old.catalog_name(), new.catalog_name());
    let parts = old.is_part() && new.is_part();
    let (outcome, weakened) = match (load(old, parts, shell)?, load(new, parts, shell)?) {
        (Some(before), Some(after)) => {
            let diff = by_meaning(old, &before, new, &after);
            let is_told = !parts || !diff.tools.is_empty() || diff.all_tools.is_some();
            let outcome = if is_told { Outcome::Diff(diff) } else { Outcome::Parts };
            (outcome, weakened((old, &before), (new, &after), catalogs))
        }
        _ if parts && old.is_sound_part()? && new.is_sound_part()? => {
            (Outcome::Parts, weakened_tests(old, new)?)
        }
        _ => (Outcome::Broken, Vec::new()),
    };
    let untold = parts || matches!(outcome, Outcome::Broken);
    let asked = texts == Texts::Always || texts == Texts::Untold && untold;
    let text = asked.then(|| text(old, new, &names));
    Ok(Compared { names, outcome, weakened, parts, text })
}

/// A side's document; `None` where there are errors, which are then shown. Of a part held against
/// another they are those that it has by itself, without a catalog.
fn load(
    version: &mut Version,
    parts: bool,
    shell: &mut Shell,
) -> Result<Option<Loaded>, CommandError> {
    let Read { loaded, findings } = version.read()?;
    if loaded.is_none() {
        let own = if parts { version.part()? } else { None };
        version.tell(&own.map_or(findings, |part| part.findings), shell);
    }
    Ok(loaded)
}

fn by_meaning(old: &Version, before: &Loaded, new: &Version, after: &Loaded) -> Diff {
    let (old_spans, new_spans) = (spans(before), spans(after));
    let old_places = places(&old_spans, old.session.sources());
    let new_places = places(&new_spans, new.session.sources());
    diff(side(old, before, &old_places), side(new, after, &new_places))
}

fn side<'s>(version: &'s Version, loaded: &'s Loaded, places: &'s Places<'s>) -> Side<'s> {
    let checked = loaded.checked.as_ref();
    let given = || version.session.given_catalog();
    Side {
        document: &loaded.document,
        policy: checked.and_then(|checked| checked.policy.as_ref()),
        catalog: checked.and_then(|checked| checked.catalog()).or_else(given),
        places,
        sources: Some(version.session.sources()),
    }
}

/// What the old side checks and the new one doesn't. JSON says nothing of what is checked.
fn weakened(
    (old, before): (&Version, &Loaded),
    (new, after): (&Version, &Loaded),
    catalogs: (Option<String>, Option<String>),
) -> Vec<Weakened> {
    let nothing = version::no_policy();
    let (old_files, new_files) = (files(before), files(after));
    let old = checks(old, before, &old_files, &nothing);
    let new = checks(new, after, &new_files, &nothing);
    let (old_catalog, new_catalog) = (catalogs.0.as_deref(), catalogs.1.as_deref());
    let old = old.map(|old| Checks { catalog_name: old_catalog, ..old });
    let new = new.map(|new| Checks { catalog_name: new_catalog, ..new });
    old.zip(new).map(|(old, new)| checks::weakened(old, new)).unwrap_or_default()
}

fn files(loaded: &Loaded) -> Vec<&File> {
    loaded.checked.as_ref().map(Checked::files).unwrap_or_default()
}

fn checks<'c>(
    version: &'c Version,
    loaded: &'c Loaded,
    files: &'c [&'c File],
    nothing: &'c Policy,
) -> Option<Checks<'c>> {
    let sources = version.session.sources();
    let given = version.session.given_catalog();
    match (&loaded.checked, &version.path) {
        (Some(checked), _) => {
            let catalog = checked.catalog().or(given);
            let policy = checked.policy.as_ref()?;
            Some(Checks { policy, files, catalog, catalog_name: None, sources })
        }
        (None, None) => Some(Checks::none(nothing, &[], sources)),
        (None, Some(_)) => None,
    }
}

/// Everything that a side checks, where nothing does any more.
///
/// # Errors
/// The side can't be read.
pub(super) fn all_checks(old: &mut Version) -> Result<Vec<Weakened>, CommandError> {
    let Some(loaded) = old.read()?.loaded else { return Ok(Vec::new()) };
    let (nothing, files) = (version::no_policy(), files(&loaded));
    let sources = old.session.sources();
    let none = Checks::none(&nothing, &[], sources);
    let checks = checks(old, &loaded, &files, &nothing);
    Ok(checks.map(|checks| checks::weakened(checks, none)).unwrap_or_default())
}

/// Whether a side's policy has no errors and compiles to what a file holds.
///
/// # Errors
/// A file can't be read.
pub(super) fn compiles_to(version: &mut Version, document: &Path) -> Result<bool, CommandError> {
    let compiled = version.read()?.loaded;
    version.at(Some(document.to_owned()));
    let written = version.read()?.loaded;
    let both = compiled.zip(written);
    Ok(both.is_some_and(|(compiled, written)| compiled.document == written.document))
}

/// What the tests of two parts no longer expect: all that a part has for itself.
///
/// # Errors
/// A side can't be read.
pub(super) fn compare_parts(
    old: &mut Version,
    new: &mut Version,
) -> Result<Option<Compared>, CommandError> {
    let (names, weakened) = ((old.name(), new.name()), weakened_tests(old, new)?);
    let outcome = Outcome::Diff(Diff::default());
    let compared = Compared { names, outcome, weakened, parts: true, text: None };
    Ok((!compared.weakened.is_empty()).then_some(compared))
}

/// What the tests of the new part of two no longer expect.
fn weakened_tests(old: &mut Version, new: &mut Version) -> Result<Vec<Weakened>, CommandError> {
    let (before, after) = (old.part()?, new.part()?);
    let (before, after) = (before.as_ref(), after.as_ref());
    let before = before.map(Checked::files).unwrap_or_default();
    let after = after.map(Checked::files).unwrap_or_default();
    let policy = version::no_policy();
    let old = Checks::none(&policy, &before, old.session.sources());
    let new = Checks::none(&policy, &after, new.session.sources());
    Ok(checks::weakened_tests(old, new))
}

fn spans(loaded: &Loaded) -> BTreeMap<&str, Span> {
    loaded.mappings.iter().map(|mapping| (mapping.pointer.as_str(), mapping.span)).collect()
}

fn places<'s>(
    spans: &'s BTreeMap<&str, Span>,
    sources: &'s Sources,
) -> impl Fn(&str) -> Option<Site> + 's {
    |pointer| Site::of(*spans.get(pointer)?, sources)
}

fn text(old: &mut Version, new: &mut Version, names: &(String, String)) -> String {
    let text = |version: &mut Version| version.text().map(|source| source.text().to_owned());
    let (before, after) = (text(old).unwrap_or_default(), text(new).unwrap_or_default());
    text_diff::unified(&names.0, &names.1, &before, &after)
}
