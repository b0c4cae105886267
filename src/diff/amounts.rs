//! Amounts that limits sum: which of them matter, and which give a limit room again.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Equality, Formula, Order, Path, Test};
use crate::catalog::types::Kind;
use crate::gateway;
use crate::json::{Number, Value};

/// The arguments that limits sum, each with the most that one of its sums holds.
pub(super) type Sums = BTreeMap<Path, i64>;

/// Every summed argument is a number.
pub(super) fn numeric(sums: &Sums) -> Formula {
    Formula::All(sums.keys().map(|path| Formula::test(path, Test::Is(Kind::Number))).collect())
}

/// What gives a sum room again: budget given back, and a counter that wraps, so that everything
/// passes.
pub(super) fn credits(sums: &Sums) -> Formula {
    some(sums, |path, max| at_most(path, -1).or(wraps(path, max)))
}

/// The calls that come first, those that give the most room first, and what a call that passes only
/// after them is like.
pub(super) fn credits_and_calls(sums: &Sums) -> [(Formula, Formula); 5] {
    let wrapping = || some(sums, wraps);
    [
        (some(sums, |path, _| wraps(path, 0)), Formula::ALWAYS),
        (some(sums, |path, _| at_most(path, i64::MIN / 2)), Formula::ALWAYS),
        (some(sums, |path, _| at_most(path, -1)), Formula::ALWAYS),
        (some(sums, at_least), wrapping()),
        (some(sums, |path, _| at_least(path, 1)), wrapping()),
    ]
}

fn some(sums: &Sums, of: impl Fn(&Path, i64) -> Formula) -> Formula {
    Formula::Any(sums.iter().map(|(path, max)| of(path, *max)).collect())
}

fn wraps(path: &Path, max: i64) -> Formula {
    gateway::wraps(path, max)
}

/// The amount is a number, and at least this much.
pub(super) fn at_least(path: &Path, amount: i64) -> Formula {
    Formula::test(path, Test::Compare(Order::AtLeast, Number::from(amount)))
}

/// The amount is a number, and at most this much.
pub(super) fn at_most(path: &Path, amount: i64) -> Formula {
    Formula::test(path, Test::Compare(Order::AtMost, Number::from(amount)))
}

/// The amount is this number.
pub(super) fn is(path: &Path, amount: i64) -> Formula {
    Formula::test(path, Test::Equal(Equality::Typed, Number::from(amount).into()))
}

/// Whole numbers at which something changes for an argument, and their neighbours.
pub(super) fn bounds(formula: &Formula, path: &Path, more: &[i64]) -> BTreeSet<i64> {
    let compared = formula.atoms().into_iter().filter(|atom| atom.path == *path);
    let compared = compared.filter_map(|atom| match &atom.test {
        Test::Compare(_, bound) | Test::Equal(_, Value::Number(bound)) => bound.as_i64(),
        _ => None,
    });
    let around = |bound: i64| [bound.saturating_sub(1), bound, bound.saturating_add(1)];
    compared.chain(more.iter().copied()).flat_map(around).collect()
}
