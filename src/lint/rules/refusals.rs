//! What `deny when` and `approve when` look at.

use crate::json::Value;
use crate::policy::condition::{Condition, Operator, Test};

/// The tests of a refusal that compare an argument with something. Those that look for something
/// inside a text or a list are left out, as are those about `null`: a call without the argument has
/// nothing of the kind.
pub(super) fn comparing(condition: &Condition) -> Vec<&Test> {
    let mut tests = condition.tests();
    tests.retain(|test| compares(&test.operator));
    tests
}

/// Those of them that stand beside no `exists` of the same argument, with which the author lets a
/// call without it pass; and those for `null`, which such a call hasn't either.
pub(super) fn unguarded(condition: &Condition) -> Vec<&Test> {
    let exists = |test: &'_ Test| (test.operator == Operator::Exists).then_some(test.path.clone());
    let mut tests = Vec::new();
    condition.visit_guarded(&exists, &mut |test, exist| {
        if (compares(&test.operator) || is_null(&test.operator)) && !exist.contains(&test.path) {
            tests.push(test);
        }
    });
    tests
}

/// Whether a test holds for `null` and nothing else.
pub(super) fn is_null(operator: &Operator) -> bool {
    matches!(operator, Operator::Equal(_) | Operator::In(_)) && is_about_null(operator)
}

fn compares(operator: &Operator) -> bool {
    match operator {
        Operator::Exists | Operator::Missing | Operator::Contains(_) => false,
        Operator::Matches(pattern) => is_anchored(pattern),
        operator => !is_about_null(operator),
    }
}

/// Whether a test only tells `null` from everything else.
pub(super) fn is_about_null(operator: &Operator) -> bool {
    match operator {
        Operator::Equal(value) | Operator::NotEqual(value) => *value == Value::Null,
        Operator::In(values) | Operator::NotIn(values) => {
            values.iter().all(|value| *value == Value::Null)
        }
        _ => false,
    }
}

/// Whether a pattern is about the text's beginning or end, not of what is inside it.
fn is_anchored(pattern: &str) -> bool {
    let pattern = pattern.trim_start_matches("(?i)").trim_start_matches("(?s)");
    pattern.starts_with(['^', '(']) && pattern.contains('^') || pattern.ends_with('$')
}
