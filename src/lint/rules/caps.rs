//! Bounds that a policy puts on a number.

use crate::policy::RuleKind;
use crate::policy::condition::{Condition, Operator, Path, Test};
use crate::witness::Callable;

/// Whether every call that passes has a number there that isn't above some bound.
///
/// `deny when args.n > 5` is passed by leaving `n` out or by a text, so it counts only where
/// another rule requires a number, or a quota sums it.
pub(super) fn caps_call(tool: &Callable<'_>, path: &Path) -> bool {
    let required = |holds: fn(&Operator) -> bool| {
        requirements(tool).any(|condition| always(condition, path, holds))
    };
    let refused = || refusals(tool).any(|condition| sometimes(condition, path, is_above));
    required(is_upper) || (required(is_number) || caps_window(tool, path)) && refused()
}

/// Whether a quota sums it.
pub(super) fn caps_window(tool: &Callable<'_>, path: &Path) -> bool {
    tool.quotas().any(|quota| quota.sum.as_ref() == Some(path))
}

/// Whether every call that passes has a number there that isn't negative, or one of some values.
pub(super) fn has_floor(tool: &Callable<'_>, path: &Path) -> bool {
    requirements(tool).any(|condition| always(condition, path, is_lower))
}

fn requirements<'a>(tool: &Callable<'a>) -> impl Iterator<Item = &'a Condition> {
    tool.rules.iter().filter_map(|rule| match &rule.kind {
        RuleKind::Require { condition, .. } => Some(condition),
        RuleKind::Refuse { .. } | RuleKind::Limit(_) => None,
    })
}

fn refusals<'a>(tool: &Callable<'a>) -> impl Iterator<Item = &'a Condition> {
    tool.rules.iter().filter_map(|rule| match &rule.kind {
        RuleKind::Refuse { condition, .. } => Some(condition),
        RuleKind::Require { .. } | RuleKind::Limit(_) => None,
    })
}

/// Whether such a test of the argument holds wherever the condition does.
fn always(condition: &Condition, path: &Path, holds: fn(&Operator) -> bool) -> bool {
    match condition {
        Condition::Test(test) => is_of(test, path, holds),
        Condition::And(parts) => parts.iter().any(|part| always(part, path, holds)),
        Condition::Or(parts) => parts.iter().all(|part| always(part, path, holds)),
    }
}

/// Whether such a test of the argument is enough for the condition to hold.
fn sometimes(condition: &Condition, path: &Path, holds: fn(&Operator) -> bool) -> bool {
    match condition {
        Condition::Test(test) => is_of(test, path, holds),
        Condition::And(parts) => parts.iter().all(|part| sometimes(part, path, holds)),
        Condition::Or(parts) => parts.iter().any(|part| sometimes(part, path, holds)),
    }
}

fn is_of(test: &Test, path: &Path, holds: fn(&Operator) -> bool) -> bool {
    test.path == *path && holds(&test.operator)
}

/// Holds for numbers up to some bound, or for listed values, alone.
fn is_upper(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Less(_) | Operator::AtMost(_) | Operator::Equal(_) | Operator::In(_)
    )
}

/// Holds for numbers that aren't negative, or for listed values, alone.
fn is_lower(operator: &Operator) -> bool {
    match operator {
        Operator::AtLeast(bound) | Operator::Greater(bound) => bound.as_f64() >= 0.0,
        Operator::Equal(_) | Operator::In(_) => true,
        _ => false,
    }
}

/// Holds for numbers alone.
fn is_number(operator: &Operator) -> bool {
    matches!(
        operator,
        Operator::Less(_) | Operator::AtMost(_) | Operator::Greater(_) | Operator::AtLeast(_)
    )
}

/// Holds for every number above some bound.
fn is_above(operator: &Operator) -> bool {
    matches!(operator, Operator::Greater(_) | Operator::AtLeast(_))
}
