//! The *stranger test*: does a call pass with a value that has nothing to do with what the policy
//! says of the argument?
//!
//! A text of a role with stranger rows is asked about by them, exemplars first. Of any other
//! argument some usual values are asked about, kind by kind: the policy bounds a kind where it
//! refuses one of them.

use super::ask::{ask_of, show};
use super::question::in_set;
use super::row::{Exemplar, Row};
use super::sets;
use super::spared::sparing_nothing;
use super::subject::Subject;
use crate::analysis::{Answer, Equality, Formula, Order, Test, schema};
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::json::{Number, Value};
use crate::policy::condition::{Operator, Path};
use crate::policy::semantics::EQUALITY;
use crate::risk::{FoundRole, Role};
use crate::witness::{CallFinder, Callable};

/// A text that no condition is about.
const ANY_TEXT: &str = "qxjzvkwy";

/// The same as names, codes and keys are spelled.
const SPELLED: &[&str] = &[
    ANY_TEXT,
    "Qxjzvkwy",
    "QXJZVKWY",
    "QxjzVkwy",
    "qxjz-vkwy",
    "qxjz_vkwy",
    "qxjz",
    "QXJZ-7319",
    "73190246",
];

/// Numbers that are as far from any other as JSON's readers tell apart.
const FAR: [i64; 2] = [9_007_199_254_740_991, -9_007_199_254_740_991];

/// What an argument is, by its definition, its neighbours and what the rules say of it.
pub(crate) fn role_of(tool: &Callable<'_>, found: &FoundRole<'_>) -> Option<Role> {
    let roles = tool.profile()?.roles();
    let told = tool.told_roles.get_or_init(|| {
        let subjects = roles.iter().filter_map(|own| Subject::new(tool, own));
        subjects.map(|subject| (subject.found.leaf.path.clone(), subject.role)).collect()
    });
    told.get(&found.leaf.path).copied()
}

/// One of these calls that passes with a stranger's value there. [`Answer::None`] proves that the
/// policy bounds the argument; `None` where its role has no such values.
pub(crate) fn find_stranger(
    finder: &CallFinder<'_>,
    tool: &Callable<'_>,
    found: &FoundRole<'_>,
    calls: &Formula,
) -> Option<Answer<Call>> {
    let subject = subject_at(tool, found)?;
    let mut rows = rows(&subject).peekable();
    rows.peek()?;
    let answers = rows.map(|row| ask_of(finder, row, &subject, calls));
    Some(Answer::first_found(answers).map(|shown| shown.call))
}

/// One of these calls that passes with a value there that an attacker would send, where one is
/// known.
pub(crate) fn show_stranger(
    finder: &CallFinder<'_>,
    tool: &Callable<'_>,
    found: &FoundRole<'_>,
    calls: &Formula,
) -> Option<Call> {
    let subject = subject_at(tool, found)?;
    let mut shown = rows(&subject).map(|row| show(finder, row, &subject, calls));
    shown.find_map(|answer| Some(answer.found()?.call))
}

/// The calls in which an argument has a stranger's value, of some kind of which no usual value is
/// refused.
pub(crate) fn with_strangers(finder: &CallFinder<'_>, tool: &Callable<'_>, path: &Path) -> Formula {
    let kinds = usual(tool, path).into_iter();
    let open = kinds.filter(|kind| match kind.as_slice() {
        [_] => true,
        several => !several.iter().any(|it| is_refused(finder, tool, it)),
    });
    Formula::Any(open.flatten().collect())
}

/// Whether no call passes with a stranger's value there, of whatever kind.
pub(crate) fn is_bounded(finder: &CallFinder<'_>, tool: &Callable<'_>, path: &Path) -> bool {
    usual(tool, path).iter().all(|kind| kind.iter().any(|it| is_refused(finder, tool, it)))
}

/// An argument of a tool as one that is asked about.
fn subject_at<'s, 'a>(tool: &'s Callable<'a>, found: &FoundRole<'_>) -> Option<Subject<'s, 'a>> {
    let mut roles = tool.profile()?.roles().iter();
    Subject::new(tool, roles.find(|own| own.leaf.path == found.leaf.path)?)
}

fn rows(subject: &Subject<'_, '_>) -> impl Iterator<Item = &'static Row> {
    sets::rows(subject.role).filter(|row| row.is_stranger())
}

fn is_refused(finder: &CallFinder<'_>, tool: &Callable<'_>, asked: &Formula) -> bool {
    matches!(finder.find_any_call(tool, asked), Answer::None)
}

