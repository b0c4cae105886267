//! Small changes of one test of an argument.

use crate::json::Number;
use crate::policy::condition::{Operator, Test, TextOperator};
use crate::re2::Pattern;

/// A change of a test's operator.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tweak {
    /// Another operator, or another operand.
    Instead(Operator),
    /// A list without one of its values.
    WithoutValue(usize),
}

/// Every change of a test, each with whether the test then holds for more calls. Lists lose values
/// and patterns their anchors only where that lets more calls pass: `refuses` says what the rule
/// does where the test holds.
pub(super) fn tweaks(test: &Test, refuses: bool) -> Vec<(Tweak, bool)> {
    let instead = |(operator, wider)| (Tweak::Instead(operator), wider);
    let of_values = |count: usize, wider| {
        let each = (0..count).filter(move |_| count > 1);
        each.map(move |index| (Tweak::WithoutValue(index), wider)).collect()
    };
    match &test.operator {
        Operator::In(values) if refuses => of_values(values.len(), false),
        Operator::NotIn(values) if !refuses => of_values(values.len(), true),
        Operator::Matches(_) | Operator::Text(_) if refuses => Vec::new(),
        operator => others(operator).into_iter().map(instead).collect(),
    }
}

/// The test after a change; `None` where there is no such value.
pub(super) fn tweaked(test: &Test, tweak: &Tweak) -> Option<Test> {
    let operator = match tweak {
        Tweak::Instead(operator) => operator.clone(),
        Tweak::WithoutValue(index) => without(&test.operator, *index)?,
    };
    Some(Test { operator, ..test.clone() })
}

fn without(operator: &Operator, index: usize) -> Option<Operator> {
    let mut shorter = operator.clone();
    let (Operator::In(values) | Operator::NotIn(values)) = &mut shorter else { return None };
    (index < values.len()).then(|| values.remove(index))?;
    Some(shorter)
}

/// Other operators, each with whether it holds for more.
fn others(operator: &Operator) -> Vec<(Operator, bool)> {
    let any = |operators: Vec<Operator>| operators.into_iter().map(|one| (one, true)).collect();
    match operator {
        Operator::Less(bound) => {
            moved((Operator::AtMost(bound.clone()), true), step(bound, -1).map(Operator::Less))
        }
        Operator::AtMost(bound) => {
            moved((Operator::Less(bound.clone()), false), step(bound, 1).map(Operator::AtMost))
        }
        Operator::Greater(bound) => {
            moved((Operator::AtLeast(bound.clone()), true), step(bound, 1).map(Operator::Greater))
        }
        Operator::AtLeast(bound) => {
            moved((Operator::Greater(bound.clone()), false), step(bound, -1).map(Operator::AtLeast))
        }
        Operator::Matches(pattern) => {
            any(unanchored(pattern).into_iter().map(Operator::Matches).collect())
        }
        Operator::Text(TextOperator::StartsWith(text) | TextOperator::EndsWith(text)) => {
            any(vec![Operator::Contains(text.as_str().into())])
        }
        Operator::Text(TextOperator::Under(path)) => {
            any(vec![Operator::Text(TextOperator::StartsWith(path.clone()))])
        }
        _ => Vec::new(),
    }
}

/// A bound's edge taken in or out, and the bound a step further the other way.
fn moved(edge: (Operator, bool), step: Option<Operator>) -> Vec<(Operator, bool)> {
    let wider = edge.1;
    [edge].into_iter().chain(step.map(|operator| (operator, !wider))).collect()
}

/// A number a step away in its last digit; `None` for one with an exponent.
fn step(number: &Number, by: i64) -> Option<Number> {
    let (whole, fraction) = number.spelling().split_once('.').unwrap_or((number.spelling(), ""));
    let units = format!("{whole}{fraction}").parse::<i64>().ok()?.checked_add(by)?;
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", units.unsigned_abs(), width = fraction.len() + 1);
    let (whole, fraction) = digits.split_at_checked(digits.len() - fraction.len())?;
    let point = if fraction.is_empty() { "" } else { "." };
    Number::new(&format!("{sign}{whole}{point}{fraction}"))
}

/// The pattern without the anchor at its beginning, and without the one at its end.
fn unanchored(pattern: &str) -> Vec<String> {
    // What is quoted may look like an anchor.
    if pattern.contains("\\Q") {
        return Vec::new();
    }
    let both = [without_beginning(pattern), without_end(pattern)];
    both.into_iter().flatten().filter(|pattern| Pattern::new(pattern).is_ok()).collect()
}

