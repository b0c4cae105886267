//! `contains` on a list, which leaves its other elements free.

use std::sync::Arc;

use super::per_rule;
use super::places::{Found, of_these};
use super::tool_names::list_if_several;
use crate::analysis::{Answer, Formula, Test as Asked, text};
use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::finding::{Call, Finding};
use crate::json::{Number, Value};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::policy::Rule;
use crate::policy::condition::{Operator, Test};
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "array-as-scalar",
    weight: Weight::Warn,
    summary: "`contains` on a list leaves its other elements free",
    check: Check::Policy(check),
};

/// Lists that mark something: that they hold a mark is all that is meant.
const MARKS: [&str; 5] = ["label", "tag", "topic", "keyword", "categor"];

/// The test, and a call with something else in the list.
struct Free<'s> {
    test: &'s Test,
    call: Call,
}

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    per_rule::concerns(context, LINT.name, move |tool, rule| of_rule(context, tool, rule), finding)
}

fn of_rule<'s>(context: &LintContext<'_>, tool: &Callable<'_>, rule: &'s Rule) -> Answer<Free<'s>> {
    let Some(condition) = rule.kind.required() else { return Answer::None };
    Answer::first_found(condition.tests().into_iter().filter_map(|test| {
        let Operator::Contains(value) = &test.operator else { return None };
        let other = other(tool, test, value)?;
        let holds = |value| Formula::test(&test.path, Asked::Contains(value));
        let list = Formula::test(&test.path, Asked::Is(Kind::Array));
        let question = list.and(holds(value.clone())).and(holds(other));
        Some(context.finder.find_valid_call(tool, &question).map(|call| Free { test, call }))
    }))
}

/// Another element that the list may have, where the argument is a list.
fn other(tool: &Callable<'_>, test: &Test, value: &Value) -> Option<Value> {
    let name = test.path.last()?.to_lowercase();
    let argument = tool.tool?.arguments().lookup(&test.path).ok()?;
    let elements = argument.elements().filter(|_| !argument.is_anything())?;
    let marks = MARKS.iter().any(|mark| name.contains(mark));
    if marks { None } else { another(&elements, value) }
}

fn another(elements: &Argument<'_>, value: &Value) -> Option<Value> {
    if let Some(values) = elements.values() {
        let differs = |other: &&&Value| text::of_policy(other) != text::of_policy(value);
        return values.iter().find(differs).map(|other| (*other).clone());
    }
    match elements.may_be(Kind::String) {
        true => Some(Value::from("another")),
        false => Some(Number::from(0).into()),
    }
}

fn finding(rule: &Rule, tools: &[Arc<str>], found: &Found<Free<'_>>) -> Finding {
    let Some((_, Free { test, call })) = of_these(found, tools).next() else {
        return Finding::warn(LINT.name, rule.span, String::new());
    };
    let argument = tick(&argument_text(&test.path));
    Finding::warn(LINT.name, test.span, format!("{argument} may hold anything beside this value"))
        .note("says nothing of the other elements")
        .help(format!(
            "no condition says what every element is: `approve` the tool, or allow one that takes a \
             single value{}",
            list_if_several(tools)
        ))
        .call(Some(call.clone()))
}
