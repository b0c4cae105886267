//! Conditions of which some tests are decided beforehand.

use crate::analysis::Formula;
use crate::json::Value;
use crate::policy::RuleKind;
use crate::policy::condition::{Condition, Operator, Path, Test};
use crate::policy::semantics::{of_condition, of_test};

/// The calls for which a condition would hold if the argument at `path` had a value that it
/// names: every test of it holds but that it is missing.
pub(super) fn as_meant(condition: &Condition, path: &Path) -> Formula {
    let is_said = |test: &Test| (test.path == *path).then_some(test.operator != Operator::Missing);
    of_condition(&condition.substitute(&is_said))
}

/// The calls for which a condition would hold if the argument at `path` had this value.
pub(super) fn with_value(condition: &Condition, path: &Path, value: &Value) -> Formula {
    let holds = |test: &Test| (test.path == *path).then(|| holds_for(test, value));
    of_condition(&condition.substitute(&holds))
}

/// Whether a test holds for a call in which its argument has this value.
pub(super) fn holds_for(test: &Test, value: &Value) -> bool {
    of_test(test).holds(&at_path(&test.path, value.clone()))
}

/// The calls that a rule would refuse if the argument at `path` had this value; none for limits.
pub(super) fn refused(rule: &RuleKind, path: &Path, value: &Value) -> Option<Formula> {
    match rule {
        RuleKind::Require { condition, .. } => Some(!with_value(condition, path, value)),
        RuleKind::Refuse { condition, .. } => Some(with_value(condition, path, value)),
        RuleKind::Limit(_) => None,
    }
}

/// An object with nothing but this value at a path.
pub(super) fn at_path(path: &[String], value: Value) -> Value {
    path.iter().rev().fold(value, |value, key| Value::Object([(key.clone(), value)].into()))
}
