//! Which calls a server newly takes where an argument changes, as a question to the analysis.

use super::argument::{ArgumentChange, Presence};
use crate::analysis::{Equality, Formula, Path, Test, schema};
use crate::catalog::types::{Alternative, Kind};
use crate::catalog::{Argument, Tool, sample};
use crate::json::{Number, Value};
use crate::risk::{LeafPath, Step};

/// Calls that a server newly takes.
#[derive(Debug)]
pub(super) struct Question {
    /// The argument that they are about, as conditions name it: outside of lists.
    pub(super) path: Path,
    /// The calls.
    pub(super) asked: Formula,
    /// Some of them that show best what is new, or that the analysis can't tell from others: which
    /// of these are newly taken the schemas say.
    pub(super) telling: Vec<Formula>,
    /// Whether they are all that it newly takes there, not an example of them.
    pub(super) is_whole: bool,
}

/// How many elements a list may have that is longer than it could be.
const MAX_ELEMENTS: usize = 100;

/// The calls that the new side takes and the old one didn't, at the path of an argument that changes
/// with keys for its patterns; nothing where it takes no more, as far as can be told from the kind of
/// the change.
pub(super) fn of(
    change: &ArgumentChange,
    path: &LeafPath,
    old: &Tool,
    new: &Tool,
) -> Option<Question> {
    let is_other = change.others.is_some_and(|others| others.new);
    let is_narrow = change.required.is_some_and(|it| it.new == Some(true));
    let is_retyped = change.ty.is_some() || change.values.is_some();
    let path = match change.change {
        // Calls without it weren't taken, or what stands there had to be of a type.
        Presence::Removed if change.required.is_some_and(|it| it.old == Some(true)) => path.clone(),
        Presence::Removed if change.is_unnamed() => path.clone(),
        Presence::Removed => return None,
        Presence::Added => path.clone(),
        Presence::Changed if is_retyped || (change.required.is_some() && !is_narrow) => {
            path.clone()
        }
        Presence::Changed if is_other => path.and(Step::Other),
        Presence::Changed => return None,
    };
    let (outside, inside) = path.at_list();
    let outside: Path = outside.iter().filter_map(Step::key).map(str::to_owned).collect();
    match inside {
        [] => Some(whole(outside, old, new)),
        steps => example(change, outside, steps, new),
    }
}

/// Everything that the old side doesn't take at a path. What the new side takes there is asked for
/// by who asks for calls that keep to its schema.
fn whole(path: Path, old: &Tool, new: &Tool) -> Question {
    let before = old.arguments().lookup(&path).ok();
    let asked = match before {
        None => Formula::test(&path, Test::Present),
        Some(_) => schema::of_argument(old, &path).map_or(Formula::NEVER, |taken| !taken),
    };
    let after = new.arguments().lookup(&path).ok();
    let telling = after.map(|after| telling(&path, before.as_ref(), &after)).unwrap_or_default();
    Question { path, asked, telling, is_whole: true }
}

/// Texts without a pattern that they had to have, numbers that aren't whole where they had to be, and
/// lists with one element, or more than they could have.
fn telling(path: &Path, old: Option<&Argument<'_>>, new: &Argument<'_>) -> Vec<Formula> {
    let Some(old) = old else { return with_elements(path, new, 1).into_iter().collect() };
    let mut telling = Vec::new();
    for alternative in old.alternatives() {
        match alternative {
            Alternative::String(strings) => {
                let text = Formula::test(path, Test::Is(Kind::String));
                let patterns = strings.patterns.iter();
                telling.extend(patterns.map(|pattern| {
                    text.clone().and(!Formula::test(path, Test::Matches(pattern.clone())))
                }));
            }
            Alternative::Number(numbers) if numbers.integer => {
                let half = Number::new("0.5").map(Value::Number);
                telling.extend(half.map(|half| equal(path, half)));
            }
            Alternative::Array(arrays) => {
                let most = arrays.max_items.and_then(|most| usize::try_from(most).ok());
                let more = most.map(|most| most + 1).filter(|more| *more <= MAX_ELEMENTS);
                telling.extend(more.and_then(|more| with_elements(path, new, more)));
            }
            _ => {}
        }
    }
    telling
}

/// A list with so many elements.
fn with_elements(path: &Path, list: &Argument<'_>, count: usize) -> Option<Formula> {
    let element = sample::of_argument(&list.elements()?);
    Some(equal(path, Value::Array(vec![element; count])))
}

fn equal(path: &Path, value: Value) -> Formula {
    Formula::test(path, Test::Equal(Equality::Typed, value))
}

/// A list or an object with what is new in it: conditions can't name that.
fn example(change: &ArgumentChange, path: Path, steps: &[Step], new: &Tool) -> Option<Question> {
    let outermost = new.arguments().lookup(&path).ok()?;
    let is_left_out = change.ty.is_none() && change.values.is_none();
    let value = change.values.as_ref().and_then(|values| values.gained.first());
    let value = holding(&outermost, steps, value, is_left_out && change.required.is_some());
    let asked = equal(&path, value);
    Some(Question { path, asked, telling: Vec::new(), is_whole: false })
}

/// A value of an argument in which one stands at the end of these steps, or nothing does.
fn holding(
    argument: &Argument<'_>,
    steps: &[Step],
    value: Option<&Value>,
    is_left_out: bool,
) -> Value {
    let Some((step, rest)) = steps.split_first() else {
        return value.cloned().unwrap_or_else(|| sample::of_argument(argument));
    };
    let Some(key) = step.key() else {
        let items = argument.elements();
        let item = items.map(|items| holding(&items, rest, value, is_left_out));
        return Value::Array(item.into_iter().collect());
    };
    let mut members = match sample::of_argument(argument) {
        Value::Object(members) => members,
        _ => return Value::Object([(key.to_owned(), Value::Null)].into()),
    };
    match argument.member(key) {
        _ if rest.is_empty() && is_left_out => drop(members.remove(key)),
        Some(member) => {
            members.insert(key.to_owned(), holding(&member, rest, value, is_left_out));
        }
        None => drop(members.insert(key.to_owned(), "x".into())),
    }
    Value::Object(members)
}
