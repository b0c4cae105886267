//! `contains` on a list, which leaves its other elements free.

use super::per_rule::RuleLint;
use super::tool_names::list_if_several;
use crate::analysis::{Answer, Formula, Test as Asked, text};
use crate::catalog::Argument;
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::json::{Number, Value};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::Rule;
use crate::policy::condition::{Operator, Test};
use crate::policy::semantics::EQUALITY;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "array-as-scalar",
    weight: Weight::Warn,
    summary: "`contains` on a list does not check its other elements",
    check: Check::per_rule::<ArrayAsScalar>(),
};

/// Lists that mark something: that they hold a mark is all that is meant.
const MARKS: [&str; 5] = ["label", "tag", "topic", "keyword", "categor"];

/// The test, and a call with something else in the list.
pub(in crate::lint) struct Free<'s> {
    test: &'s Test,
    call: Call,
}

/// [`LINT`]
pub(in crate::lint) struct ArrayAsScalar;

impl RuleLint for ArrayAsScalar {
    type Found<'s> = Free<'s>;

    fn find<'s>(
        context: &'s LintContext<'_>,
        tool: &'s Callable<'_>,
        rule: &'s Rule,
    ) -> Answer<Self::Found<'s>> {
        let Some(condition) = rule.kind.required() else { return Answer::None };
        Answer::first_found(condition.tests().into_iter().filter_map(|test| {
            let Operator::Contains(value) = &test.operator else { return None };
            let other = other(tool, test, value)?;
            let holds = |value| Formula::test(&test.path, Asked::Contains(EQUALITY, value));
            let list = Formula::test(&test.path, Asked::Is(Kind::Array));
            let question = list.and(holds(value.clone())).and(holds(other));
            Some(context.finder.find_valid_call(tool, &question).map(|call| Free { test, call }))
        }))
    }

    fn draft(_: &LintContext<'_>, _: &Rule, tools: &Remaining<'_, Self::Found<'_>>) -> Draft {
        let Free { test, call } = tools.first_found();
        let argument = tick(&argument_text(&test.path));
        Draft::new(test.span, format!("{argument} may contain other values too"))
            .note("does not check the other elements")
            .help(format!(
                "no condition can check every element: `approve` the tool, or allow one that takes a \
                 single value{}",
                list_if_several(tools.names())
            ))
            .call(Some(call.clone()))
    }
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
