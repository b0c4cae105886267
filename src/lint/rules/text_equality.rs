//! Equality that fails because a number has another text.
//!
//! The gateway compares a number with a text by their texts, and a number of a million or more has
//! the text `1e+06`.

use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use super::{assume, refusals};
use crate::analysis::{Answer, Equality, Formula, Test as Asked, text, value_at};
use crate::finding::Call;
use crate::json::{Number, Value};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::condition::{Operator, Test};
use crate::policy::{Rule, RuleKind};
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "text-equality",
    weight: Weight::Warn,
    summary: "a refused value isn't recognised as a number for a string, or a string for a number",
    check: Check::per_rule::<TextEquality>(),
};

/// The test, the value that it names, and a call that gives it in another text.
pub(in crate::lint) struct Unlike<'s> {
    test: &'s Test,
    value: &'s Value,
    call: Call,
}

/// [`LINT`]
pub(in crate::lint) struct TextEquality;

impl RuleLint for TextEquality {
    type Found<'s> = Unlike<'s>;

    fn find<'s>(
        context: &'s LintContext<'_>,
        tool: &'s Callable<'_>,
        rule: &'s Rule,
    ) -> Answer<Self::Found<'s>> {
        Answer::first_found(refused(rule).into_iter().filter_map(|(test, value)| {
            let disguise = unlike(value)?;
            let given = Formula::test(&test.path, Asked::Equal(Equality::Typed, disguise));
            let question = given.and(assume::refused(&rule.kind, &test.path, value)?);
            let call = context.finder.find_any_call(tool, &question);
            Some(call.map(|call| Unlike { test, value, call }))
        }))
    }

    fn draft(_: &LintContext<'_>, _: &Rule, tools: &Remaining<'_, Self::Found<'_>>) -> Draft {
        let Unlike { test, value, call } = tools.first_found();
        let argument = argument_text(&test.path);
        let given = value_at(call.arguments(), &test.path).unwrap_or(&Value::Null);
        let kind = if matches!(given, Value::Number(_)) { "number" } else { "string" };
        let message = format!(
            "{} given as the {kind} {} isn't recognised",
            tick(&value.to_string()),
            tick(&given.to_string())
        );
        Draft::new(test.span, message)
            .note("different types are compared as strings")
            .help(help(&argument, value, &list_if_several(tools.names())))
            .call(Some(call.clone()))
    }
}

/// The values that a rule refuses by name, each with its test.
fn refused(rule: &Rule) -> Vec<(&Test, &Value)> {
    let (tests, named): (_, fn(&Test) -> &[Value]) = match &rule.kind {
        RuleKind::Limit(_) => return Vec::new(),
        RuleKind::Refuse { condition, .. } => (refusals::comparing(condition), positive),
        RuleKind::Require { condition, .. } => (condition.tests(), negative),
    };
    let values = |test| named(test).iter().map(move |value| (test, value));
    tests.into_iter().flat_map(values).collect()
}

fn positive(test: &Test) -> &[Value] {
    match &test.operator {
        Operator::Equal(value) => std::slice::from_ref(value),
        Operator::In(values) => values,
        _ => &[],
    }
}

fn negative(test: &Test) -> &[Value] {
    match &test.operator {
        Operator::NotEqual(value) => std::slice::from_ref(value),
        Operator::NotIn(values) => values,
        _ => &[],
    }
}

/// The number that a text spells, or the text of a number, where equality takes the two for
/// different.
fn unlike(value: &Value) -> Option<Value> {
    match value {
        Value::String(spelled) => {
            let number = Value::Number(Number::new(spelled)?);
            (text::of_call(&number) != *spelled).then_some(number)
        }
        Value::Number(number) => {
            let in_call = text::of_call(value);
            let in_policy = text::of_policy(value);
            let spelled = if in_call == in_policy { number.spelling() } else { &in_call };
            (spelled != in_policy).then(|| Value::String(spelled.to_owned()))
        }
        _ => None,
    }
}

fn help(argument: &str, value: &Value, all: &str) -> String {
    match value {
        Value::Number(_) => {
            format!("add a rule that only numbers pass, such as `require {argument} >= 0`{all}")
        }
        _ => format!("list what is allowed: `require {argument} in […]`{all}"),
    }
}
