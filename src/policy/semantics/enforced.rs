//! What is enforced of `require args.x missing or C`.
//!
//! No gateway condition holds for lists and objects and not for some string, so where C isn't made
//! of equalities, its contrary can't be said of them: they pass. So does `true` (`false`) where C
//! accepts the string `"true"` (`"false"`), which no condition tells from it. That is the *gap*
//! between the rule and what is enforced, and it is part of what every question about a policy asks
//! about. An equality is exact for every value.

use std::collections::BTreeMap;

use super::formula::{EQUALITY, joined, of_condition, of_parts, of_test};
use crate::analysis::{Formula, Test};
use crate::catalog::types::Kind;
use crate::json::Value;
use crate::policy::condition::{Condition, Operator, Path, Test as Written};
use crate::policy::text;

/// The calls that pass a required condition, those of the gap included.
pub(crate) fn of_required(condition: &Condition) -> Formula {
    let parts = condition.conjuncts().into_iter().map(|part| match part.optional() {
        Some(_) => part.fold(&mut of_optional, &joined),
        None => of_condition(part),
    });
    let mut parts: Vec<_> = parts.collect();
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => Formula::All(parts.into_iter().chain(last).collect()),
    }
}

/// The tests of a required condition because of which lists and objects pass, with their argument.
pub(crate) fn shapes_pass(condition: &Condition) -> Vec<(&Path, Vec<&Written>)> {
    let optional = condition.conjuncts().into_iter();
    let optional = optional.filter_map(|part| Some((part.optional()?, part.tests())));
    optional
        .map(|(path, tests)| (path, tests.into_iter().filter(|test| !is_exact(test)).collect()))
        .filter(|(_, tests): &(_, Vec<_>)| !tests.is_empty())
        .collect()
}

/// The value is a list or an object.
pub(crate) fn is_shape(path: &[String]) -> Formula {
    Formula::test(path, Test::Is(Kind::Array)).or(Formula::test(path, Test::Is(Kind::Object)))
}

/// Whether the contrary of a test can be said of every value.
fn is_exact(test: &Written) -> bool {
    match &test.operator {
        Operator::Exists
        | Operator::Missing
        | Operator::Equal(_)
        | Operator::NotEqual(_)
        | Operator::In(_)
        | Operator::NotIn(_) => true,
        Operator::Matches(pattern) => text::listed(pattern).is_some(),
        _ => false,
    }
}

fn of_optional(test: &Written) -> Formula {
    let holds = match &test.operator {
        Operator::Text(operator) => of_parts(&test.path, operator),
        _ => of_test(test),
    };
    if is_exact(test) {
        return holds;
    }
    let texts = [true, false].into_iter().filter(|truth| accepts_text(test, *truth));
    let texts = texts.map(|truth| {
        let equal = Test::Equal(EQUALITY, Value::Bool(truth));
        Formula::test(&test.path, Test::Is(Kind::Boolean)).and(Formula::test(&test.path, equal))
    });
    Formula::Any([holds, is_shape(&test.path)].into_iter().chain(texts).collect())
}

/// Whether a test accepts the string that a truth value is written as.
fn accepts_text(test: &Written, truth: bool) -> bool {
    let key = "x".to_owned();
    let argument = BTreeMap::from([(key.clone(), Value::String(truth.to_string()))]);
    of_test(&Written { path: vec![key], ..test.clone() }).holds(&Value::Object(argument))
}