/// A stranger's values of an argument, kind by kind; of one without a type, texts. The policy
/// bounds a kind where it refuses one of its formulas.
fn usual(tool: &Callable<'_>, path: &Path) -> Vec<Vec<Formula>> {
    let argument = tool.tool.and_then(|tool| tool.arguments().lookup(path).ok());
    let subject = tool.argument_at(path).and_then(|found| subject_at(tool, found));
    let subject = subject.as_ref();
    let of_rows = subject.and_then(|subject| texts_of_rows(tool, subject));
    let Some(argument) = argument.filter(|argument| !argument.is_anything()) else {
        return vec![vec![of_rows.unwrap_or_else(|| is_any_text(path))]];
    };
    let text = || match (&of_rows, argument.values()) {
        (Some(texts), _) => vec![texts.clone()],
        (None, Some(values)) => values.into_iter().cloned().map(|value| is(path, value)).collect(),
        (None, None) => vec![is_any_text(path)],
    };
    if argument.values().is_some() {
        return vec![text()];
    }
    let list = || vec![lists(path, subject)];
    let number = || match subject.map(|subject| subject.role) {
        Some(Role::Identity | Role::Owner) => vec![other_number(tool, path)],
        _ => sparing_nothing(tool, path).map_or_else(|| beyond(path), |none| vec![none]),
    };
    let kinds: [(Kind, &dyn Fn() -> Vec<Formula>); 3] =
        [(Kind::String, &text), (Kind::Number, &number), (Kind::Array, &list)];
    let kinds = kinds.into_iter().filter(|(kind, _)| argument.may_be(*kind));
    let usual: Vec<_> = kinds.map(|(_, values)| values()).collect();
    if usual.is_empty() { vec![text()] } else { usual }
}

fn is(path: &Path, value: Value) -> Formula {
    Formula::test(path, Test::Equal(Equality::Typed, value))
}

/// Some text that no condition is about, however it is spelled.
fn is_any_text(path: &Path) -> Formula {
    Formula::Any(SPELLED.iter().map(|text| is(path, Value::from(*text))).collect())
}

/// The texts of a role's stranger rows that the schema takes; `None` where it has no such rows.
fn texts_of_rows(tool: &Callable<'_>, subject: &Subject<'_, '_>) -> Option<Formula> {
    if subject.constants.is_cut {
        return None;
    }
    let path = subject.path();
    let mut sets: Vec<_> =
        rows(subject).filter_map(|row| in_set(row, &path, &subject.constants)).collect();
    sets.dedup();
    let declared = tool.tool.and_then(|tool| schema::of_argument(tool, &path));
    (!sets.is_empty()).then(|| Formula::Any(sets).and(declared.unwrap_or(Formula::ALWAYS)))
}

/// Lists with an item that no condition is about.
fn lists(path: &Path, subject: Option<&Subject<'_, '_>>) -> Formula {
    let named = subject.map(|subject| subject.constants.required.as_slice()).unwrap_or_default();
    let is_named = |text: &&str| named.iter().any(|constant| text.contains(&constant.text));
    let exemplars = subject.into_iter().flat_map(rows).flat_map(|row| row.exemplars);
    let texts = exemplars.filter_map(|exemplar| match exemplar {
        Exemplar::Text(text) if !text.contains(['{', '}']) => Some(*text),
        _ => None,
    });
    let texts = texts.filter(|text| !is_named(text)).chain([ANY_TEXT]);
    let holds = |text| Formula::test(path, Test::Contains(EQUALITY, Value::from(text)));
    Formula::test(path, Test::Is(Kind::Array)).and(Formula::Any(texts.map(holds).collect()))
}

/// Numbers beyond what anyone means.
fn beyond(path: &Path) -> Vec<Formula> {
    let [high, low] = FAR.map(Number::from);
    let beyond = |order, bound| Formula::test(path, Test::Compare(order, bound));
    vec![beyond(Order::Greater, high), beyond(Order::Less, low)]
}

/// A number that no condition names: a range of numbers is no bound of which thing is meant.
fn other_number(tool: &Callable<'_>, path: &Path) -> Formula {
    let named = tool.tests().into_iter().filter(|test| test.path == *path);
    let values = named.flat_map(|test| match &test.operator {
        Operator::Equal(value) | Operator::NotEqual(value) => std::slice::from_ref(value),
        Operator::In(values) | Operator::NotIn(values) => values.as_slice(),
        _ => &[],
    });
    let is = |value: &Value| Formula::test(path, Test::Equal(EQUALITY, value.clone()));
    let others = values.map(|value| !is(value)).collect();
    Formula::test(path, Test::Is(Kind::Number)).and(Formula::All(others))
}
