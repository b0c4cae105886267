//! Calls that get through, as evidence.
//!
//! A plausible call is made from the tool's schema, bent to what the policy requires, and shown only
//! if the policy's meaning allows it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Callable, Subject};
use crate::catalogue::{Tool, sample};
use crate::finding::Call;
use crate::json::{Number, Value};
use crate::policy::condition::{Condition, Operator, Path, Test, TextOperator};
use crate::policy::{Decision, RuleKind, meaning};

/// A call that gets through, of the first of some tools of which one is found.
pub(super) fn first(subject: &Subject<'_>, tools: &[Arc<str>]) -> Option<Call> {
    let mut callable = tools.iter().filter_map(|name| subject.callable_named(name));
    callable.find_map(|tool| passing(subject, tool, plain(tool)?))
}

/// The same, with as much money in it as goes.
pub(super) fn largest(subject: &Subject<'_>, tools: &[Arc<str>]) -> Option<Call> {
    let mut callable = tools.iter().filter_map(|name| subject.callable_named(name));
    callable.find_map(|tool| {
        let mut rich = plain(tool)?;
        for amount in tool.profile()?.amounts().iter().filter(|amount| amount.numeric) {
            put(&mut rich, &amount.path, Number::from(FORTUNE).into());
        }
        let rich = as_it_is(subject, tool, &rich).then(|| call(tool, rich));
        rich.or_else(|| passing(subject, tool, plain(tool)?))
    })
}

/// More than anyone means to pay.
const FORTUNE: i64 = 1_000_000_000;

fn plain(tool: &Callable<'_>) -> Option<Value> {
    Some(sample::arguments(tool.tool?))
}

/// A call with these arguments, bent until it passes.
fn passing(subject: &Subject<'_>, tool: &Callable<'_>, plain: Value) -> Option<Call> {
    let mut bent = plain;
    for rule in &tool.rules {
        if let RuleKind::Require { condition, .. } = &rule.kind {
            bend(condition, tool.tool, &mut bent);
        }
    }
    as_it_is(subject, tool, &bent).then(|| call(tool, bent))
}

fn as_it_is(subject: &Subject<'_>, tool: &Callable<'_>, arguments: &Value) -> bool {
    meaning::decide(subject.policy, tool.name, arguments) == Decision::Allow
}

fn call(tool: &Callable<'_>, arguments: Value) -> Call {
    Call { name: tool.name.to_string(), arguments }
}

/// Changes the arguments so that a condition holds, as far as can be told.
fn bend(condition: &Condition, tool: Option<&Tool>, arguments: &mut Value) {
    match condition {
        Condition::And(parts) => parts.iter().for_each(|part| bend(part, tool, arguments)),
        Condition::Or(parts) => {
            parts.first().into_iter().for_each(|part| bend(part, tool, arguments));
        }
        Condition::Test(test) => meet(test, tool, arguments),
    }
}

fn meet(test: &Test, tool: Option<&Tool>, arguments: &mut Value) {
    let value = match &test.operator {
        Operator::Missing => return remove(arguments, &test.path),
        Operator::Exists => tool.and_then(|tool| sample::value(tool, &test.path)),
        Operator::Equal(value) => Some(value.clone()),
        Operator::In(values) => values.first().cloned(),
        Operator::AtMost(number) | Operator::AtLeast(number) => Some(number.clone().into()),
        Operator::Less(number) => beside(number, -1.0),
        Operator::Greater(number) => beside(number, 1.0),
        Operator::Contains(value) => Some(containing(value, tool, &test.path)),
        Operator::Text(operator) => Some(Value::String(text(operator))),
        Operator::NotEqual(_) | Operator::NotIn(_) | Operator::Matches(_) => None,
    };
    if let Some(value) = value {
        put(arguments, &test.path, value);
    }
}

/// A whole number that is this far away.
fn beside(number: &Number, distance: f64) -> Option<Value> {
    Some(Number::new(&format!("{}", (number.as_f64() + distance).round()))?.into())
}

fn containing(value: &Value, tool: Option<&Tool>, path: &Path) -> Value {
    match tool.and_then(|tool| sample::value(tool, path)) {
        Some(Value::Array(_)) => Value::Array(vec![value.clone()]),
        _ => value.clone(),
    }
}

/// A text that an operator recognises.
fn text(operator: &TextOperator) -> String {
    match operator {
        TextOperator::StartsWith(text) | TextOperator::EndsWith(text) => text.clone(),
        TextOperator::Under(path) => path.clone(),
        TextOperator::HostIn(hosts) => {
            let host = hosts.first().map_or("", String::as_str).replace("*.", "a.");
            format!("https://{host}/")
        }
        TextOperator::DomainIn(domains) => {
            format!("a@{}", domains.first().map_or("", String::as_str))
        }
        TextOperator::CommandIn(commands) => commands.first().cloned().unwrap_or_default(),
    }
}

/// Puts a value at the end of a path, objects made where there are none.
fn put(arguments: &mut Value, path: &[String], value: Value) {
    let Some((key, rest)) = path.split_first() else {
        *arguments = value;
        return;
    };
    if !matches!(arguments, Value::Object(_)) {
        *arguments = Value::Object(BTreeMap::new());
    }
    if let Value::Object(members) = arguments {
        put(members.entry(key.clone()).or_insert(Value::Null), rest, value);
    }
}

fn remove(arguments: &mut Value, path: &[String]) {
    let (Value::Object(members), Some((key, rest))) = (arguments, path.split_first()) else {
        return;
    };
    match members.get_mut(key) {
        Some(inner) if !rest.is_empty() => remove(inner, rest),
        _ => {
            members.remove(key);
        }
    }
}
