//! Rules that do not refuse the value that they name in another JSON type.

use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use super::{assume, listed, refusals, rewrite};
use crate::analysis::{Answer, Equality, Formula, Test as Asked, value_at};
use crate::catalog::types::Kind;
use crate::finding::{Call, Fix, Safety};
use crate::json::{Number, Value};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::condition::{Condition, Operator, Test};
use crate::policy::semantics::{EQUALITY, of_test};
use crate::policy::{Rule, RuleKind};
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "type-slip",
    weight: Weight::Warn,
    summary: "a rule does not refuse the value that it names in another JSON type",
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
        Answer::first_found(naming(&rule.kind).into_iter().map(|test| {
            let meant = meant(context, tool, test);
            meant.and_then(|meant| of_value(context, tool, &rule.kind, test, &meant))
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
        let (help, fix) = help_and_fix(context, rule, test);
        Draft::new(test.span, message)
            .note(note(&test.operator))
            .call(Some(call.clone()))
            .help(format!("{help}{}", list_if_several(tools.names())))
            .fix(fix)
    }
}

/// The tests of a rule that say what is refused.
fn naming(rule: &RuleKind) -> Vec<&Test> {
    match rule {
        RuleKind::Refuse { condition, .. } => refusals::comparing(condition),
        RuleKind::Require { condition, .. } => {
            let mut tests = condition.tests();
            tests.retain(|test| test.operator.is_negative());
            tests
        }
        RuleKind::Limit(_) => Vec::new(),
    }
}

/// A `require` that refuses other types, too.
fn help_and_fix(context: &LintContext<'_>, rule: &Rule, test: &Test) -> (String, Option<Fix>) {
    if let Some(meant) = rewrite::meant(context, rule) {
        return (meant.help, meant.fix);
    }
    let argument = argument_text(&test.path);
    let allowed = listed::allowed(context, rule, test);
    let names_good = allowed.is_some() || test.operator.is_order();
    if let Some(closed) = rewrite::closed(context, rule).filter(|_| names_good) {
        let what = if allowed.is_some() { "every other value" } else { "everything but numbers" };
        return (closed.help(what), closed.fix);
    }
    let Some(allowed) = allowed else { return (help(&test.operator, &argument), None) };
    let stands = part_of(rule, test);
    let required = match stands {
        Some(part) if part.optional().is_some() => format!("{argument} missing or {allowed}"),
        _ => allowed.clone(),
    };
    let help = format!("write `require {required}`, which refuses every other value");
    (help, stands.map(|_| Fix::replacement(Safety::Safe, test.span, allowed)))
}

/// What a rule requires by this test alone, or by it of an argument that may be left out.
fn part_of<'r>(rule: &'r Rule, test: &Test) -> Option<&'r Condition> {
    let is_it = |part: &&Condition| part.single_test().is_some_and(|it| it.span == test.span);
    let alone = |part: &&Condition| {
        is_it(part)
            || part.optional().is_some()
                && part.disjuncts().len() == 2
                && part.disjuncts().iter().any(is_it)
    };
    rule.kind.required()?.conjuncts().into_iter().find(alone)
}

/// A call in which the argument has the value that is refused, in another type.
fn of_value<'s>(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    rule: &RuleKind,
    test: &'s Test,
    meant: &Value,
) -> Answer<Slip<'s>> {
    let Some(refused) = assume::refused(rule, &test.path, meant) else { return Answer::None };
    Answer::first_found(disguises(meant, test).into_iter().map(|disguise| {
        let question = disguise.and(refused.clone());
        context.finder.find_any_call(tool, &question).map(|call| Slip { test, call })
    }))
}

/// A value that the test refuses.
fn meant(context: &LintContext<'_>, tool: &Callable<'_>, test: &Test) -> Answer<Value> {
    let value = match &test.operator {
        Operator::Equal(value) | Operator::NotEqual(value) => Some(value.clone()),
        Operator::In(values) | Operator::NotIn(values) => values.first().cloned(),
        Operator::AtMost(number) | Operator::AtLeast(number) => Some(number.clone().into()),
        Operator::Less(number) => beside(number, -1.0),
        Operator::Greater(number) => beside(number, 1.0),
        Operator::Matches(_) | Operator::Text(_) => return matching(context, tool, test),
        Operator::Contains(_) | Operator::Exists | Operator::Missing => None,
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
        Value::Bool(truth) => {
            let word = if *truth { "True" } else { "False" };
            vec![number(Number::from(i64::from(*truth))), text(word.to_owned()), list]
        }
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

fn note(operator: &Operator) -> &'static str {
    match operator {
        _ if operator.is_negative() => "refuses only this value",
        Operator::Matches(_) | Operator::Text(_) => "matches only strings",
        _ if operator.is_order() => "matches only numbers",
        _ => "matches only this value",
    }
}

fn help(operator: &Operator, argument: &str) -> String {
    match operator {
        Operator::Equal(Value::Bool(truth)) => format!("write `require {argument} == {}`", !truth),
        _ if operator.is_order() => {
            format!(
                "add `require {argument} >= 0`, or another bound: it refuses everything but numbers"
            )
        }
        _ => format!("list what is allowed: `require {argument} in […]`"),
    }
}