/// Flags may stand before it.
fn without_beginning(pattern: &str) -> Option<String> {
    let (flags, rest) = pattern.split_at_checked(flags(pattern))?;
    Some(format!("{flags}{}", rest.strip_prefix('^')?))
}

/// The bytes of `(?i)` at the beginning.
fn flags(pattern: &str) -> usize {
    let letters = pattern.strip_prefix("(?").and_then(|rest| rest.split_once(')'));
    match letters {
        Some((letters, _)) if letters.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            letters.len() + "(?)".len()
        }
        _ => 0,
    }
}

fn without_end(pattern: &str) -> Option<String> {
    let rest = pattern.strip_suffix('$')?;
    let escapes = rest.len() - rest.trim_end_matches('\\').len();
    (escapes % 2 == 0).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn test(operator: Operator) -> Test {
        Test { span: Span::default(), path: vec!["a".to_owned()], operator }
    }

    fn number(spelling: &str) -> Number {
        Number::new(spelling).unwrap()
    }

    /// Each tweak as it is written, `+` before one that holds for more.
    fn written(operator: Operator, refuses: bool) -> Vec<String> {
        let test = test(operator);
        let tweaks = tweaks(&test, refuses).into_iter();
        let written = tweaks.map(|(tweak, wider)| {
            let sign = if wider { '+' } else { '-' };
            format!("{sign} {}", tweaked(&test, &tweak).unwrap())
        });
        written.collect()
    }

    #[test]
    fn a_bound_moves_to_both_sides() {
        let on = |operator: fn(Number) -> Operator, bound| written(operator(number(bound)), false);
        assert_eq!(on(Operator::Less, "5"), ["+ args.a <= 5", "- args.a < 4"]);
        assert_eq!(on(Operator::AtMost, "-1"), ["- args.a < -1", "+ args.a <= 0"]);
        assert_eq!(on(Operator::Greater, "0"), ["+ args.a >= 0", "- args.a > 1"]);
        assert_eq!(on(Operator::AtLeast, "0"), ["- args.a > 0", "+ args.a >= -1"]);
        assert_eq!(on(Operator::AtMost, "0.99"), ["- args.a < 0.99", "+ args.a <= 1.00"]);
        assert_eq!(on(Operator::AtLeast, "0.0"), ["- args.a > 0.0", "+ args.a >= -0.1"]);
        assert_eq!(on(Operator::AtMost, "1e6"), ["- args.a < 1e6"]);
        assert_eq!(on(Operator::AtMost, "9223372036854775807").len(), 1);
    }

    #[test]
    fn a_pattern_loses_its_anchors() {
        let on = |pattern: &str| written(Operator::Matches(pattern.to_owned()), false);
        assert_eq!(on("^a$"), ["+ args.a matches /a$/", "+ args.a matches /^a/"]);
        assert_eq!(on("(?i)^a"), ["+ args.a matches /(?i)a/"]);
        assert_eq!(on(r"a\\$"), [r"+ args.a matches /a\\/"]);
        for kept in ["a", r"a\$", "^*", r"\Qa$", "(?:^a)"] {
            assert_eq!(on(kept), [""; 0], "{kept}");
        }
    }

    #[test]
    fn values_are_taken_out_where_more_calls_pass() {
        let values = || vec!["x".into(), "y".into()];
        let denied = ["- args.a in [\"y\"]", "- args.a in [\"x\"]"];
        assert_eq!(written(Operator::In(values()), true), denied);
        let denied = ["+ args.a not in [\"y\"]", "+ args.a not in [\"x\"]"];
        assert_eq!(written(Operator::NotIn(values()), false), denied);
        assert_eq!(written(Operator::In(values()), false), [""; 0]);
        assert_eq!(written(Operator::In(vec!["x".into()]), true), [""; 0]);
    }

    #[test]
    fn a_place_becomes_any_place() {
        let under = Operator::Text(TextOperator::Under("/w".to_owned()));
        assert_eq!(written(under, false), ["+ args.a starts with \"/w\""]);
        let starts = Operator::Text(TextOperator::StartsWith("w".to_owned()));
        assert_eq!(written(starts, false), ["+ args.a contains \"w\""]);
    }
}
