//! Which conditions say something of an argument's value.

use std::sync::Arc;

use crate::json::Value;
use crate::lint::LintContext;
use crate::policy::condition::{Operator, Path, Test};
use crate::policy::{Polarity, Rule};
use crate::threat;
use crate::witness::Callable;

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

/// Whether some argument is proved to be bounded so.
pub(super) fn bounds_any(context: &LintContext<'_>, tool: &Callable<'_>) -> bool {
    limiting(tool).iter().any(|test| is_bounded(context, tool, &test.path))
}

/// Whether a test names this very value of an argument.
pub(super) fn is_named(tool: &Callable<'_>, path: &Path, value: &Value) -> bool {
    tool.tests_of(path).iter().any(|(_, test)| match &test.operator {
        Operator::Equal(named) => named == value,
        Operator::In(named) => named.contains(value),
        _ => false,
    })
}

/// Whether no call passes with a stranger's value there.
pub(super) fn is_bounded(context: &LintContext<'_>, tool: &Callable<'_>, path: &Path) -> bool {
    let key = (Arc::clone(tool.name), path.clone());
    if let Some(known) = context.bounded.borrow().get(&key) {
        return *known;
    }
    let is_bounded = threat::is_bounded(&context.finder, tool, path);
    context.bounded.borrow_mut().insert(key, is_bounded);
    is_bounded
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
