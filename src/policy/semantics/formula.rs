//! What conditions and rules say, as formulas.

use std::collections::BTreeMap;

use crate::analysis::{Equality, Formula, Order, Path, Test};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::policy::RuleKind;
use crate::policy::condition::{Condition, Connective, Operator, Test as Written};
use crate::policy::text::pattern;

/// When `==`, `in` and `contains` find two values equal.
pub(crate) const EQUALITY: Equality = Equality::Textual;

/// The calls for which a condition holds.
pub(crate) fn of_condition(condition: &Condition) -> Formula {
    condition.fold(&mut of_test, &joined)
}

/// The calls that `never allow … when` a condition is about: those for which it holds, and those
/// with a value of a type that an operator can't compare.
pub(crate) fn of_forbidden(condition: &Condition) -> Formula {
    let of_test = &mut |test: &Written| match comparable(&test.operator) {
        Some(kinds) => of_test(test).or(of_other_kinds(&test.path, kinds)),
        None => of_test(test),
    };
    condition.fold(of_test, &joined)
}

fn joined(connective: Connective, parts: Vec<Formula>) -> Formula {
    match connective {
        Connective::And => Formula::All(parts),
        Connective::Or => Formula::Any(parts),
    }
}

/// The kinds that an operator compares; `None` where it compares all.
fn comparable(operator: &Operator) -> Option<&'static [Kind]> {
    match operator {
        Operator::Less(_) | Operator::AtMost(_) | Operator::Greater(_) | Operator::AtLeast(_) => {
            Some(&[Kind::Number])
        }
        Operator::Matches(_) | Operator::Text(_) => Some(&[Kind::String]),
        Operator::Contains(Value::String(_)) => Some(&[Kind::String, Kind::Array]),
        Operator::Contains(_) => Some(&[Kind::Array]),
        Operator::Exists
        | Operator::Missing
        | Operator::Equal(_)
        | Operator::NotEqual(_)
        | Operator::In(_)
        | Operator::NotIn(_) => None,
    }
}

/// Whether an operator says something of every value, whatever its type.
pub(crate) fn compares_all(operator: &Operator) -> bool {
    comparable(operator).is_none()
}

/// The argument that a formula tests by the most patterns, the first of several; `None` where there
/// is no pattern in it.
pub(crate) fn patterned(formula: &Formula) -> Option<&Path> {
    let atoms = formula.atoms().into_iter();
    let patterns = atoms.filter(|atom| matches!(atom.test, Test::Matches(_)));
    let mut counts: BTreeMap<&Path, usize> = BTreeMap::new();
    patterns.for_each(|atom| *counts.entry(&atom.path).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(path, _)| path)
}

fn of_other_kinds(path: &[String], kinds: &[Kind]) -> Formula {
    let kinds = kinds.iter().map(|kind| !Formula::test(path, Test::Is(*kind)));
    Formula::All([Formula::test(path, Test::Present)].into_iter().chain(kinds).collect())
}

/// The calls that a rule lets pass, limits aside.
pub(crate) fn of_rule(rule: &RuleKind) -> Formula {
    match rule {
        RuleKind::Require { condition, .. } => of_condition(condition),
        RuleKind::Refuse { condition, .. } => !of_condition(condition),
        RuleKind::Limit(_) => Formula::ALWAYS,
    }
}

/// The calls for which one test holds: a missing argument makes every operator but `missing` false.
pub(crate) fn of_test(written: &Written) -> Formula {
    let test = |test| Formula::test(&written.path, test);
    let unless = |refused: Formula| test(Test::Present).and(!refused);
    let compare = |order, bound: &Number| test(Test::Compare(order, bound.clone()));
    let any_of = |values: &[_]| {
        Formula::Any(
            values.iter().cloned().map(|value| test(Test::Equal(EQUALITY, value))).collect(),
        )
    };
    match &written.operator {
        Operator::Exists => Formula::exists(&written.path),
        Operator::Missing => !Formula::exists(&written.path),
        Operator::Equal(value) => test(Test::Equal(EQUALITY, value.clone())),
        Operator::NotEqual(value) => unless(test(Test::Equal(EQUALITY, value.clone()))),
        Operator::In(values) => any_of(values),
        Operator::NotIn(values) => unless(any_of(values)),
        Operator::Less(bound) => compare(Order::Less, bound),
        Operator::AtMost(bound) => compare(Order::AtMost, bound),
        Operator::Greater(bound) => compare(Order::Greater, bound),
        Operator::AtLeast(bound) => compare(Order::AtLeast, bound),
        Operator::Contains(value) => test(Test::Contains(EQUALITY, value.clone())),
        Operator::Matches(regex) => test(Test::Matches(regex.clone())),
        Operator::Text(operator) => test(Test::Matches(pattern(operator))),
    }
}
