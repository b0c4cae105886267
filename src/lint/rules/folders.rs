//! What to write instead of a test that is meant to keep paths in a folder.

use super::per_threat::{argument, instead, without_condition};
use super::texts::{edit, texts};
use crate::finding::{Fix, Safety};
use crate::lint::LintContext;
use crate::policy::condition::{Operator, Test, TextOperator};
use crate::policy::text::{self, PARTS};
use crate::re2;
use crate::re2::shape::{ANY, End, GAP, Shape};
use crate::risk::Role;
use crate::strings::tick;
use crate::syntax::string_text;
use crate::threat::Threat;

/// What to write instead.
pub(super) fn help(threat: &Threat<'_>) -> String {
    let named_in = threat.wanted().filter(|_| !threat.found.leaf.path.is_in_list());
    let Some((_, test)) = named_in else { return general(threat) };
    let argument = argument(threat);
    let named = named(test);
    if matches!(test.operator, Operator::Contains(_)) {
        let Some(part) = named.first() else { return general(threat) };
        let folder = string_text(&rooted(part));
        return format!("name the folder from the root on: write `{argument} under {folder}`");
    }
    if let Some(unders) = unders(&named) {
        let tests: Vec<_> = unders.iter().map(|under| format!("{argument} {under}")).collect();
        let verb = if says_more(&test.operator) { "add" } else { "write" };
        return format!("{verb} {}", tick(&tests.join(" or ")));
    }
    if named.is_empty() {
        return general(threat);
    }
    if let (true, [start]) = (threat.row.roles.contains(&Role::ObjectKey), named.as_slice()) {
        let closed = string_text(&format!("{start}/"));
        return format!("end it at a name: {}", tick(&format!("{argument} starts with {closed}")));
    }
    let folders: Vec<_> = named.iter().map(|folder| re2::escaped(folder)).collect();
    let pattern = format!("^{}{PARTS}$", grouped(&folders));
    format!(
        "write a pattern of the whole path in which no name begins with a dot: {}",
        tick(&format!("{argument} {}", edit::matches(&pattern)))
    )
}

/// A folder from the root on: a part with several names may be that already.
fn rooted(part: &str) -> String {
    let names = part.trim_start_matches('/');
    match part.starts_with('/') && names.contains('/') {
        true => part.to_owned(),
        false => format!("/workspace/{names}"),
    }
}

/// Where the rule names no folder.
fn general(threat: &Threat<'_>) -> String {
    match instead(threat) {
        Some(good) => format!("`require` its folder, too, as in {good}"),
        None => without_condition(threat),
    }
}

fn grouped(alternatives: &[String]) -> String {
    match alternatives {
        [only] => only.clone(),
        several => format!("({})", several.join("|")),
    }
}

/// `under` in the place of a test that says nothing more than where a path begins, else beside it.
pub(super) fn fix(context: &LintContext<'_>, threat: &Threat<'_>) -> Option<Fix> {
    let (rule, test) = threat.wanted()?;
    let operator = &test.operator;
    let unders = unders(&named(test))?;
    let [under] = unders.as_slice() else { return None };
    if matches!(operator, Operator::Contains(_)) {
        return None;
    }
    if says_more(operator) {
        return edit::and(rule, test, under, Safety::Safe);
    }
    // `under` holds for the folder itself, which a path that ends in a slash isn't, and for an
    // address whatever case its scheme and its host have.
    let texts = texts(operator);
    let has_slash = texts.iter().any(|text| text.trim_end_matches(GAP).ends_with('/'));
    let is_address = texts.iter().any(|text| text.contains("://"));
    let safety = if has_slash || is_address { Safety::Unsafe } else { Safety::Safe };
    edit::replace(context, rule, test, under, safety)
}

/// The folders or addresses that a test keeps paths in: as much of them as it spells, sorted.
fn named(test: &Test) -> Vec<String> {
    let is_start = match &test.operator {
        Operator::Text(TextOperator::StartsWith(_)) => true,
        Operator::Contains(_) => false,
        Operator::Matches(pattern) => is_bound_to_start(pattern),
        _ => return Vec::new(),
    };
    let texts = texts(&test.operator);
    let spelled = texts.iter().filter_map(|text| spelled(text, is_start));
    let below_root = spelled.map(without_slash).filter(|folder| !folder.is_empty());
    let mut folders: Vec<_> = below_root.map(str::to_owned).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

fn is_bound_to_start(pattern: &str) -> bool {
    Shape::of(pattern).is_some_and(|shape| shape.start() == End::Anchored)
}

/// What a text spells of a folder: its beginning, or the first part of it with a slash.
fn spelled(text: &str, is_start: bool) -> Option<&str> {
    let mut parts = text.split([GAP, ANY]);
    let first = parts.next().filter(|part| !part.is_empty());
    first.filter(|part| is_start || has_slash(part)).or_else(|| parts.find(|part| has_slash(part)))
}

fn has_slash(text: &str) -> bool {
    text.contains(['/', '\\'])
}

fn without_slash(path: &str) -> &str {
    path.trim_end_matches(['/', '\\'])
}

/// `under` with each of the folders, where all of them are absolute paths or addresses.
fn unders(folders: &[String]) -> Option<Vec<String>> {
    let under = |folder: &String| {
        let operator = TextOperator::Under(folder.clone());
        text::check(&operator).ok().map(|()| format!("under {}", string_text(folder)))
    };
    let unders: Vec<_> = folders.iter().map(under).collect::<Option<_>>()?;
    (!unders.is_empty()).then_some(unders)
}

/// Whether a test says more than where a path begins, as `^/data` and `^/data/.*$` don't.
fn says_more(operator: &Operator) -> bool {
    let Operator::Matches(pattern) = operator else { return false };
    let is_open = |shape: Shape| {
        let any = pattern.trim_end_matches('$').ends_with(".*");
        let texts = shape.texts();
        let [text] = texts.as_slice() else { return false };
        let literal = if any { text.trim_end_matches(GAP) } else { text };
        let ends = shape.start() == End::Anchored && (any || shape.end() != End::Anchored);
        ends && !literal.contains([GAP, ANY])
    };
    !Shape::of(pattern).is_some_and(is_open)
}
