//! Tests of texts written otherwise.

use super::WeakTest;
use crate::finding::{Edit, Fix, Safety};
use crate::lint::{LintContext, trees};
use crate::policy::condition::{Condition as Resolved, Test};
use crate::policy::{Rule, RuleKind};
use crate::source::{Span, Spanned};
use crate::syntax::argument_text;
use crate::syntax::ast::Operator;

/// A test with this operator in its place.
pub(in crate::lint::rules) fn replace(
    context: &LintContext<'_>,
    rule: &Rule,
    test: &Test,
    operator: &str,
    safety: Safety,
) -> Option<Fix> {
    let written = written(context, rule, test)?;
    let span = match &written.node {
        Operator::Compare(_, operand) => written.span.to(operand.span),
        Operator::Matches(_) | Operator::Exists | Operator::Missing => written.span,
    };
    let title = format!("write `{operator}`");
    Some(Fix { safety, title, edits: vec![Edit { span, text: operator.to_owned() }] })
}

/// A test with another of the same argument before it, where `and` can stand there.
pub(in crate::lint::rules) fn and(
    rule: &Rule,
    test: &Test,
    operator: &str,
    safety: Safety,
) -> Option<Fix> {
    let RuleKind::Require { condition, .. } = &rule.kind else { return None };
    if condition.conjuncts().iter().any(|part| matches!(part, Resolved::Or(_))) {
        return None;
    }
    let argument = argument_text(&test.path);
    let start = Span { end: test.span.start, ..test.span };
    Some(Fix {
        safety,
        title: format!("add `{argument} {operator}`"),
        edits: vec![Edit { span: start, text: format!("{argument} {operator} and ") }],
    })
}

/// A test of a refusal with another of the same argument after it, where `or` can stand there.
pub(in crate::lint::rules) fn or(
    weak: &WeakTest<'_>,
    operator: &str,
    safety: Safety,
) -> Option<Fix> {
    let RuleKind::Refuse { condition, .. } = &weak.rule.kind else { return None };
    if condition.disjuncts().iter().any(|part| matches!(part, Resolved::And(_))) {
        return None;
    }
    let argument = argument_text(&weak.test.path);
    let end = Span { start: weak.test.span.end, ..weak.test.span };
    Some(Fix {
        safety,
        title: format!("add `{argument} {operator}`"),
        edits: vec![Edit { span: end, text: format!(" or {argument} {operator}") }],
    })
}

/// The operator of a test, as it is written.
pub(in crate::lint::rules) fn written<'a>(
    context: &LintContext<'a>,
    rule: &Rule,
    test: &Test,
) -> Option<&'a Spanned<Operator>> {
    let tests = trees::condition(context.rule(rule.span)?)?.tests();
    tests.iter().find(|written| written.span == test.span).map(|written| written.operator)
}

/// As in `matches /^a\/b$/`.
pub(in crate::lint::rules) fn matches(pattern: &str) -> String {
    format!("matches /{}/", slashed(pattern))
}

/// The pattern with every bare `/` behind a backslash, as it stands in a policy.
fn slashed(pattern: &str) -> String {
    let mut written = String::with_capacity(pattern.len());
    let mut is_escaped = false;
    for character in pattern.chars() {
        if character == '/' && !is_escaped {
            written.push('\\');
        }
        written.push(character);
        is_escaped = character == '\\' && !is_escaped;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_stand_behind_one_backslash() {
        for (pattern, expected) in [(r"a/b", r"a\/b"), (r"a\/b", r"a\/b"), (r"\\/", r"\\\/")] {
            assert_eq!(slashed(pattern), expected);
        }
    }
}
