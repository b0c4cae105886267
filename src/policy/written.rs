//! Conditions as they are written in a policy: put back into a syntax tree, and printed as any
//! other.

use std::fmt::{self, Display};

use super::condition::{Condition, Operator, Test, TextOperator};
use crate::json::Value;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{self, Comparison, Operand};
use crate::syntax::condition_text;

impl Display for Test {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&condition_text(&test_tree(self)))
    }
}

impl Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&condition_text(&tree(self)))
    }
}

fn tree(condition: &Condition) -> ast::Condition {
    let parts = |parts: &[Condition]| parts.iter().map(|part| placeless(tree(part))).collect();
    match condition {
        Condition::And(all) => ast::Condition::And(parts(all)),
        Condition::Or(any) => ast::Condition::Or(parts(any)),
        Condition::Test(test) => test_tree(test),
    }
}

fn test_tree(test: &Test) -> ast::Condition {
    let keys = test.path.iter().cloned().map(placeless).collect();
    let (path, operator) = (ast::Path { keys }, operator_tree(&test.operator));
    ast::Condition::Test { path: placeless(path), operator: placeless(operator) }
}

fn operator_tree(operator: &Operator) -> ast::Operator {
    match operator {
        Operator::Exists => ast::Operator::Exists,
        Operator::Missing => ast::Operator::Missing,
        Operator::Equal(value) => compare(Comparison::Equal, value.clone()),
        Operator::NotEqual(value) => compare(Comparison::NotEqual, value.clone()),
        Operator::In(values) => compare(Comparison::In, Value::Array(values.clone())),
        Operator::NotIn(values) => compare(Comparison::NotIn, Value::Array(values.clone())),
        Operator::Less(bound) => compare(Comparison::Less, Value::Number(bound.clone())),
        Operator::AtMost(bound) => compare(Comparison::AtMost, Value::Number(bound.clone())),
        Operator::Greater(bound) => compare(Comparison::Greater, Value::Number(bound.clone())),
        Operator::AtLeast(bound) => compare(Comparison::AtLeast, Value::Number(bound.clone())),
        Operator::Contains(value) => compare(Comparison::Contains, value.clone()),
        Operator::Matches(pattern) => {
            let pattern = placeless(pattern.replace('/', "\\/"));
            ast::Operator::Matches(ast::Regex { pattern })
        }
        Operator::Text(operator) => text_tree(operator),
    }
}

fn text_tree(operator: &TextOperator) -> ast::Operator {
    let text = |text: &String| Value::String(text.clone());
    let list = |texts: &[String]| Value::Array(texts.iter().map(text).collect());
    match operator {
        TextOperator::StartsWith(prefix) => compare(Comparison::StartsWith, text(prefix)),
        TextOperator::EndsWith(suffix) => compare(Comparison::EndsWith, text(suffix)),
        TextOperator::HostIn(hosts) => compare(Comparison::HostIn, list(hosts)),
        TextOperator::DomainIn(domains) => compare(Comparison::DomainIn, list(domains)),
        TextOperator::Under(path) => compare(Comparison::Under, text(path)),
        TextOperator::CommandIn(commands) => compare(Comparison::CommandIn, list(commands)),
    }
}

fn compare(comparison: Comparison, operand: Value) -> ast::Operator {
    ast::Operator::Compare(comparison, placeless(Operand::Value(operand)))
}

/// A node of a tree that is only printed.
fn placeless<T>(node: T) -> Spanned<T> {
    Spanned::new(node, Span::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Number;

    #[test]
    fn tests_are_written_as_in_a_policy() {
        let written = |operator| {
            let path = vec!["a".to_owned(), "odd key".to_owned()];
            Test { span: crate::source::Span::default(), path, operator }.to_string()
        };
        let texts = || vec!["x".to_owned(), "y\"".to_owned()];
        let limit = Number::new("1e3").unwrap();
        assert_eq!(written(Operator::Missing), "args.a.\"odd key\" missing");
        assert_eq!(written(Operator::AtLeast(limit)), "args.a.\"odd key\" >= 1e3");
        let values = vec![Value::Null, "x".into()];
        assert_eq!(written(Operator::NotIn(values)), "args.a.\"odd key\" not in [null, \"x\"]");
        assert_eq!(
            written(Operator::Matches("a/b".to_owned())),
            "args.a.\"odd key\" matches /a\\/b/"
        );
        let hosts = Operator::Text(TextOperator::HostIn(texts()));
        assert_eq!(written(hosts), "args.a.\"odd key\" host in [\"x\", \"y\\\"\"]");
    }
}
