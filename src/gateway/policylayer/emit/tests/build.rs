//! Policies put together without a parser. Every part has a place of its own.

use std::cell::Cell;

use crate::json::{Number, Value};
use crate::policy::condition::{Condition, Operator, Test};
use crate::policy::{
    Decision, Default, Effect, Limit, Policy, Refusal, Rule, RuleKind, Statement, Tools, Window,
};
use crate::source::Span;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(1) };
}

/// A place that nothing else has.
pub(super) fn place() -> Span {
    let start = NEXT.replace(NEXT.get() + 1);
    Span { start, end: start + 1, ..Span::default() }
}

pub(super) fn policy(default: Decision, statements: Vec<Statement>) -> Policy {
    let default = Default { decision: default, span: None };
    Policy { statements, ..Policy::empty(None, default) }
}

pub(super) fn statement(tools: &[&str], effect: Effect) -> Statement {
    let mut tools = tools.to_vec();
    tools.sort_unstable();
    let span = place();
    let tools = Tools::Named(tools.into_iter().map(|tool| (tool.into(), place())).collect());
    Statement { span, own: true, tools, effect }
}

pub(super) fn allow(tools: &[&str], rules: Vec<Rule>) -> Statement {
    statement(tools, Effect::Allow(rules))
}

pub(super) fn restrict(tools: &[&str], rules: Vec<Rule>) -> Statement {
    statement(tools, Effect::Restrict(rules))
}

pub(super) fn require(condition: Condition) -> Rule {
    Rule::new(place(), RuleKind::Require { condition, message: "No.".to_owned() })
}

pub(super) fn refuse(condition: Condition) -> Rule {
    let message = "No.".to_owned();
    Rule::new(place(), RuleKind::Refuse { refusal: Refusal::Denied, condition, message })
}

pub(super) fn limit(limit: Limit) -> Rule {
    Rule::new(limit.span, RuleKind::Limit(limit))
}

pub(super) fn calls(max: i64, window: Window) -> Limit {
    Limit { span: place(), sum: None, max, window, counter: None }
}

pub(super) fn sum(path: &str, max: i64, window: Window) -> Limit {
    Limit { sum: Some(path.split('.').map(str::to_owned).collect()), ..calls(max, window) }
}

pub(super) fn named(limit: Limit, counter: &str) -> Limit {
    Limit { counter: Some(counter.to_owned()), ..limit }
}

pub(super) fn test(path: &str, operator: Operator) -> Condition {
    let path = path.split('.').map(str::to_owned).collect();
    Condition::Test(Test { span: place(), path, operator })
}

pub(super) fn number(number: i64) -> Number {
    Number::from(number)
}

pub(super) fn is(path: &str, value: i64) -> Condition {
    test(path, Operator::Equal(Value::Number(number(value))))
}
