//! What is looked up, held against what is tried.

use super::*;
use crate::analysis::{Equality, Order, Patterns};
use crate::json::Number;

fn number(spelling: &str) -> Value {
    Value::Number(Number::new(spelling).unwrap())
}

fn values() -> Vec<Value> {
    let texts = ["", "1", "5", "5.0", "-0", "<nil>", "true", "w1x", "aw2", "p3/", "[1]", "é"];
    let numbers = ["0", "-0", "5", "5.0", "1000000", "1e6", "2.5"].map(number);
    let words = [Value::Null, Value::Bool(true), Value::Bool(false)];
    let scalars: Vec<Value> =
        texts.into_iter().map(Value::from).chain(numbers).chain(words).collect();
    let lists = scalars.iter().map(|value| Value::Array(vec![value.clone()]));
    let nested = Value::Array(vec![Value::Array(vec![number("1")])]);
    scalars.iter().cloned().chain(lists).chain([nested]).collect()
}

#[test]
fn what_is_looked_up_is_what_does_not_hold() {
    let path = ["a".to_owned()];
    let texts = ["^p3/", "w1", "x$", "^5$", "(?i)W2", r"\."].map(str::to_owned);
    let mut tests: Vec<Test> = texts.into_iter().map(Test::Matches).collect();
    for value in values() {
        for equality in [Equality::Textual, Equality::Typed] {
            tests.push(Test::Equal(equality, value.clone()));
            tests.push(Test::Contains(equality, value.clone()));
        }
    }
    tests.push(Test::Compare(Order::Less, Number::from(1)));
    let atoms = tests.into_iter().map(|test| Formula::test(&path, test));
    let refusals = atoms.enumerate().map(|(at, atom)| match at % 3 {
        0 => !atom,
        1 => Formula::test(&path, Test::Present).and(!atom),
        _ => !atom.or(Formula::test(&path, Test::Equal(Equality::Textual, "z".into()))),
    });
    let other = Formula::exists(&["b".to_owned()]);
    let parts: Vec<Formula> = refusals.chain([other]).collect();
    let sieve = Sieve::new(&Formula::All(parts.clone())).unwrap();
    assert_eq!(sieve.kept(), [0, parts.len() - 1]);
    let missing = Value::Object(BTreeMap::new());
    let calls = values().into_iter().map(|value| Value::Object([(path[0].clone(), value)].into()));
    for call in calls.chain([missing]) {
        let (broken, _) = sieve.broken_by(&call, |_| true, &mut |pattern, text| {
            Patterns::default().is_match(pattern, text)
        });
        let looked_up = (1..parts.len() - 1).filter(|at| !parts[*at].holds(&call));
        assert_eq!(broken, looked_up.collect::<Vec<_>>(), "{call}");
    }
}

#[test]
fn few_refusals_are_not_looked_up() {
    let refusals = (0..FEW).map(|at| {
        let value = Value::from(&*at.to_string());
        !Formula::test(&["a".to_owned()], Test::Equal(Equality::Textual, value))
    });
    assert!(Sieve::new(&Formula::All(refusals.collect())).is_none());
}
