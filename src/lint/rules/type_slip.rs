//! Refusals that do not apply to the same value in another JSON type.

use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use super::{assume, refusals, rewrite};
use crate::analysis::{Answer, Equality, Formula, Test as Asked, value_at};
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::json::{Number, Value};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::Rule;
use crate::policy::condition::{Condition, Operator, Test};
use crate::policy::semantics::{EQUALITY, of_test};
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "type-slip",
    weight: Weight::Warn,
    summary: "a `deny when` does not refuse its value in another JSON type",
    check: Check::per_rule::<TypeSlip>(),
};

/// The test, and a call in which its value is of another type.
pub(in crate::lint) struct Slip<'s> {
    test: &'s Test,
    call: Call,
}

/// [`LINT`]
pub(in crate::lint) struct TypeSlip;

impl RuleLint for TypeSlip {
    type Found<'s> = Slip<'s>;

    fn find<'s>(
        context: &'s LintContext<'_>,
        tool: &'s Callable<'_>,
        rule: &'s Rule,
    ) -> Answer<Self::Found<'s>> {
        let Some(condition) = rule.kind.refused() else { return Answer::None };
        let tests = refusals::comparing(condition).into_iter();
        Answer::first_found(tests.map(|test| {
            let meant = meant(context, tool, test);
            meant.and_then(|meant| of_value(context, tool, condition, test, &meant))
        }))
    }

    fn draft(
        context: &LintContext<'_>,
        rule: &Rule,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft {
        let Slip { test, call } = tools.first_found();
        let given = value_at(call.arguments(), &test.path).unwrap_or(&Value::Null);
        let argument = argument_text(&test.path);
        let message =
            format!("this rule does not refuse {} as {}", tick(&argument), kind_name(given));
        let draft =
            Draft::new(test.span, message).note(holds_for(&test.operator)).call(Some(call.clone()));
        let (closed, all) = (rewrite::closed(context, rule.span), list_if_several(tools.names()));
        match closed.filter(|_| is_order(&test.operator)) {
            Some(closed) => draft
                .help(format!(
                    "write `require {closed}`, which refuses everything but numbers{all}"
                ))
                .fix(rewrite::close(context, rule.span)),
            None => draft.help(format!("{}{all}", help(&test.operator, &argument))),
        }
    }
}

/// A call in which the argument has the value that is refused, in another type.
fn of_value<'s>(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    condition: &Condition,
    test: &'s Test,
    meant: &Value,
) -> Answer<Slip<'s>> {
    let refused = assume::with_value(condition, &test.path, meant);
    Answer::first_found(disguises(meant, test).into_iter().map(|disguise| {
        let question = disguise.and(refused.clone());
        context.finder.find_any_call(tool, &question).map(|call| Slip { test, call })
    }))
}

/// A value that the test refuses.
fn meant(context: &LintContext<'_>, tool: &Callable<'_>, test: &Test) -> Answer<Value> {
    let value = match &test.operator {
        Operator::Equal(value) => Some(value.clone()),
        Operator::In(values) => values.first().cloned(),
        Operator::AtMost(number) | Operator::AtLeast(number) => Some(number.clone().into()),
        Operator::Less(number) => beside(number, -1.0),
        Operator::Greater(number) => beside(number, 1.0),
        Operator::Matches(_) | Operator::Text(_) => return matching(context, tool, test),
        Operator::NotEqual(_)
        | Operator::NotIn(_)
        | Operator::Contains(_)
        | Operator::Exists
        | Operator::Missing => None,
    };
    value.map_or(Answer::None, Answer::Found)
}

/// A whole number that is this far away.
fn beside(number: &Number, distance: f64) -> Option<Value> {
    Some(Number::new(&format!("{}", (number.as_f64() + distance).round()))?.into())
}

fn matching(context: &LintContext<'_>, tool: &Callable<'_>, test: &Test) -> Answer<Value> {
    let arguments = context.finder.find_valid_arguments(tool, of_test(test));
    let value = |arguments| value_at(&arguments, &test.path).cloned();
    arguments.and_then(|arguments| value(arguments).map_or(Answer::None, Answer::Found))
}

/// The value in other types that a lenient server may take for it.
fn disguises(value: &Value, test: &Test) -> Vec<Formula> {
    let is = |asked| Formula::test(&test.path, asked);
    let text = |text: String| is(Asked::Equal(Equality::Typed, Value::String(text)));
    let number = |number| is(Asked::Equal(Equality::Typed, Value::Number(number)));
    let list = is(Asked::Is(Kind::Array)).and(is(Asked::Contains(EQUALITY, value.clone())));
    match value {
        Value::Number(found) => {
            let spelling = found.spelling();
            vec![text(spelling.to_owned()), text(format!("{spelling}.0")), list]
        }
        Value::String(found) if is_pattern(test) => {
            Number::new(found).map(number).into_iter().chain([list]).collect()
        }
        Value::String(_) => vec![list],
        Value::Bool(truth) => vec![number(Number::from(i64::from(*truth))), list],
        Value::Null | Value::Array(_) | Value::Object(_) => Vec::new(),
    }
}

/// Holds for texts alone; equality compares the texts of all values.
fn is_pattern(test: &Test) -> bool {
    matches!(test.operator, Operator::Matches(_) | Operator::Text(_))
}

fn kind_name(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        _ => "a number",
    }
}

fn is_order(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Less(_) | Operator::AtMost(_) | Operator::Greater(_) | Operator::AtLeast(_)
    )
}

fn holds_for(operator: &Operator) -> &'static str {
    match operator {
        Operator::Matches(_) | Operator::Text(_) => "matches only strings",
        _ if is_order(operator) => "matches only numbers",
        _ => "matches only this value",
    }
}

fn help(operator: &Operator, argument: &str) -> String {
    match operator {
        Operator::Equal(Value::Bool(truth)) => format!("write `require {argument} == {}`", !truth),
        _ if is_order(operator) => {
            format!(
                "add `require {argument} >= 0`, or another bound: it refuses everything but numbers"
            )
        }
        _ => format!("list what is allowed: `require {argument} in […]`"),
    }
}
