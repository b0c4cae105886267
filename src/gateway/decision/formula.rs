//! Which calls a document allows, as formulas for the analysis.
//!
//! Written from the format's description, like the evaluator, and sharing nothing with it: the
//! calls that the analysis finds are then replayed by the evaluator.

use super::Document;
use super::model::{Condition, Entry, Limit, Operator, ToolRules};
use super::semantics::{MissingArguments, Semantics};
use super::sums;
use crate::analysis::{Formula, Order, Test};
use crate::catalog::types::Kind;
use crate::json::{Number, Value};
use crate::policy::Decision;

/// The calls of a tool that pass everything but limits.
pub(crate) fn allows(document: &Document, tool: &str) -> Formula {
    if is_hidden(document, tool) {
        return Formula::NEVER;
    }
    match (document.tools.get(tool), document.default) {
        (Some(rules), _) => of_rules(document.semantics, rules),
        (None, Decision::Allow) => Formula::ALWAYS,
        (None, Decision::Deny) => Formula::NEVER,
    }
}

/// Whether a document takes a tool out of the tool list.
pub(crate) fn is_hidden(document: &Document, tool: &str) -> bool {
    document.hide.iter().any(|name| name == "*" || name == tool)
}

/// The calls of a tool for which each of its limits has room while nothing is used yet.
pub(crate) fn fits(document: &Document, tool: &str) -> Formula {
    let own = document.tools.get(tool).map_or(&[][..], |rules| &rules.limits);
    Formula::All(document.all_tools.limits.iter().chain(own).map(room).collect())
}

/// What may refuse calls of a tool for their arguments, in the order in which it is asked, each with
/// the calls that it refuses.
pub(crate) fn refusals<'d>(document: &'d Document, tool: &str) -> Vec<(&'d Entry, Formula)> {
    let Some(rules) = document.tools.get(tool) else { return Vec::new() };
    let required = rules.require.iter().map(|it| (it, !of_entry(document.semantics, it)));
    let refused = rules.deny_if.iter().map(|it| (it, of_entry(document.semantics, it)));
    required.chain(refused).collect()
}

fn of_rules(semantics: Semantics, rules: &ToolRules) -> Formula {
    let required = rules.require.iter().map(|entry| of_entry(semantics, entry));
    let refused = rules.deny_if.iter().map(|entry| !of_entry(semantics, entry));
    Formula::All(required.chain(refused).collect())
}

/// The calls for which every condition of an entry holds.
fn of_entry(semantics: Semantics, entry: &Entry) -> Formula {
    let conditions = entry.conditions.iter();
    Formula::All(conditions.map(|condition| of_condition(semantics, condition)).collect())
}

/// The calls for which a condition holds.
fn of_condition(semantics: Semantics, condition: &Condition) -> Formula {
    let Some(path) = keys(&condition.path) else { return Formula::NEVER };
    let test = |test| Formula::test(&path, test);
    let unless = |refused: Formula| match semantics.missing {
        MissingArguments::FailConditions => test(Test::Present).and(!refused),
    };
    let equal = |value: &Value| test(Test::Equal(semantics.equality, value.clone()));
    match (condition.op, &condition.value) {
        (Operator::Exists, Value::Bool(true)) => Formula::exists(&path),
        (Operator::Exists, Value::Bool(false)) => !Formula::exists(&path),
        (Operator::Eq, value) => equal(value),
        (Operator::Neq, value) => unless(equal(value)),
        (Operator::In, value) => Formula::Any(elements(value).iter().map(equal).collect()),
        (Operator::NotIn, value) => {
            unless(Formula::Any(elements(value).iter().map(equal).collect()))
        }
        (Operator::Lt, Value::Number(bound)) => test(Test::Compare(Order::Less, bound.clone())),
        (Operator::Lte, Value::Number(bound)) => test(Test::Compare(Order::AtMost, bound.clone())),
        (Operator::Gt, Value::Number(bound)) => test(Test::Compare(Order::Greater, bound.clone())),
        (Operator::Gte, Value::Number(bound)) => test(Test::Compare(Order::AtLeast, bound.clone())),
        (Operator::Regex, Value::String(pattern)) => test(Test::Matches(pattern.clone())),
        (Operator::Contains, value) => test(Test::Contains(semantics.equality, value.clone())),
        (
            Operator::Exists
            | Operator::Lt
            | Operator::Lte
            | Operator::Gt
            | Operator::Gte
            | Operator::Regex,
            _,
        ) => Formula::NEVER,
    }
}

/// A limit counts calls, or sums a number cut to a whole one.
fn room(limit: &Limit) -> Formula {
    let Some(path) = &limit.increment_from else {
        return if limit.max >= 1 { Formula::ALWAYS } else { Formula::NEVER };
    };
    let Some(path) = keys(path) else { return Formula::NEVER };
    let (order, bound) = within(limit.max);
    let number = Formula::test(&path, Test::Is(Kind::Number));
    number.and(Formula::test(&path, Test::Compare(order, bound)).or(sums::wraps_at_once(&path)))
}

/// The numbers that are at most `max` once they are cut towards zero. From 2^53 on there are no
/// fractions, and the greatest of them has 53 bits.
fn within(max: i64) -> (Order, Number) {
    match max {
        0..0x20_0000_0000_0000 => (Order::Less, Number::from(max + 1)),
        _ => {
            let left_out = (i64::BITS - max.leading_zeros()).saturating_sub(f64::MANTISSA_DIGITS);
            (Order::AtMost, Number::from(max >> left_out << left_out))
        }
    }
}

/// The keys of a path: `args.a.b` leads to `a` and then to `b`.
pub(crate) fn keys(path: &str) -> Option<Vec<String>> {
    Some(path.strip_prefix("args.")?.split('.').map(str::to_owned).collect())
}

fn elements(value: &Value) -> &[Value] {
    match value {
        Value::Array(elements) => elements,
        _ => &[],
    }
}
