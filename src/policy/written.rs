//! Conditions as they are written in a policy, for messages.

use std::fmt::{self, Display};

use super::condition::{Condition, Operator, Test, TextOperator};
use crate::json::{Value, quoted};
use crate::syntax::argument_text;
use crate::syntax::ast::Comparison;

impl Display for Test {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", argument_text(&self.path), operator(&self.operator))
    }
}

impl Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parts, connective) = match self {
            Self::Test(test) => return write!(formatter, "{test}"),
            Self::And(parts) => (parts, " and "),
            Self::Or(parts) => (parts, " or "),
        };
        let parts: Vec<_> = parts.iter().map(part).collect();
        formatter.write_str(&parts.join(connective))
    }
}

/// A part of a chain: another chain stands in parentheses.
fn part(part: &Condition) -> String {
    match part {
        Condition::Test(test) => test.to_string(),
        Condition::And(_) | Condition::Or(_) => format!("({part})"),
    }
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
