//! Which conditions say something of an argument's value.

use crate::policy::RuleKind;
use crate::policy::condition::{Condition, Operator, Path, Test};
use crate::witness::Callable;

/// The tests that let only some values of an argument through; `require … exists` is none.
pub(super) fn limiting<'a>(tool: &Callable<'a>) -> Vec<&'a Test> {
    let of_rule = |kind: &'a RuleKind| match kind {
        RuleKind::Require { condition, .. } => without(condition, &Operator::Exists),
        RuleKind::Refuse { condition, .. } => without(condition, &Operator::Missing),
        RuleKind::Limit(_) => Vec::new(),
    };
    tool.rules.iter().flat_map(|rule| of_rule(&rule.kind)).collect()
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
    let of_rule = |kind: &'a RuleKind| match kind {
        RuleKind::Require { condition, .. } => in_condition(condition, pins),
        RuleKind::Refuse { .. } | RuleKind::Limit(_) => Vec::new(),
    };
    tool.rules.iter().flat_map(|rule| of_rule(&rule.kind)).collect()
}

/// Whether the argument at the top named `name`, or something inside it, is pinned.
pub(super) fn pins(tool: &Callable<'_>, name: &str) -> bool {
    pinned(tool).iter().any(|path| path.first().is_some_and(|first| first == name))
}

fn in_condition(condition: &Condition, pins: fn(&Operator) -> bool) -> Vec<&Path> {
    match condition {
        Condition::Test(test) if pins(&test.operator) => vec![&test.path],
        Condition::Test(_) => Vec::new(),
        Condition::And(parts) => parts.iter().flat_map(|part| in_condition(part, pins)).collect(),
        Condition::Or(parts) => in_every(parts, pins),
    }
}

/// What every part pins.
fn in_every(parts: &[Condition], pins: fn(&Operator) -> bool) -> Vec<&Path> {
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    let rest: Vec<_> = rest.iter().map(|part| in_condition(part, pins)).collect();
    let everywhere = |path: &&Path| rest.iter().all(|pinned| pinned.contains(path));
    in_condition(first, pins).into_iter().filter(everywhere).collect()
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

/// The tests of a condition but those with this operator.
fn without<'a>(condition: &'a Condition, operator: &Operator) -> Vec<&'a Test> {
    match condition {
        Condition::Test(test) if test.operator == *operator => Vec::new(),
        Condition::Test(test) => vec![test],
        Condition::And(parts) | Condition::Or(parts) => {
            parts.iter().flat_map(|part| without(part, operator)).collect()
        }
    }
}
