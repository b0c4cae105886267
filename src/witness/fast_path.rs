//! What can be told from a tool's rules without asking the engine.

use super::callable::Callable;
use crate::json::Number;
use crate::policy::RuleKind;
use crate::policy::condition::{Condition, Operator, Test};

/// Whether some call surely passes: no two tests are about one argument, but for a floor and a cap
/// that leave room. Of sums and patterns nothing is told.
pub(crate) fn is_callable(tool: &Callable<'_>) -> bool {
    let mut seen: Vec<(&str, Bounds<'_>)> = Vec::new();
    tool.rules.iter().all(|rule| match &rule.kind {
        RuleKind::Limit(limit) => limit.sum.is_none(),
        RuleKind::Require { condition, .. } => {
            all_tests(&condition.conjuncts(), |test| fits(test, &mut seen))
        }
        RuleKind::Refuse { condition, .. } => {
            all_tests(&condition.disjuncts(), |test| is_new(test, &mut seen))
        }
    })
}

/// Whether a condition surely holds for some call that keeps to its arguments' types: the resolver
/// has seen to it that a comparison can.
pub(crate) fn is_satisfiable(condition: &Condition) -> bool {
    let compares = |test: &Test| {
        !matches!(test.operator, Operator::Matches(_) | Operator::Text(_) | Operator::Contains(_))
    };
    condition.disjuncts().iter().filter_map(|part| part.single_test()).any(compares)
}

/// Whether a rule lets no call pass without the argument.
pub(super) fn requires(rule: &RuleKind, path: &[String]) -> bool {
    match rule {
        RuleKind::Require { condition, .. } => {
            condition.implies(&|test| test.path == *path && test.operator != Operator::Missing)
        }
        RuleKind::Refuse { condition, .. } => {
            condition.holds_where(&|test| test.path == *path && test.operator == Operator::Missing)
        }
        RuleKind::Limit(_) => false,
    }
}

/// The floor and the cap of an argument; none for other tests, with which nothing is told.
type Bounds<'a> = Option<(Option<&'a Number>, Option<&'a Number>)>;

/// Whether the test can hold together with those before it.
fn fits<'a>(test: &'a Test, seen: &mut Vec<(&'a str, Bounds<'a>)>) -> bool {
    let own = match &test.operator {
        Operator::AtLeast(floor) => Some((Some(floor), None)),
        Operator::AtMost(cap) => Some((None, Some(cap))),
        Operator::Matches(_) | Operator::Contains(_) => return false,
        _ => None,
    };
    let Some(key) = test.path.first() else { return false };
    match (seen.iter_mut().find(|(name, _)| name == key), own) {
        (None, own) => seen.push((key, own)),
        (Some((_, bounds @ Some((_, None)))), Some((None, cap))) if test.path.len() == 1 => {
            *bounds = bounds.map(|(floor, _)| (floor, cap));
            return bounds.is_some_and(leaves_room);
        }
        _ => return false,
    }
    true
}

fn leaves_room((floor, cap): (Option<&Number>, Option<&Number>)) -> bool {
    floor.zip(cap).is_none_or(|(floor, cap)| floor.as_f64() <= cap.as_f64())
}

/// Whether no other test is about the argument, so that the contrary of this one can hold.
fn is_new<'a>(test: &'a Test, seen: &mut Vec<(&'a str, Bounds<'a>)>) -> bool {
    let Some(key) = test.path.first() else { return false };
    let new = seen.iter().all(|(name, _)| name != key);
    seen.push((key, None));
    new
}

/// Whether the parts are single tests and all of them meet `is_plain`.
fn all_tests<'a>(parts: &[&'a Condition], mut is_plain: impl FnMut(&'a Test) -> bool) -> bool {
    parts.iter().all(|part| part.single_test().is_some_and(&mut is_plain))
}
