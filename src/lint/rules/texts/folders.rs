//! The folders that tests keep paths in.

use super::{TextTest, WeakTest, edit, texts};
use crate::finding::{Fix, Safety};
use crate::lint::LintContext;
use crate::policy::condition::{Operator, TextOperator};
use crate::policy::text;
use crate::re2::shape::{ANY, End, GAP, Shape};
use crate::risk::Content;
use crate::syntax::string_text;

/// The folders that a test keeps paths in: as much of them as it spells, sorted.
pub(in crate::lint::rules) fn of(test: &TextTest<'_, '_>) -> Vec<String> {
    if test.content != Some(Content::Path) {
        return Vec::new();
    }
    let operator = &test.test.operator;
    let is_start = match operator {
        Operator::Text(TextOperator::StartsWith(_)) => true,
        Operator::Contains(_) => false,
        Operator::Matches(pattern) => is_bound_to_start(pattern),
        _ => return Vec::new(),
    };
    let texts = texts(operator);
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

/// The folder of a test that may go on in the middle of a name.
pub(in crate::lint::rules) fn unclosed(test: &TextTest<'_, '_>) -> Option<String> {
    if test.content != Some(Content::Path) {
        return None;
    }
    let start = match &test.test.operator {
        Operator::Text(TextOperator::StartsWith(text)) => text.clone(),
        Operator::Matches(pattern) => {
            let shape = Shape::of(pattern)?;
            let mut texts = shape.texts().into_iter();
            let (first, others) = (texts.next()?, texts.next());
            let (start, rest) = first.split_at(first.find([GAP, ANY]).unwrap_or(first.len()));
            let open = rest.trim_matches([GAP, ANY]).is_empty();
            let is_whole = shape.start() == End::Anchored && others.is_none() && open;
            is_whole.then(|| start.to_owned())?
        }
        _ => return None,
    };
    let is_name = start.ends_with(|character: char| character.is_alphanumeric());
    (is_name && has_slash(&start)).then_some(start)
}

fn without_slash(path: &str) -> &str {
    path.trim_end_matches(['/', '\\'])
}

/// `under` with each of the folders, where they are absolute paths.
fn unders(weak: &WeakTest<'_>) -> Option<Vec<String>> {
    let under = |folder: &String| {
        let operator = TextOperator::Under(folder.clone());
        text::check(&operator).ok().map(|()| format!("under {}", string_text(folder)))
    };
    weak.about.iter().map(under).collect()
}

/// What to write instead.
pub(in crate::lint::rules) fn help(weak: &WeakTest<'_>, argument: &str) -> String {
    if matches!(weak.test.operator, Operator::Contains(_)) {
        let folder = string_text(&format!("/workspace{}", weak.first()));
        return format!("name the folder from the root on: write `{argument} under {folder}`");
    }
    let Some(unders) = unders(weak) else {
        return format!(
            "write a pattern of the whole path in which no name begins with a dot, such as \
             `{argument} matches /^docs(\\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/`"
        );
    };
    let tests: Vec<_> = unders.iter().map(|under| format!("{argument} {under}")).collect();
    let verb = if says_more(&weak.test.operator) { "add" } else { "write" };
    format!("{verb} `{}`", tests.join(" or "))
}

/// `under` in the place of a test that says nothing more than where a path begins, else beside it.
pub(in crate::lint::rules) fn fix(context: &LintContext<'_>, weak: &WeakTest<'_>) -> Option<Fix> {
    let operator = &weak.test.operator;
    let [under] = &*unders(weak)? else { return None };
    if matches!(operator, Operator::Contains(_)) {
        return None;
    }
    if says_more(operator) {
        return edit::and(weak, under, Safety::Safe);
    }
    // `under` holds for the folder itself, which a path that ends in a slash isn't.
    let has_slash = texts(operator).iter().any(|text| text.trim_end_matches(GAP).ends_with('/'));
    let safety = if has_slash { Safety::Unsafe } else { Safety::Safe };
    edit::replace(context, weak.rule, weak.test, under, safety)
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
