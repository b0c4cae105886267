//! What `deny when` and `approve when` look at.

use crate::policy::condition::{Condition, Operator, Test};

/// The tests of a refusal that compare an argument with something. Those that look for something
/// inside a text or a list are left out: a call without the text has nothing of the kind.
pub(super) fn comparing(condition: &Condition) -> Vec<&Test> {
    let mut tests = condition.tests();
    tests.retain(|test| compares(&test.operator));
    tests
}

/// Those of them that stand beside no `exists` of the same argument, with which the author lets a
/// call without it pass.
pub(super) fn unguarded(condition: &Condition) -> Vec<&Test> {
    let exists = |test: &'_ Test| (test.operator == Operator::Exists).then_some(test.path.clone());
    let mut tests = Vec::new();
    condition.visit_guarded(&exists, &mut |test, exist| {
        if compares(&test.operator) && !exist.contains(&test.path) {
            tests.push(test);
        }
    });
    tests
}

fn compares(operator: &Operator) -> bool {
    match operator {
        Operator::Exists | Operator::Missing | Operator::Contains(_) => false,
        Operator::Matches(pattern) => is_anchored(pattern),
        _ => true,
    }
}

/// Whether a pattern is about the text's beginning or end, not of what is inside it.
fn is_anchored(pattern: &str) -> bool {
    let pattern = pattern.trim_start_matches("(?i)").trim_start_matches("(?s)");
    pattern.starts_with(['^', '(']) && pattern.contains('^') || pattern.ends_with('$')
}
