//! Random policies and calls, put together without a parser.

use crate::gateway::Call;
use crate::json::{Number, Value};
use crate::policy::condition::{Condition, Operator, Path, Test, TextOperator};
use crate::policy::{
    Decision, Default, Effect, Limit, Policy, Refusal, Rule, RuleKind, Statement, Tools, Window,
};
use crate::source::Span;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;

const TOOLS: [&str; 4] = ["a", "b", "c", "x/y"];
const PATHS: [&[&str]; 4] = [&["n"], &["s"], &["o"], &["o", "n"]];
const PATTERNS: [&str; 4] = ["x", "^y$", "(?i)X|1", ""];

/// Texts, some of them those of numbers, lists and objects, some what the text operators look for.
#[rustfmt::skip]
const TEXTS: [&str; 18] = [
    "", "1", "x", "xy", "y", "true", "<nil>", "1e+06", "0", "-0", "1e-05", "[1 x]", "map[n:1]",
    "x.", "https://b.a.com/x", "b@a.com", "/w/x", "git status x",
];

/// Numbers in spellings that differ in text or as floats, and amounts that wrap a sum.
#[rustfmt::skip]
const NUMBERS: [&str; 19] = [
    "0", "-0", "-0.0", "1", "1.0", "2", "2.9", "-1", "-0.5", "1000000", "1e6", "12345678",
    "0.00001", "9007199254740996", "4611686018427387904", "9223372036854774784",
    "9223372036854775807", "9223372036854775808", "-1e300",
];

/// A policy over a few tools and arguments: of every kind of statement, of limits alone, or of one
/// condition.
pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    prop_oneof![2 => mixed(), 1 => metered(), 1 => tested()]
}

fn mixed() -> impl Strategy<Value = Policy> {
    let default = prop_oneof![3 => Just(Decision::Deny), 1 => Just(Decision::Allow)];
    (default, vec(statement(), 0..7), vec(limit(false), 0..2)).prop_map(
        |(decision, statements, all_tools)| Policy {
            statements,
            all_tools,
            ..Policy::empty(None, Default { decision, span: None })
        },
    )
}

fn metered() -> impl Strategy<Value = Policy> {
    let limits = || vec(limit(true).prop_map(|limit| rule_of(RuleKind::Limit(limit))), 1..4);
    let statements = (limits(), limits()).prop_map(|(allow, restrict)| {
        vec![about_all(Effect::Allow(allow)), about_all(Effect::Restrict(restrict))]
    });
    (statements, vec(limit(false), 0..3)).prop_map(|(statements, all_tools)| Policy {
        statements,
        all_tools,
        ..Policy::empty(None, Default { decision: Decision::Deny, span: None })
    })
}

fn tested() -> impl Strategy<Value = Policy> {
    condition_rule().prop_map(allowing)
}

/// A policy with one sum over `args.n`.
pub(crate) fn sum() -> impl Strategy<Value = Policy> {
    limit(false).prop_map(|limit| {
        let sum = Some(vec!["n".to_owned()]);
        allowing(rule_of(RuleKind::Limit(Limit { sum, ..limit })))
    })
}

/// Calls of one tool with numbers to add.
pub(crate) fn amounts() -> impl Strategy<Value = Vec<Call>> {
    vec((numeric_arguments(), wait()), 1..24)
        .prop_map(|calls| timed(calls.into_iter().map(|(arguments, wait)| ("a", arguments, wait))))
}

/// A policy for each operator with each operand, required and refused.
pub(crate) fn single_tests() -> impl Iterator<Item = Policy> {
    let conditions = scalars().into_iter().flat_map(operators).map(|operator| {
        Condition::Test(Test { span: Span::default(), path: vec!["n".to_owned()], operator })
    });
    conditions.flat_map(|condition| [true, false].map(|it| allowing(rule_on(&condition, it))))
}

/// A call for each value, and one without.
pub(crate) fn values_as_calls() -> Vec<Call> {
    let scalars = scalars();
    let lists = scalars.iter().map(|value| Value::Array(vec![value.clone(), Value::from("x")]));
    let objects = scalars.iter().map(|value| object([("n", Some(value.clone()))]));
    let values = scalars.iter().cloned().chain(lists).chain(objects).map(Some).chain([None]);
    timed(values.map(|value| ("a", object([("n", value)]), 0)))
}

