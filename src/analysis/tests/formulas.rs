//! Laws over random formulas of every kind of test, against random arguments.

use std::cell::Cell;

use crate::analysis::{Answer, Engine, Formula, Order, Test};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

use super::laws::cases;

const PATHS: [&[&str]; 4] = [&["a"], &["a", "b"], &["a", "b", "a"], &["b"]];

#[rustfmt::skip]
const TEXTS: [&str; 17] = [
    "", "a", "b", "ab", "ba", "é", "5", "0", "-0", "1e+06", "true", "<nil>", "[]", "[a]", "[a 5]",
    "map[]", "map[b:5]",
];

#[rustfmt::skip]
const NUMBERS: [&str; 12] = [
    "0", "-0", "5", "5.0", "4.5", "-1", "1000000", "1e6", "9007199254740993", "1e300", "0.00001",
    "-1e300",
];

#[rustfmt::skip]
const PATTERNS: [&str; 11] = [
    "a", "^a", "b$", "^a|b$", "(?i)A", r"^\w*$", r"\bb", r"\B", "^[^a]*$", "^.{2}$", "^(?:ab)*$",
];

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        3 => number().prop_map(Value::Number),
        4 => select(&TEXTS[..]).prop_map(Value::from),
    ]
}

fn number() -> impl Strategy<Value = Number> {
    select(&NUMBERS[..]).prop_map(|spelling| Number::new(spelling).unwrap())
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::Array),
            members(inner).prop_map(Value::Object),
        ]
    })
}

fn members(
    inner: impl Strategy<Value = Value>,
) -> impl Strategy<Value = std::collections::BTreeMap<String, Value>> {
    btree_map(select(&["a", "b", "c"][..]).prop_map(str::to_owned), inner, 0..3)
}

fn test() -> impl Strategy<Value = Test> {
    let kinds = select(&Kind::ALL[..]);
    let orders = select(&[Order::Less, Order::AtMost, Order::Greater, Order::AtLeast][..]);
    prop_oneof![
        2 => Just(Test::Present),
        2 => kinds.prop_map(Test::Is),
        5 => scalar().prop_map(Test::Equal),
        3 => (orders, number()).prop_map(|(order, number)| Test::Compare(order, number)),
        1 => Just(Test::Whole),
        5 => select(&PATTERNS[..]).prop_map(|pattern| Test::Matches(pattern.to_owned())),
        1 => (0..4_u64).prop_map(Test::LongerThan),
        4 => scalar().prop_map(Test::Contains),
    ]
}

fn formula() -> impl Strategy<Value = Formula> {
    let path = select(&PATHS[..]);
    let atom = (path, test()).prop_map(|(path, test)| {
        Formula::test(&path.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>(), test)
    });
    atom.prop_recursive(4, 24, 4, |part| {
        prop_oneof![
            2 => part.clone().prop_map(|part| !part),
            3 => vec(part.clone(), 1..5).prop_map(Formula::All),
            2 => vec(part, 1..4).prop_map(Formula::Any),
        ]
    })
}

#[test]
fn what_is_found_meets_the_formula_and_nothing_means_none() {
    let unknown = Cell::new(0);
    let config = Config { failure_persistence: None, ..Config::with_cases(cases() * 2) };
    let drawn = (formula(), vec(members(value()), 60));
    let held = TestRunner::new(config).run(&drawn, |(formula, calls)| {
        match Engine::default().find_arguments(&formula) {
            Answer::Found(call) => prop_assert!(formula.holds(&call), "{}", call),
            Answer::None => {
                for call in calls {
                    let call = Value::Object(call);
                    prop_assert!(!formula.holds(&call), "{}", call);
                }
            }
            Answer::Unknown(_) => unknown.set(unknown.get() + 1),
        }
        Ok(())
    });
    if let Err(error) = held {
        panic!("{error}");
    }
    assert_eq!(unknown.get(), 0, "questions of this size are never given up");
}
