//! Bounds that a policy puts on a number.

use crate::policy::condition::{Operator, Path, Test};
use crate::witness::Callable;

/// Whether every call that passes has a number there that isn't above some bound.
///
/// `deny when args.n > 5` is passed by leaving `n` out or by a text, so it counts only where
/// another rule requires a number, or a limit sums it.
pub(super) fn caps_call(tool: &Callable<'_>, path: &Path) -> bool {
    let is_number = || is_required(tool, path, is_number) || caps_window(tool, path);
    is_required(tool, path, is_upper) || is_number() && caps_numbers(tool, path)
}

/// Whether numbers above some bound are refused there; strings may pass, and calls without it.
pub(super) fn caps_numbers(tool: &Callable<'_>, path: &Path) -> bool {
    is_refused(tool, path, is_above)
}

/// Whether a limit sums it.
pub(super) fn caps_window(tool: &Callable<'_>, path: &Path) -> bool {
    tool.limits().any(|limit| limit.sum.as_ref() == Some(path))
}

/// Whether every call that passes has a number there that isn't negative, or one of some values.
pub(super) fn has_floor(tool: &Callable<'_>, path: &Path) -> bool {
    is_required(tool, path, is_lower)
}

/// Whether a requirement implies such a test of the argument.
fn is_required(tool: &Callable<'_>, path: &Path, holds: fn(&Operator) -> bool) -> bool {
    let mut required = tool.rules.iter().filter_map(|rule| rule.kind.required());
    required.any(|condition| condition.implies(&|test| is_of(test, path, holds)))
}

/// Whether such a test of the argument is enough for a refusal.
fn is_refused(tool: &Callable<'_>, path: &Path, holds: fn(&Operator) -> bool) -> bool {
    let mut refused = tool.rules.iter().filter_map(|rule| rule.kind.refused());
    refused.any(|condition| condition.holds_where(&|test| is_of(test, path, holds)))
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
