//! Which conditions say something of an argument's value.

use std::sync::Arc;

use crate::analysis::{Answer, Equality, Formula, Order, Test as Asked};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::lint::LintContext;
use crate::policy::condition::{Operator, Path, Test};
use crate::policy::semantics::EQUALITY;
use crate::policy::{Polarity, Rule};
use crate::risk::Role;
use crate::threat;
use crate::witness::Callable;

use super::strangers;
use crate::threat::Constants;

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

/// Those of them about arguments of which the policy is proved to refuse a usual value, one that no
/// condition names: `!= "x"` and `matches /.*/` bound nothing.
pub(super) fn bounding<'a>(context: &LintContext<'_>, tool: &Callable<'a>) -> Vec<&'a Test> {
    let mut tests = limiting(tool);
    tests.retain(|test| is_bounded(context, tool, &test.path));
    tests
}

/// Whether no call passes with a stranger's value there: of a text whose role has such values, any
/// of them; of others some usual value of each kind that the argument may have.
pub(super) fn is_bounded(context: &LintContext<'_>, tool: &Callable<'_>, path: &Path) -> bool {
    let key = (Arc::clone(tool.name), path.clone());
    if let Some(known) = context.bounded.borrow().get(&key) {
        return *known;
    }
    let is_bounded = by_role(context, tool, path).unwrap_or_else(|| {
        usual(tool, path).iter().all(|kind| kind.iter().any(|it| is_refused(context, tool, it)))
    });
    context.bounded.borrow_mut().insert(key, is_bounded);
    is_bounded
}

/// The stranger test of an argument that can only be a text; `None` where its role has none.
fn by_role(context: &LintContext<'_>, tool: &Callable<'_>, path: &Path) -> Option<bool> {
    let found = strangers::at(tool, path)?;
    let (role, kinds) = (found.answer.role()?, found.leaf.argument.kinds());
    let is_text = kinds.iter().all(|kind| matches!(kind, Kind::String | Kind::Null));
    let asked = is_text && !found.leaf.argument.is_anything() && !found.leaf.path.is_in_list();
    let stranger =
        || threat::stranger(&context.finder, tool, &found.leaf.path, role, &Formula::ALWAYS);
    let answer = asked.then(stranger)??;
    Some(answer.is_none())
}

/// The calls in which an argument has a value that has nothing to do with what the policy says of
/// it, of some kind of which no usual value is refused.
pub(super) fn stranger(context: &LintContext<'_>, tool: &Callable<'_>, path: &Path) -> Formula {
    let kinds = usual(tool, path).into_iter();
    let open = kinds.filter(|kind| match kind.as_slice() {
        [_] => true,
        several => !several.iter().any(|it| is_refused(context, tool, it)),
    });
    Formula::Any(open.flatten().collect())
}

fn is_refused(context: &LintContext<'_>, tool: &Callable<'_>, asked: &Formula) -> bool {
    matches!(context.finder.find_any_call(tool, asked), Answer::None)
}

/// Usual values of an argument, kind by kind; of one without a type, a text. The policy bounds a
/// kind where it refuses one of its formulas.
fn usual(tool: &Callable<'_>, path: &Path) -> Vec<Vec<Formula>> {
    let is = |value: Value| Formula::test(path, Asked::Equal(Equality::Typed, value));
    let role = strangers::at(tool, path).and_then(|found| found.answer.role());
    let named = Constants::of(tool, path).required;
    let is_named = |text: &str| named.iter().any(|constant| text.contains(&constant.text));
    let examples = strangers::examples(role).iter().copied();
    let texts: Vec<_> = examples.filter(|text| !is_named(text)).chain([ANY_TEXT]).collect();
    let text = || vec![Formula::Any(texts.iter().map(|text| is(Value::from(*text))).collect())];
    let argument = tool.tool.and_then(|tool| tool.arguments().lookup(path).ok());
    let Some(argument) = argument.filter(|argument| !argument.is_anything()) else {
        return vec![text()];
    };
    if let Some(values) = argument.values() {
        return vec![values.into_iter().cloned().map(is).collect()];
    }
    let list = || {
        let holds =
            |text: &&str| Formula::test(path, Asked::Contains(EQUALITY, Value::from(*text)));
        let holds_one = Formula::Any(texts.iter().map(holds).collect());
        vec![Formula::test(path, Asked::Is(Kind::Array)).and(holds_one)]
    };
    let number = || match role {
        Some(Role::Identity | Role::Owner) => vec![other_number(tool, path)],
        _ => beyond(path),
    };
    let kinds: [(Kind, &dyn Fn() -> Vec<Formula>); 3] =
        [(Kind::String, &text), (Kind::Number, &number), (Kind::Array, &list)];
    let kinds = kinds.into_iter().filter(|(kind, _)| argument.may_be(*kind));
    let usual: Vec<_> = kinds.map(|(_, values)| values()).collect();
    if usual.is_empty() { vec![text()] } else { usual }
}

/// Numbers beyond what anyone means.
fn beyond(path: &Path) -> Vec<Formula> {
    let [high, low] = FAR.map(Number::from);
    let beyond = |order, bound| Formula::test(path, Asked::Compare(order, bound));
    vec![beyond(Order::Greater, high), beyond(Order::Less, low)]
}

/// A number that no condition names: a range of numbers is no bound of which thing is meant.
fn other_number(tool: &Callable<'_>, path: &Path) -> Formula {
    let named = limiting(tool).into_iter().filter(|test| test.path == *path);
    let values = named.flat_map(|test| match &test.operator {
        Operator::Equal(value) | Operator::NotEqual(value) => std::slice::from_ref(value),
        Operator::In(values) | Operator::NotIn(values) => values.as_slice(),
        _ => &[],
    });
    let is = |value: &Value| Formula::test(path, Asked::Equal(EQUALITY, value.clone()));
    let others = values.map(|value| !is(value)).collect();
    Formula::test(path, Asked::Is(Kind::Number)).and(Formula::All(others))
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
