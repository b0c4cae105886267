//! Which conditions say something of an argument's value.

use std::sync::Arc;

use crate::analysis::{Answer, Equality, Formula, Order, Test as Asked};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::lint::LintContext;
use crate::policy::condition::{Operator, Path, Test};
use crate::policy::semantics::EQUALITY;
use crate::policy::{Polarity, Rule};
use crate::witness::Callable;

/// A text that no condition is about.
const ANY_TEXT: &str = "qxjzvkwy";

/// Numbers that are as far from any other as JSON's readers tell apart.
const FAR: [i64; 2] = [9_007_199_254_740_991, -9_007_199_254_740_991];

/// The tests that let only some values of an argument through; `require … exists` is none.
pub(super) fn limiting<'a>(tool: &Callable<'a>) -> Vec<&'a Test> {
    let of_rule = |rule: &&'a Rule| {
        let idle = match rule.kind.polarity() {
            Some(Polarity::MustHold) => Operator::Exists,
            Some(Polarity::MustNotHold) => Operator::Missing,
            None => return Vec::new(),
        };
        let mut tests = rule.kind.tests();
        tests.retain(|test| test.operator != idle);
        tests
    };
    tool.rules.iter().flat_map(of_rule).collect()
}

/// Whether some value of the argument at the top named `name` is refused, be it one alone.
pub(super) fn limits(tool: &Callable<'_>, name: &str) -> bool {
    limiting(tool).iter().any(|test| is_of(test, name))
}

/// Those of them about arguments of which the policy is proved to refuse a usual value, one that no
/// condition names: `!= "x"` and `matches /.*/` bound nothing.
pub(super) fn bounding<'a>(context: &LintContext<'_>, tool: &Callable<'a>) -> Vec<&'a Test> {
    let mut tests = limiting(tool);
    tests.retain(|test| is_bounded(context, tool, &test.path));
    tests
}

/// Whether the argument at the top named `name`, or something inside it, is bounded.
pub(super) fn bounds(context: &LintContext<'_>, tool: &Callable<'_>, name: &str) -> bool {
    let mut tests = limiting(tool).into_iter().filter(|test| is_of(test, name));
    tests.any(|test| is_bounded(context, tool, &test.path))
}

/// Whether no call passes with some usual value there, of each kind that the argument may have.
pub(super) fn is_bounded(context: &LintContext<'_>, tool: &Callable<'_>, path: &Path) -> bool {
    let key = (Arc::clone(tool.name), path.clone());
    if let Some(known) = context.bounded.borrow().get(&key) {
        return *known;
    }
    let is_refused =
        |asked: &Formula| matches!(context.finder.find_any_call(tool, asked), Answer::None);
    let is_bounded = usual(tool, path).iter().all(|kind| kind.iter().any(is_refused));
    context.bounded.borrow_mut().insert(key, is_bounded);
    is_bounded
}

/// Usual values of an argument, kind by kind; of one without a type, a text.
fn usual(tool: &Callable<'_>, path: &Path) -> Vec<Vec<Formula>> {
    let is = |value: Value| Formula::test(path, Asked::Equal(Equality::Typed, value));
    let text = || vec![is(Value::from(ANY_TEXT))];
    let argument = tool.tool.and_then(|tool| tool.arguments().lookup(path).ok());
    let Some(argument) = argument.filter(|argument| !argument.is_anything()) else {
        return vec![text()];
    };
    if let Some(values) = argument.values() {
        return vec![values.into_iter().cloned().map(is).collect()];
    }
    let list = || {
        let holds_it = Asked::Contains(EQUALITY, Value::from(ANY_TEXT));
        vec![Formula::test(path, Asked::Is(Kind::Array)).and(Formula::test(path, holds_it))]
    };
    let number = || {
        let [high, low] = FAR.map(Number::from);
        let beyond = |order, bound| Formula::test(path, Asked::Compare(order, bound));
        vec![beyond(Order::Greater, high), beyond(Order::Less, low)]
    };
    let kinds: [(Kind, &dyn Fn() -> Vec<Formula>); 3] =
        [(Kind::String, &text), (Kind::Number, &number), (Kind::Array, &list)];
    let kinds = kinds.into_iter().filter(|(kind, _)| argument.may_be(*kind));
    let usual: Vec<_> = kinds.map(|(_, values)| values()).collect();
    if usual.is_empty() { vec![text()] } else { usual }
}

/// Whether a test is of this argument at the top or of something inside it.
pub(super) fn is_of(test: &Test, name: &str) -> bool {
    test.path.first().is_some_and(|first| first == name)
}

/// The arguments whose good values a policy writes down: any other value, and any spelling of the
/// bad ones, is refused.
pub(super) fn pinned<'a>(tool: &Callable<'a>) -> Vec<&'a Path> {
    pinned_by(tool, is_list)
}

/// The same by these operators alone.
pub(super) fn pinned_by<'a>(tool: &Callable<'a>, pins: fn(&Operator) -> bool) -> Vec<&'a Path> {
    let required = tool.rules.iter().filter_map(|rule| rule.kind.required());
    let pinned = |test: &'a Test| pins(&test.operator).then_some(&test.path);
    required.flat_map(|condition| condition.implied(&pinned)).collect()
}

/// Whether the argument at the top named `name`, or something inside it, is pinned.
pub(super) fn pins(tool: &Callable<'_>, name: &str) -> bool {
    pinned(tool).iter().any(|path| path.first().is_some_and(|first| first == name))
}

/// Whether an operator says what is good.
fn is_list(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Equal(_)
            | Operator::In(_)
            | Operator::Missing
            | Operator::Matches(_)
            | Operator::Text(_)
    )
}
