//! Which conditions say something of an argument's value.

use crate::policy::condition::{Operator, Path, Test};
use crate::policy::{Polarity, Rule};
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

/// Whether some value of the argument at the top named `name` is refused.
pub(super) fn limits(tool: &Callable<'_>, name: &str) -> bool {
    limiting(tool).iter().any(|test| is_of(test, name))
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
