//! What to write so that a broken invariant holds.

use crate::policy::condition::{Condition, Operator, Test};
use crate::policy::semantics::compares_all;
use crate::strings::tick;
use crate::syntax::argument_text;

/// What would refuse the calls that a condition forbids.
pub(super) fn help(condition: Option<&Condition>, tools: usize) -> String {
    let Some(condition) = condition else {
        let them = if tools == 1 { "it" } else { "them" };
        return format!("take {them} out of what is allowed, or `deny` {them}");
    };
    match rules(condition) {
        Some(rules) => format!("write {} among its rules", rules.join(" and ")),
        None => no_rule(condition),
    }
}

/// Rules that together refuse every call that a condition forbids, values of other types too.
fn rules(condition: &Condition) -> Option<Vec<String>> {
    if let Condition::Or(parts) = condition {
        let all: Option<Vec<_>> = parts.iter().map(rules).collect();
        return all.map(|rules| rules.concat());
    }
    match condition {
        Condition::Test(test) => rule(test).map(|rule| vec![rule]),
        _ if is_exact(condition) => Some(vec![tick(&format!("deny when {condition}"))]),
        Condition::And(parts) | Condition::Or(parts) => parts.iter().find_map(rules),
    }
}

/// Whether `deny when` refuses all that the condition forbids.
fn is_exact(condition: &Condition) -> bool {
    condition.tests().iter().all(|test| compares_all(&test.operator))
}

fn rule(test: &Test) -> Option<String> {
    let opposite = match &test.operator {
        Operator::Exists => "missing".to_owned(),
        Operator::Missing => "exists".to_owned(),
        Operator::Less(bound) => format!(">= {}", bound.spelling()),
        Operator::AtMost(bound) => format!("> {}", bound.spelling()),
        Operator::Greater(bound) => format!("<= {}", bound.spelling()),
        Operator::AtLeast(bound) => format!("< {}", bound.spelling()),
        operator if compares_all(operator) => return Some(tick(&format!("deny when {test}"))),
        _ => return None,
    };
    Some(tick(&format!("require {} {opposite}", argument_text(&test.path))))
}

/// Tests of texts and lists say nothing of values of other types, so no `deny when` refuses those.
fn no_rule(condition: &Condition) -> String {
    let argument =
        without_rule(condition).map_or("args.…".to_owned(), |test| argument_text(&test.path));
    let good = tick(&format!("require {argument} in […]"));
    format!("say what is good, as in {good}: `deny when` lets values of other types through")
}

/// The first test that no rule is the contrary of.
fn without_rule(condition: &Condition) -> Option<&Test> {
    condition.tests().into_iter().find(|test| rule(test).is_none())
}
