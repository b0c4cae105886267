//! Numbers: the points that tests name and the open intervals between them.
//!
//! On an open interval between two neighbouring points no order and no equality changes, so one
//! whole number and one fraction of each stand for all of it.

use super::clause::AtomId;
use super::equality::EqualNumbers;
use super::formula::Test;
use crate::json::{Number, Value};

/// From here on, in both directions, no 64-bit float has a fraction.
const NO_FRACTIONS: f64 = 4_503_599_627_370_496.0;

/// From here on a whole number's neighbours are more than one away.
const SPARSE: f64 = 9_007_199_254_740_992.0;

/// Numbers of which one meets the tests if any number does: whole ones before others, `-0` among
/// the last.
pub(super) fn candidates(tests: &[(AtomId, &Test)]) -> impl Iterator<Item = f64> + use<> {
    let mut candidates = Vec::new();
    let mut low = f64::NEG_INFINITY;
    for point in points(tests) {
        candidates.extend(between(low, point));
        candidates.push(point);
        low = point;
    }
    candidates.extend(between(low, f64::INFINITY));
    candidates.sort_by_key(|number| number.fract() != 0.0 || is_negative_zero(*number));
    candidates.into_iter()
}

fn is_negative_zero(number: f64) -> bool {
    number == 0.0 && number.is_sign_negative()
}

/// Whether some test names a number.
pub(super) fn are_named(tests: &[(AtomId, &Test)]) -> bool {
    tests.iter().any(|(_, test)| named(test).is_some())
}

/// The numbers that tests name, in their order; zero with either sign, since their texts differ.
fn points(tests: &[(AtomId, &Test)]) -> Vec<f64> {
    let mut points: Vec<f64> = tests.iter().filter_map(|(_, test)| named(test)).collect();
    if points.contains(&0.0) {
        points.extend([-0.0, 0.0]);
    }
    points.sort_by(f64::total_cmp);
    points.dedup_by(|one, other| one.to_bits() == other.to_bits());
    points
}

fn named(test: &Test) -> Option<f64> {
    match test {
        Test::Compare(_, bound) => Some(bound.as_f64()),
        Test::Equal(equality, value) => equality.equal_numbers(value).map(EqualNumbers::first),
        _ => None,
    }
}

/// Numbers strictly between two: a whole one if there is any, a fraction if there is any.
fn between(low: f64, high: f64) -> Vec<f64> {
    let whole = match low {
        f64::NEG_INFINITY => whole_below(high),
        _ if low.abs() < SPARSE => low.floor() + 1.0,
        _ => low.next_up(),
    };
    let start = low.max(-NO_FRACTIONS);
    let near = if low.is_finite() { low.floor() + 0.5 } else { high.floor() - 0.5 };
    let candidates = [whole, near, start.next_up(), start.next_up().next_up()];
    let inside = |number: &f64| low < *number && *number < high && number.is_finite();
    candidates.into_iter().filter(inside).collect()
}

/// The whole number below one; zero below none.
fn whole_below(high: f64) -> f64 {
    if high == f64::INFINITY {
        0.0
    } else if high.abs() < SPARSE {
        high.ceil() - 1.0
    } else {
        high.next_down()
    }
}

/// The number as it is spelled in a call.
pub(super) fn value(number: f64) -> Option<Value> {
    let plain = number.abs() < 1e15 && (number == 0.0 || number.abs() >= 1e-4);
    let spelling = if plain { number.to_string() } else { format!("{number:e}") };
    Number::new(&spelling).map(Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_has_its_whole_number_and_its_fraction() {
        assert_eq!(
            between(100.0, f64::INFINITY),
            [101.0, 100.5, 100.0f64.next_up(), 100.0f64.next_up().next_up()]
        );
        assert_eq!(between(f64::NEG_INFINITY, 1.0)[0], 0.0);
        assert!(between(0.0, 1.0).iter().all(|number| number.fract() != 0.0));
        assert!(between(1.0, 1.0f64.next_up()).is_empty());
        assert!(between(f64::NEG_INFINITY, f64::MIN).is_empty());
        assert!(between(f64::MAX, f64::INFINITY).is_empty());
        let below_one = 1.0f64.next_down();
        assert!(between(below_one, 2.0).iter().any(|number| number.fract() != 0.0));
        assert!(between(below_one, 2.0).contains(&1.0));
        let huge = between(-1e300, 1e300);
        assert!(huge.iter().any(|number| number.fract() != 0.0));
        assert!(huge.iter().any(|number| number.fract() == 0.0));
    }
}
