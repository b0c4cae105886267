//! What `deny when` and `approve when` look at.

use crate::policy::condition::{Condition, Operator, Path, Test};
use crate::policy::{Rule, RuleKind};

/// The condition of a rule that refuses where it holds.
pub(super) fn condition(rule: &Rule) -> Option<&Condition> {
    match &rule.kind {
        RuleKind::Refuse { condition, .. } => Some(condition),
        RuleKind::Require { .. } | RuleKind::Limit(_) => None,
    }
}

/// The tests of a refusal that compare an argument with something. Those beside an `exists` of the
/// same argument are left out: their author has thought of a call without it. So are those that look
/// for something inside a text or a list: a call without the text has nothing of the kind.
pub(super) fn comparing(condition: &Condition) -> Vec<&Test> {
    let mut tests = Vec::new();
    gather(condition, &[], &mut tests);
    tests
}

fn gather<'c>(condition: &'c Condition, given: &[&Path], tests: &mut Vec<&'c Test>) {
    match condition {
        Condition::Test(test) => {
            if compares(&test.operator) && !given.contains(&&test.path) {
                tests.push(test);
            }
        }
        Condition::Or(parts) => parts.iter().for_each(|part| gather(part, given, tests)),
        Condition::And(parts) => {
            let exist = parts.iter().filter_map(existing);
            let given: Vec<_> = given.iter().copied().chain(exist).collect();
            parts.iter().for_each(|part| gather(part, &given, tests));
        }
    }
}

fn existing(condition: &Condition) -> Option<&Path> {
    match condition {
        Condition::Test(Test { path, operator: Operator::Exists, .. }) => Some(path),
        _ => None,
    }
}

fn compares(operator: &Operator) -> bool {
    match operator {
        Operator::Exists | Operator::Missing | Operator::Contains(_) => false,
        Operator::Matches(pattern) => is_anchored(pattern),
        _ => true,
    }
}

/// Whether a pattern speaks of the text's beginning or end, not of what is inside it.
fn is_anchored(pattern: &str) -> bool {
    let pattern = pattern.trim_start_matches("(?i)").trim_start_matches("(?s)");
    pattern.starts_with(['^', '(']) && pattern.contains('^') || pattern.ends_with('$')
}
