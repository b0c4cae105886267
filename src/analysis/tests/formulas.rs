//! Laws over random formulas of every kind of test, against random arguments.

use std::cell::Cell;

use crate::analysis::{Answer, Engine, Equality, Formula, Order, Test};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::testkit::laws;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

const PATHS: [&[&str]; 4] = [&["a"], &["a", "b"], &["a", "b", "a"], &["b"]];

#[rustfmt::skip]
const TEXTS: [&str; 18] = [
    "", "a", "b", "ab", "ba", "é", "5", "0", "-0", "1e+06", "true", "<nil>", "[]", "[a]", "[a 5]",
    "[0]", "map[]", "map[b:5]",
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

/// What tests compare with: most often scalars.
fn operand() -> impl Strategy<Value = (Equality, Value)> {
    let values = prop_oneof![4 => scalar(), 1 => value()];
    (select(&[Equality::Textual, Equality::Typed][..]), values)
}

fn test() -> impl Strategy<Value = Test> {
    let kinds = select(&Kind::ALL[..]);
    let orders = select(&[Order::Less, Order::AtMost, Order::Greater, Order::AtLeast][..]);
    prop_oneof![
        2 => Just(Test::Present),
        2 => kinds.prop_map(Test::Is),
        5 => operand().prop_map(|(equality, value)| Test::Equal(equality, value)),
        3 => (orders, number()).prop_map(|(order, number)| Test::Compare(order, number)),
        1 => Just(Test::Whole),
        5 => select(&PATTERNS[..]).prop_map(|pattern| Test::Matches(pattern.to_owned())),
        1 => (0..4_u64).prop_map(Test::LongerThan),
        4 => operand().prop_map(|(equality, value)| Test::Contains(equality, value)),
    ]
}

fn formula(paths: &'static [&'static [&'static str]]) -> impl Strategy<Value = Formula> {
    let atom = (select(paths), test()).prop_map(|(path, test)| {
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

/// What is found meets the formula, and where there is nothing none of the calls does.
fn check_answers(
    formulas: impl Strategy<Value = Formula>,
    calls: impl Strategy<Value = Vec<Value>>,
    all: &[Value],
) {
    let unknown = Cell::new(0);
    let held = TestRunner::new(laws::tried(1_200)).run(&(formulas, calls), |(formula, calls)| {
        match Engine::default().find_arguments(&formula) {
            Answer::Found(call) => prop_assert!(formula.holds(&call), "{}", call),
            Answer::None => {
                for call in all.iter().chain(&calls) {
                    prop_assert!(!formula.holds(call), "{}", call);
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

#[test]
fn what_is_found_meets_the_formula_and_nothing_means_none() {
    let calls = vec(members(value()).prop_map(Value::Object), 60);
    check_answers(formula(&PATHS), calls, &[]);
}

/// One argument, so that formulas contradict themselves more often, and every value of a few.
#[test]
fn where_nothing_is_found_no_small_value_meets_the_formula() {
    check_answers(formula(&[&["a"], &["a", "b"]]), Just(Vec::new()), &small_calls());
}

/// Every two tests of a list, of which one holds and the other doesn't: what tells the equalities
/// apart.
#[test]
fn where_no_list_is_found_between_two_tests_no_small_list_is_there() {
    let (tests, calls) = (tests_of_lists(), small_calls());
    let list = Formula::test(&["a".to_owned()], Test::Is(Kind::Array));
    for one in &tests {
        for other in &tests {
            let question = list.clone().and(one.clone()).and(!other.clone());
            match Engine::default().find_arguments(&question) {
                Answer::Found(call) => assert!(question.holds(&call), "{call} {question:?}"),
                Answer::None => {
                    let missed = calls.iter().find(|call| question.holds(call));
                    assert_eq!(missed, None, "{question:?}");
                }
                Answer::Unknown(reason) => panic!("{reason}: {question:?}"),
            }
        }
    }
}

/// Equality and containment, of either equality, with texts, lists that have these texts, and
/// zeros.
fn tests_of_lists() -> Vec<Formula> {
    let number = |spelling: &str| Value::Number(Number::new(spelling).unwrap());
    let texts = ["0", "a", "[]", "[0]", "[a]", "[a 5]"].map(Value::from);
    let list = |items: &[Value]| Value::Array(items.to_vec());
    let lists = [list(&[]), list(&[number("0")]), list(&[number("-0")]), list(&["a".into()])];
    let numbers = [number("0"), number("1000000")];
    let values: Vec<Value> = texts.into_iter().chain(lists).chain(numbers).collect();
    let mut tests = Vec::new();
    for equality in [Equality::Textual, Equality::Typed] {
        for test in [Test::Equal, Test::Contains] {
            let path = ["a".to_owned()];
            tests.extend(values.iter().map(|it| Formula::test(&path, test(equality, it.clone()))));
        }
    }
    tests
}

/// A call without the argument, and one for each scalar, list of few elements, and object of one
/// member.
fn small_calls() -> Vec<Value> {
    let words = [Value::Null, Value::Bool(true), Value::Bool(false)].into_iter();
    let numbers = NUMBERS.iter().map(|spelling| Value::Number(Number::new(spelling).unwrap()));
    let scalars: Vec<Value> = words.chain(numbers).chain(TEXTS.map(Value::from)).collect();
    let list = |items: &[Value]| Value::Array(items.to_vec());
    let mut lists = vec![list(&[])];
    lists.extend(scalars.iter().map(|item| list(std::slice::from_ref(item))));
    lists.extend(scalars.windows(2).map(list));
    lists.extend(lists.clone().iter().map(|inner| list(std::slice::from_ref(inner))));
    let object = |key: &str, value: &Value| Value::Object([(key.to_owned(), value.clone())].into());
    let values: Vec<Value> = scalars.into_iter().chain(lists).collect();
    let objects = values.iter().map(|value| object("b", value));
    let empty = Value::Object([].into());
    let values = values.iter().cloned().chain(objects).chain([empty.clone()]);
    values.map(|value| object("a", &value)).chain([empty]).collect()
}
