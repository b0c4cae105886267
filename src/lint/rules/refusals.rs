//! What `deny when` and `approve when` look at.

use crate::policy::condition::{Condition, Operator, Test};

/// The tests of a refusal that compare an argument with something. Those beside an `exists` of the
/// same argument are left out: their author has thought of a call without it. So are those that
/// look for something inside a text or a list: a call without the text has nothing of the kind.
pub(super) fn comparing<'c>(condition: &'c Condition) -> Vec<&'c Test> {
    let exists = |test: &'c Test| (test.operator == Operator::Exists).then_some(&test.path);
    let mut tests = Vec::new();
    condition.visit_guarded(&exists, &mut |test, exist| {
        if compares(&test.operator) && !exist.contains(&&test.path) {
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
