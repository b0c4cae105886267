//! Compiled conditions against conditions: the same arguments pass.

use proptest::prelude::*;

use super::build::*;
use crate::gateway::decision::Conditions;
use crate::gateway::policylayer::SEMANTICS;
use crate::gateway::policylayer::emit::{check as faults, literals};
use crate::gateway::{Call, Gateway, emit, read, write};
use crate::json::{Number, Value};
use crate::policy::condition::{Condition, Operator};
use crate::policy::{Decision, Rule};
use crate::source::Sources;
use crate::testkit::laws;

/// The condition tree read directly; only its single tests are the gateway's.
fn holds(condition: &Condition, arguments: &Value) -> bool {
    match condition {
        Condition::And(parts) => parts.iter().all(|part| holds(part, arguments)),
        Condition::Or(parts) => parts.iter().any(|part| holds(part, arguments)),
        Condition::Test(test) => {
            Conditions::new(SEMANTICS).hold(&literals::condition(test), arguments)
        }
    }
}

fn spelled(spelling: &str) -> Value {
    Value::Number(Number::new(spelling).unwrap())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(Value::from("<nil>")),
        Just(spelled("1")),
        Just(spelled("1.0")),
        Just(Value::from("1")),
        Just(Value::from("x")),
        Just(Value::Bool(true)),
        Just(Value::Array(vec![Value::Null])),
    ]
}

fn path() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("a"), Just("b"), Just("o"), Just("o.c")]
}

fn operator() -> impl Strategy<Value = Operator> {
    let list = || proptest::collection::vec(value(), 0..3);
    prop_oneof![
        2 => Just(Operator::Exists),
        2 => Just(Operator::Missing),
        3 => value().prop_map(Operator::Equal),
        3 => value().prop_map(Operator::NotEqual),
        2 => list().prop_map(Operator::In),
        2 => list().prop_map(Operator::NotIn),
        1 => Just(Operator::AtMost(number(1))),
        1 => value().prop_map(Operator::Contains),
        1 => prop_oneof![Just("x"), Just("(?i)X|1"), Just("n.l>")]
            .prop_map(|pattern| Operator::Matches(pattern.to_owned())),
    ]
}

/// The operators that `or` compiles with.
fn with_complement() -> impl Strategy<Value = Operator> {
    let value = || prop_oneof![Just(spelled("1.0")), Just(Value::from("1")), Just("x".into())];
    let list = proptest::collection::vec(value(), 0..3);
    prop_oneof![
        Just(Operator::Exists),
        Just(Operator::Missing),
        value().prop_map(Operator::Equal),
        list.prop_map(Operator::In),
    ]
}

fn condition(
    operator: impl Strategy<Value = Operator> + 'static,
) -> impl Strategy<Value = Condition> {
    let leaf = (path(), operator).prop_map(|(path, operator)| test(path, operator));
    leaf.prop_recursive(3, 12, 3, |part| {
        let parts = proptest::collection::vec(part, 0..4);
        (any::<bool>(), parts).prop_map(|(and, parts)| match and {
            true => Condition::And(parts),
            false => Condition::Or(parts),
        })
    })
}

/// Every combination of these values at the four paths.
fn arguments() -> Vec<Value> {
    let texts = ["null", "\"<nil>\"", "1", "\"1\"", "\"x\"", "true", "[null]", "2"];
    let source = |text: &str| Sources::default().add("value", text).unwrap();
    let read = |text: &str| Value::read(&source(text)).unwrap();
    let values: Vec<_> =
        texts.iter().map(|text| Some(read(text))).chain(std::iter::once(None)).collect();
    let mut all = Vec::new();
    for a in &values {
        for b in &values {
            for (index, o) in values.iter().enumerate() {
                let inner = o.clone().map(|o| ("c".to_owned(), o));
                let nested = Some(Value::Object(inner.into_iter().collect()));
                let o = if index % 2 == 0 { nested } else { o.clone() };
                let members = [("a", a.clone()), ("b", b.clone()), ("o", o)];
                let members = members
                    .into_iter()
                    .filter_map(|(key, value)| value.map(|value| (key.to_owned(), value)));
                all.push(Value::Object(members.collect()));
            }
        }
    }
    all
}

/// The codes of what can't be compiled; where all can, each call passes exactly where it should.
fn check(rule: Rule, should_pass: impl Fn(&Value) -> bool) -> Vec<&'static str> {
    let policy = policy(Decision::Deny, vec![allow(&["t"], vec![rule])]);
    let findings = faults(&policy, None);
    if !findings.is_empty() {
        return findings.iter().map(|finding| finding.code).collect();
    }
    let emitted = emit(&policy);
    let file = Sources::default().add("compiled.json", write(&emitted.document)).unwrap();
    assert_eq!(read(&file).as_ref(), Ok(&emitted.document));
    let mut gateway = Gateway::new(&emitted.document);
    for arguments in arguments() {
        let call = Call { name: "t".to_owned(), arguments, at: 0 };
        let passes = gateway.decide(&call).decision == Decision::Allow;
        assert_eq!(passes, should_pass(&call.arguments), "{}", call.arguments);
    }
    Vec::new()
}

proptest! {
    #![proptest_config(laws::tried(32))]

    #[test]
    fn a_required_condition_refuses_exactly_where_it_fails(condition in condition(operator())) {
        let holds = |arguments: &Value| holds(&condition, arguments);
        let codes = check(require(condition.clone()), holds);
        prop_assert!(codes.iter().all(|code| *code == "no-exact-form"), "{codes:?}");
    }

    #[test]
    fn what_has_a_complement_always_compiles(condition in condition(with_complement())) {
        let holds = |arguments: &Value| holds(&condition, arguments);
        prop_assert!(check(require(condition.clone()), holds).is_empty());
    }

    #[test]
    fn a_refused_condition_refuses_exactly_where_it_holds(condition in condition(operator())) {
        let passes = |arguments: &Value| !holds(&condition, arguments);
        prop_assert!(check(refuse(condition.clone()), passes).is_empty());
    }
}
