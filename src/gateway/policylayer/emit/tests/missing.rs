//! `args.x missing or C`: what the document refuses is what the rule refuses, but for the gap.

use proptest::prelude::*;

use super::build::*;
use crate::analysis::{KnownComplements, complements_made};
use crate::gateway::decision::Conditions;
use crate::gateway::policylayer::SEMANTICS;
use crate::gateway::policylayer::emit::{conditions, literals};
use crate::gateway::policylayer::names::operator_name;
use crate::gateway::{Call, Gateway, check, emit, read, write};
use crate::json::{Number, Value};
use crate::policy::condition::{Condition, Operator, TextOperator};
use crate::policy::semantics::PolicySemantics;
use crate::policy::{Decision, Policy, text};
use crate::source::Sources;
use crate::testkit::laws;
use crate::verify::verify;

/// The condition read directly; only its single tests are the gateway's.
fn holds(condition: &Condition, arguments: &Value) -> bool {
    match condition {
        Condition::And(parts) => parts.iter().all(|part| holds(part, arguments)),
        Condition::Or(parts) => parts.iter().any(|part| holds(part, arguments)),
        Condition::Test(test) => {
            Conditions::new(SEMANTICS).hold(&literals::condition(test), arguments)
        }
    }
}

fn json(text: &str) -> Value {
    Value::read(&Sources::default().add("value", text).unwrap()).unwrap()
}

/// Values of every JSON type, with the texts that the operators are about.
fn values() -> Vec<Value> {
    let numbers = ["0", "-0", "1", "5", "100", "100.5", "101", "-3", "1e6", "1e300", "12345678"];
    let strings = [
        "",
        "0",
        "5",
        "100",
        "true",
        "false",
        "<nil>",
        "main",
        "dev",
        "mains",
        "a main b",
        "[5]",
        "map[]",
        "1e+06",
        "https://a.com/x",
        "https://b.a.com",
        "https://a.com.evil",
        "x@a.com",
        "x.y@a.com",
        "x@b.com",
        "git status",
        "git status -x",
        "git status x",
        "/w/a",
        "/w/../a",
        "a\nb",
        "\u{2028}",
    ];
    let others = [
        "null",
        "true",
        "false",
        "[]",
        "[5]",
        "[\"main\"]",
        "[true]",
        "{}",
        "{\"a\":5}",
        "[\"a b\"]",
    ];
    let numbers = numbers.iter().map(|number| Value::Number(Number::new(number).unwrap()));
    let strings = strings.iter().map(|text| Value::from(*text));
    numbers.chain(strings).chain(others.iter().map(|text| json(text))).collect()
}

