//! Conditions in the language's words, as they are written in a policy.

use std::fmt::Display;

use super::condition::{Condition, Operator, Path, Test, TextOperator};
use crate::json::{Value, quoted};
use crate::syntax::ast::Comparison;

/// A condition; lists of parts inside it stand in parentheses.
pub fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Test(test) => self::test(test),
        Condition::And(parts) => joined(parts, " and "),
        Condition::Or(parts) => joined(parts, " or "),
    }
}

fn joined(parts: &[Condition], word: &str) -> String {
    let parts: Vec<_> = parts.iter().map(part).collect();
    parts.join(word)
}

fn part(part: &Condition) -> String {
    match part {
        Condition::Test(test) => self::test(test),
        _ => format!("({})", condition(part)),
    }
}

/// A test.
pub fn test(test: &Test) -> String {
    format!("{} {}", path(&test.path), operator(&test.operator))
}

/// An argument.
pub fn path(path: &Path) -> String {
    path.iter().fold("args".to_owned(), |path, key| path + "." + &self::key(key))
}

fn key(key: &str) -> String {
    let word = key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && key.chars().all(|rest| rest.is_ascii_alphanumeric() || matches!(rest, '_' | '-'));
    if word { key.to_owned() } else { quoted(key) }
}

fn operator(operator: &Operator) -> String {
    match operator {
        Operator::Exists => "exists".to_owned(),
        Operator::Missing => "missing".to_owned(),
        Operator::Equal(value) => compare(Comparison::Equal, value),
        Operator::NotEqual(value) => compare(Comparison::NotEqual, value),
        Operator::In(values) => compare(Comparison::In, list(values)),
        Operator::NotIn(values) => compare(Comparison::NotIn, list(values)),
        Operator::Less(number) => compare(Comparison::Less, number.spelling()),
        Operator::AtMost(number) => compare(Comparison::AtMost, number.spelling()),
        Operator::Greater(number) => compare(Comparison::Greater, number.spelling()),
        Operator::AtLeast(number) => compare(Comparison::AtLeast, number.spelling()),
        Operator::Contains(value) => compare(Comparison::Contains, value),
        Operator::Matches(pattern) => format!("matches /{}/", pattern.replace('/', "\\/")),
        Operator::Text(operator) => text(operator),
    }
}

fn text(operator: &TextOperator) -> String {
    match operator {
        TextOperator::StartsWith(text) => compare(Comparison::StartsWith, quoted(text)),
        TextOperator::EndsWith(text) => compare(Comparison::EndsWith, quoted(text)),
        TextOperator::HostIn(hosts) => compare(Comparison::HostIn, strings(hosts)),
        TextOperator::DomainIn(domains) => compare(Comparison::DomainIn, strings(domains)),
        TextOperator::Under(path) => compare(Comparison::Under, quoted(path)),
        TextOperator::CommandIn(commands) => compare(Comparison::CommandIn, strings(commands)),
    }
}

fn compare(comparison: Comparison, operand: impl Display) -> String {
    format!("{} {operand}", comparison.words())
}

fn list(values: &[Value]) -> String {
    let values: Vec<_> = values.iter().map(Value::to_string).collect();
    format!("[{}]", values.join(", "))
}

fn strings(texts: &[String]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Number;

    #[test]
    fn tests_are_written_as_in_a_policy() {
        let written = |operator| {
            let path = vec!["a".to_owned(), "odd key".to_owned()];
            test(&Test { span: crate::source::Span::default(), path, operator })
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