fn scalars() -> Vec<Value> {
    let numbers = NUMBERS.map(|spelling| Value::Number(Number::new(spelling).unwrap()));
    let words = [Value::Null, Value::Bool(true), Value::Bool(false)];
    words.into_iter().chain(numbers).chain(TEXTS.map(Value::from)).collect()
}

/// Every operator that takes this operand.
fn operators(operand: Value) -> Vec<Operator> {
    let list = vec![Value::from("other"), operand.clone()];
    let mut operators = vec![
        Operator::Exists,
        Operator::Missing,
        Operator::Equal(operand.clone()),
        Operator::NotEqual(operand.clone()),
        Operator::In(list.clone()),
        Operator::NotIn(list),
        Operator::Contains(operand.clone()),
    ];
    match operand {
        Value::Number(bound) => operators.extend([
            Operator::Less(bound.clone()),
            Operator::AtMost(bound.clone()),
            Operator::Greater(bound.clone()),
            Operator::AtLeast(bound),
        ]),
        Value::String(text) => operators.extend([
            Operator::Text(TextOperator::StartsWith(text.clone())),
            Operator::Text(TextOperator::EndsWith(text)),
        ]),
        _ => {}
    }
    operators
}

/// A policy that allows every tool within one rule.
fn allowing(rule: Rule) -> Policy {
    Policy {
        statements: vec![about_all(Effect::Allow(vec![rule]))],
        ..Policy::empty(None, Default { decision: Decision::Deny, span: None })
    }
}

fn about_all(effect: Effect) -> Statement {
    let names = TOOLS.into_iter().map(|name| (name.into(), Span::default())).collect();
    Statement { span: Span::default(), own: true, tools: Tools::Named(names), effect }
}

fn rule_of(kind: RuleKind) -> Rule {
    Rule::new(Span::default(), kind)
}

/// Calls in the order of their times, also of a tool that no policy names.
pub(crate) fn calls() -> impl Strategy<Value = Vec<Call>> {
    let tool = prop_oneof![9 => prop::sample::select(&TOOLS[..]), 1 => Just("unnamed")];
    vec((tool, arguments(), wait()), 1..24).prop_map(|calls| timed(calls.into_iter()))
}

fn wait() -> impl Strategy<Value = i64> {
    prop_oneof![6 => Just(0), 2 => Just(20), 1 => Just(61), 1 => Just(3_601)]
}

/// Calls, each so long after the one before.
fn timed<'a>(calls: impl Iterator<Item = (&'a str, Value, i64)>) -> Vec<Call> {
    let mut at = 0;
    let call = |(name, arguments, wait): (&str, Value, i64)| {
        at += wait;
        Call { name: name.to_owned(), arguments, at }
    };
    calls.map(call).collect()
}

fn statement() -> impl Strategy<Value = Statement> {
    let message = || Just("No.".to_owned());
    let effect = prop_oneof![
        16 => vec(rule(), 0..4).prop_map(Effect::Allow),
        6 => vec(rule(), 1..3).prop_map(Effect::Restrict),
        1 => message().prop_map(Effect::Deny),
        1 => message().prop_map(Effect::Approve),
        1 => Just(Effect::Hide),
    ];
    (tools(), effect, any::<bool>(), 0..9).prop_map(|(tools, effect, own, choice)| {
        let everything = choice == 0 && matches!(effect, Effect::Hide);
        let tools = if everything { Tools::Every } else { Tools::Named(tools) };
        Statement { span: Span::default(), own, tools, effect }
    })
}

fn tools() -> impl Strategy<Value = Vec<(std::sync::Arc<str>, Span)>> {
    let names = btree_set(prop::sample::select(&TOOLS[..]), 0..5);
    names.prop_map(|names| names.into_iter().map(|name| (name.into(), Span::default())).collect())
}

fn rule() -> impl Strategy<Value = Rule> {
    let limit = limit(true).prop_map(|limit| rule_of(RuleKind::Limit(limit)));
    prop_oneof![2 => condition_rule(), 1 => limit]
}

fn condition_rule() -> impl Strategy<Value = Rule> {
    (any::<bool>(), condition()).prop_map(|(require, condition)| rule_on(&condition, require))
}

fn rule_on(condition: &Condition, require: bool) -> Rule {
    let (condition, message) = (condition.clone(), "No.".to_owned());
    rule_of(match require {
        true => RuleKind::Require { condition, message },
        false => RuleKind::Refuse { refusal: Refusal::Denied, condition, message },
    })
}

