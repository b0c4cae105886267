//! The folders that tests keep paths in.

use super::{TextTest, Weak, edit, texts};
use crate::finding::{Fix, Safety};
use crate::json::quoted;
use crate::lint::Subject;
use crate::policy::condition::{Operator, TextOperator};
use crate::policy::text;
use crate::re2::shape::{ANY, End, GAP, Shape};
use crate::risk::Content;

/// The folder that a test keeps paths in: as much of it as the test spells.
pub(in crate::lint::rules) fn of(test: &TextTest<'_, '_>) -> Option<String> {
    if test.content != Some(Content::Path) {
        return None;
    }
    let spelled = match &test.test.operator {
        Operator::Text(TextOperator::StartsWith(text)) => text.clone(),
        Operator::Contains(_) => spelled(&test.test.operator).filter(|text| has_slash(text))?,
        Operator::Matches(pattern) => {
            let is_start = Shape::of(pattern)?.start() == End::Anchored;
            spelled(&test.test.operator).filter(|text| is_start || has_slash(text))?
        }
        _ => return None,
    };
    Some(without_slash(&spelled).to_owned())
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

/// What a test spells before anything else may stand there.
fn spelled(operator: &Operator) -> Option<String> {
    let first = texts(operator).into_iter().next()?;
    let start = first.split([GAP, ANY]).next()?;
    if !start.is_empty() {
        return Some(start.to_owned());
    }
    first.split([GAP, ANY]).find(|part| part.contains('/')).map(str::to_owned)
}

fn without_slash(path: &str) -> &str {
    match path.trim_end_matches(['/', '\\']) {
        "" => path,
        plain => plain,
    }
}

/// `under` with the folder, where that is an absolute path.
fn under(weak: &Weak<'_>) -> Option<String> {
    let operator = TextOperator::Under(weak.about.clone());
    text::check(&operator).ok().map(|()| format!("under {}", quoted(&weak.about)))
}

/// What to write instead.
pub(in crate::lint::rules) fn help(weak: &Weak<'_>, argument: &str) -> String {
    match under(weak) {
        Some(under) => format!("write `{argument} {under}`"),
        None => format!(
            "write a pattern of the whole path in which no name begins with a dot, such as \
             `{argument} matches /^docs(\\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$/`"
        ),
    }
}

/// `under` in the place of a test that says nothing more than where a path begins.
pub(in crate::lint::rules) fn fix(subject: &Subject<'_>, weak: &Weak<'_>) -> Option<Fix> {
    let under = under(weak)?;
    let (start, plain) = match &weak.test.operator {
        Operator::Text(TextOperator::StartsWith(text)) => (text.clone(), true),
        Operator::Matches(pattern) => (spelled(&weak.test.operator)?, is_prefix(pattern)),
        _ => return None,
    };
    // `under` holds for the folder itself, which a path that ends in a slash isn't.
    let safety = if start == weak.about { Safety::Safe } else { Safety::Unsafe };
    plain.then(|| edit::replace(subject, weak, &under, safety)).flatten()
}

/// `^/data`, `^/data/.*$`
fn is_prefix(pattern: &str) -> bool {
    let Some(shape) = Shape::of(pattern) else { return false };
    let texts = shape.texts();
    let [text] = texts.as_slice() else { return false };
    let is_open = shape.end() == End::Any || !text.contains([GAP, ANY]);
    let literal = text.trim_end_matches(GAP);
    shape.start() == End::Anchored && is_open && !literal.contains([GAP, ANY])
}