fn operand() -> impl Strategy<Value = Value> {
    proptest::sample::select(values())
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

fn text_operator() -> impl Strategy<Value = TextOperator> {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    proptest::sample::select(vec![
        TextOperator::StartsWith("ma".to_owned()),
        TextOperator::StartsWith("t".to_owned()),
        TextOperator::EndsWith("e".to_owned()),
        TextOperator::HostIn(owned(&["a.com"])),
        TextOperator::HostIn(owned(&["a.com", "*.a.com", "c.dev"])),
        TextOperator::DomainIn(owned(&["a.com", "c.dev"])),
        TextOperator::Under("/w".to_owned()),
        TextOperator::CommandIn(owned(&["git status", "true"])),
    ])
}

fn operator() -> impl Strategy<Value = Operator> {
    let bound = || proptest::sample::select(vec![0, 5, 100]).prop_map(Number::from);
    let list = || proptest::collection::vec(operand().prop_filter("scalar", is_scalar), 1..3);
    const PATTERNS: [&str; 8] = [
        "^(main|dev)$",
        "^[a-z]{1,9}$",
        "^\\d+$",
        "a",
        "^t",
        "",
        "[^\\x00-\\x{10FFFF}]",
        "^(true|x)$",
    ];
    prop_oneof![
        operand().prop_map(Operator::Equal),
        operand().prop_map(Operator::NotEqual),
        list().prop_map(Operator::In),
        list().prop_map(Operator::NotIn),
        bound().prop_map(Operator::Less),
        bound().prop_map(Operator::AtMost),
        bound().prop_map(Operator::Greater),
        bound().prop_map(Operator::AtLeast),
        Just(Operator::Contains(Value::from("ai"))),
        Just(Operator::Contains(Value::Number(5.into()))),
        proptest::sample::select(&PATTERNS[..]).prop_map(|it| Operator::Matches(it.to_owned())),
        text_operator().prop_map(Operator::Text),
        Just(Operator::Exists),
    ]
}

fn condition() -> impl Strategy<Value = Condition> {
    let leaf = operator().prop_map(|operator| test("x", operator));
    leaf.prop_recursive(2, 5, 3, |part| {
        let parts = proptest::collection::vec(part, 1..3);
        (any::<bool>(), parts).prop_map(|(and, parts)| match and {
            true => Condition::And(parts),
            false => Condition::Or(parts),
        })
    })
}

/// Whether the document refuses lists and objects as the rule does, whatever the condition is.
fn is_equality(operator: &Operator) -> bool {
    match operator {
        Operator::Matches(pattern) => text::listed(pattern).is_some(),
        Operator::Equal(_) | Operator::NotEqual(_) | Operator::In(_) | Operator::NotIn(_) => true,
        operator => *operator == Operator::Exists,
    }
}

fn missing_or(condition: Condition) -> Policy {
    let optional = Condition::Or(vec![test("x", Operator::Missing), condition]);
    policy(Decision::Deny, vec![allow(&["t"], vec![require(optional)])])
}

fn calls() -> impl Iterator<Item = Value> {
    let with = |value| Value::Object([("x".to_owned(), value)].into());
    values().into_iter().map(with).chain([json("{}")])
}

/// Whether a call is in the gap: a list or an object, unless C is made of equalities; a truth value
/// whose text meets C.
fn may_be_in_gap(condition: &Condition, arguments: &Value) -> bool {
    let value = match arguments {
        Value::Object(members) => members.get("x").cloned().unwrap_or(Value::Null),
        _ => Value::Null,
    };
    match value {
        Value::Array(_) | Value::Object(_) => {
            !condition.tests().iter().all(|test| is_equality(&test.operator))
        }
        Value::Bool(truth) => {
            let text = Value::String(truth.to_string());
            holds(condition, &Value::Object([("x".to_owned(), text)].into()))
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(laws::tried(64))]

    #[test]
    fn what_is_refused_is_what_the_rule_refuses_but_for_the_gap(condition in condition()) {
        let policy = missing_or(condition.clone());
        let meant = PolicySemantics::new(&policy).allows("t");
        let document = emit(&policy).document;
        let file = Sources::default().add("compiled.json", write(&document)).unwrap();
        prop_assert!(read(&file).is_ok_and(|read| read == document));
        let mut gateway = Gateway::new(&document);
        for arguments in calls() {
            let passes_rule = arguments == json("{}")
                || arguments == json(r#"{"x":null}"#)
                || holds(&condition, &arguments);
            let call = Call { name: "t".to_owned(), arguments: arguments.clone(), at: 0 };
            let passes = gateway.decide(&call).decision == Decision::Allow;
            prop_assert_eq!(passes, meant.holds(&arguments), "{}", arguments);
            match passes_rule {
                true => prop_assert!(passes, "{}", arguments),
                false if passes => prop_assert!(may_be_in_gap(&condition, &arguments), "{}", arguments),
                false => {}
            }
        }
    }

    #[test]
    fn what_is_compiled_is_proved_to_be_what_is_enforced(condition in condition()) {
        let policy = missing_or(condition);
        prop_assert!(verify(&policy, &emit(&policy).document).is_ok());
    }
}

/// The entries of `require args.x missing or C`, as they are written.
fn entries(operator: Operator) -> String {
    let optional = Condition::Or(vec![test("x", Operator::Missing), test("x", operator)]);
    let entries = conditions::entries(&require(optional), &KnownComplements::default()).unwrap();
    assert_eq!(entries.require, None);
    let line = |entry: &crate::gateway::decision::Entry| {
        let conditions = entry.conditions.iter();
        let conditions: Vec<_> =
            conditions.map(|it| format!("{} {}", operator_name(it.op), it.value)).collect();
        format!("{}\n", conditions.join(", "))
    };
    entries.deny_if.iter().map(line).collect()
}

#[test]
fn entries_stand_by_kind() {
    assert_eq!(entries(Operator::AtMost(100.into())), "regex \"\"\ngt 100\nin [true,false]\n");
    assert_eq!(entries(Operator::Equal("a".into())), "exists true, neq \"a\"\n");
    assert_eq!(
        entries(Operator::Matches("^(main|dev)$".to_owned())),
        "exists true, not_in [\"dev\",\"main\"]\n"
    );
    assert_eq!(
        entries(Operator::Matches("^[a-z]{1,40}$".to_owned())),
        "regex \"\\\\A(?:\\\\z|[^a-z]|[a-z](?:[a-z]{0,38}[^a-z]|[a-z]{39}(?s:.)))\"\nlt 0\ngte 0\n"
    );
    assert_eq!(entries(Operator::Exists), "");
}

#[test]
fn a_complement_is_made_once_for_all_that_ask_for_it() {
    let optional = |pattern: &str| {
        let condition = test("x", Operator::Matches(pattern.to_owned()));
        require(Condition::Or(vec![test("x", Operator::Missing), condition]))
    };
    let rules = ["^[a-z]{1,40}$", "^b+c", "^[a-z]{1,40}$"].map(optional).to_vec();
    let policy = policy(Decision::Deny, vec![allow(&["t"], rules.clone()), allow(&["u"], rules)]);
    let before = complements_made();
    drop(check(&policy, None));
    assert!(verify(&policy, &emit(&policy).document).is_ok());
    assert_eq!(complements_made() - before, 2);
}