fn limit(sums: bool) -> impl Strategy<Value = Limit> {
    let sum = if sums { option::of(path()).boxed() } else { Just(None).boxed() };
    let max = prop_oneof![9 => 1..8_i64, 1 => Just(9_007_199_254_740_992)];
    let counter = prop_oneof![4 => Just(None), 1 => Just(Some("mine")), 1 => Just(Some("own"))];
    let window = prop::sample::select(&Window::ALL[..]);
    (sum, max, window, counter).prop_map(|(sum, max, window, counter)| Limit {
        span: Span::default(),
        sum,
        max,
        window,
        counter: counter.map(str::to_owned),
    })
}

/// A condition over the arguments that calls have.
pub(crate) fn condition() -> impl Strategy<Value = Condition> {
    let test = (path(), operator()).prop_map(|(path, operator)| Test {
        span: Span::default(),
        path,
        operator,
    });
    test.prop_map(Condition::Test).prop_recursive(2, 6, 3, |part| {
        (any::<bool>(), vec(part, 1..4)).prop_map(|(all, parts)| match all {
            true => Condition::And(parts),
            false => Condition::Or(parts),
        })
    })
}

fn path() -> impl Strategy<Value = Path> {
    prop::sample::select(&PATHS[..])
        .prop_map(|keys| keys.iter().map(|key| (*key).to_owned()).collect())
}

fn operator() -> impl Strategy<Value = Operator> {
    let list = || vec(scalar(), 0..3);
    let pattern = prop::sample::select(&PATTERNS[..]).prop_map(str::to_owned);
    prop_oneof![
        3 => Just(Operator::Exists),
        3 => Just(Operator::Missing),
        4 => scalar().prop_map(Operator::Equal),
        2 => scalar().prop_map(Operator::NotEqual),
        4 => list().prop_map(Operator::In),
        1 => list().prop_map(Operator::NotIn),
        1 => number().prop_map(Operator::Less),
        1 => number().prop_map(Operator::AtMost),
        1 => number().prop_map(Operator::Greater),
        1 => number().prop_map(Operator::AtLeast),
        1 => scalar().prop_map(Operator::Contains),
        1 => pattern.prop_map(Operator::Matches),
        2 => text_operator().prop_map(Operator::Text),
    ]
}

fn text_operator() -> impl Strategy<Value = TextOperator> {
    let literal = || prop::sample::select(&["", "x", "1", "."][..]).prop_map(str::to_owned);
    let one = |text: &str| Just(vec![text.to_owned()]);
    prop_oneof![
        2 => literal().prop_map(TextOperator::StartsWith),
        2 => literal().prop_map(TextOperator::EndsWith),
        1 => one("*.a.com").prop_map(TextOperator::HostIn),
        1 => one("a.com").prop_map(TextOperator::DomainIn),
        1 => Just(TextOperator::Under("/w".to_owned())),
        1 => one("git status").prop_map(TextOperator::CommandIn),
    ]
}

/// Arguments of a call, any JSON among them.
pub(crate) fn arguments() -> impl Strategy<Value = Value> {
    prop_oneof![any_arguments(), numeric_arguments()]
}

fn any_arguments() -> impl Strategy<Value = Value> {
    let inner = option::of(value()).prop_map(|value| object([("n", value)]));
    let nested = prop_oneof![3 => inner, 1 => value()];
    (option::of(value()), option::of(value()), option::of(nested))
        .prop_map(|(n, s, o)| object([("n", n), ("s", s), ("o", o)]))
}

/// What sums have something to add from.
fn numeric_arguments() -> impl Strategy<Value = Value> {
    let number = || number().prop_map(Value::Number);
    (number(), number(), number()).prop_map(|(n, s, inner)| {
        let o = object([("n", Some(inner))]);
        object([("n", Some(n)), ("s", Some(s)), ("o", Some(o))])
    })
}

fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let members = members.into_iter();
    Value::Object(members.filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => scalar(),
        1 => vec(scalar(), 0..3).prop_map(Value::Array),
        1 => scalar().prop_map(|value| object([("n", Some(value))])),
    ]
}

fn scalar() -> impl Strategy<Value = Value> {
    let text = prop::sample::select(&TEXTS[..]);
    prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        4 => number().prop_map(Value::Number),
        4 => text.prop_map(Value::from),
    ]
}

fn number() -> impl Strategy<Value = Number> {
    prop::sample::select(&NUMBERS[..]).prop_map(|spelling| Number::new(spelling).unwrap())
}
