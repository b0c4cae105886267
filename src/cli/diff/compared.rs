//! Two sides held against each other: what came of it.

use std::collections::BTreeMap;

use super::same;
use super::version::Version;
use crate::cli::loaded::{Loaded, Read};
use crate::cli::shell::{CommandError, Shell};
use crate::diff::{Diff, Places, Side, diff};
use crate::finding::Site;
use crate::render::diff::{Compared, Outcome};
use crate::render::text_diff;
use crate::source::{Sources, Span};

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
        return Ok(Compared { names, outcome: Outcome::Same, parts: false, text });
    }
    let outcome = match (load(old, shell)?, load(new, shell)?) {
        (Some(before), Some(after)) => Outcome::Diff(by_meaning(old, &before, new, &after)),
        _ => Outcome::Broken,
    };
    let parts = old.is_part() && new.is_part();
    let untold = parts || matches!(outcome, Outcome::Broken);
    let asked = texts == Texts::Always || texts == Texts::Untold && untold;
    let text = asked.then(|| text(old, new, &names));
    Ok(Compared { names, outcome, parts, text })
}

/// A side's document; `None` where there are errors, which are then shown.
fn load(version: &mut Version, shell: &mut Shell) -> Result<Option<Loaded>, CommandError> {
    let Read { loaded, findings } = version.read()?;
    if loaded.is_none() {
        shell.findings(&findings, version.session.sources());
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
    }
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
