//! Amounts that limits sum: which of them matter, and which give a limit room again.

use std::collections::BTreeSet;

use crate::analysis::{Equality, Formula, Order, Path, Test};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};

/// From here on an amount overflows the gateway's counters, and everything passes.
const OVERFLOW: &str = "9223372036854775808";

/// Every summed argument is a number.
pub(super) fn numeric(sums: &BTreeSet<Path>) -> Formula {
    Formula::All(sums.iter().map(|path| Formula::test(path, Test::Is(Kind::Number))).collect())
}

/// What gives a sum room again, the most first: an amount that overflows its counter, so that
/// everything passes, or budget given back.
pub(super) fn credits(sums: &BTreeSet<Path>) -> [Formula; 3] {
    let some = |of: &dyn Fn(&Path) -> Formula| Formula::Any(sums.iter().map(of).collect());
    [
        some(&|path| match Number::new(OVERFLOW) {
            Some(bound) => Formula::test(path, Test::Compare(Order::AtLeast, bound)),
            None => Formula::NEVER,
        }),
        some(&|path| at_most(path, i64::MIN / 2)),
        some(&|path| at_most(path, -1)),
    ]
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
