//! Tests as they are written in a policy, for help texts.

use crate::json::{Value, quoted};
use crate::policy::condition::{Operator, Path, Test, TextOperator};

/// A test in the language's words.
pub(super) fn test(test: &Test) -> String {
    format!("{} {}", path(&test.path), operator(&test.operator))
}

/// What compiles and is nearest to a test that has no complement in `or`.
pub(super) fn nearest_form(test: &Test) -> String {
    let written = self::test(test);
    match &test.operator {
        Operator::NotEqual(_) | Operator::NotIn(_) => {
            format!("({} exists and {written})", path(&test.path))
        }
        Operator::Equal(_) => format!("{} missing", path(&test.path)),
        _ => format!("require {written}"),
    }
}

fn path(path: &Path) -> String {
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
        Operator::Equal(value) => format!("== {value}"),
        Operator::NotEqual(value) => format!("!= {value}"),
        Operator::In(values) => format!("in {}", list(values)),
        Operator::NotIn(values) => format!("not in {}", list(values)),
        Operator::Less(number) => format!("< {}", number.spelling()),
        Operator::AtMost(number) => format!("<= {}", number.spelling()),
        Operator::Greater(number) => format!("> {}", number.spelling()),
        Operator::AtLeast(number) => format!(">= {}", number.spelling()),
        Operator::Contains(value) => format!("contains {value}"),
        Operator::Matches(pattern) => format!("matches /{}/", pattern.replace('/', "\\/")),
        Operator::Text(operator) => text(operator),
    }
}

fn text(operator: &TextOperator) -> String {
    match operator {
        TextOperator::StartsWith(text) => format!("starts with {}", quoted(text)),
        TextOperator::EndsWith(text) => format!("ends with {}", quoted(text)),
        TextOperator::HostIn(hosts) => format!("host in {}", strings(hosts)),
        TextOperator::DomainIn(domains) => format!("domain in {}", strings(domains)),
        TextOperator::Under(path) => format!("under {}", quoted(path)),
        TextOperator::CommandIn(commands) => format!("command in {}", strings(commands)),
    }
}

fn list(values: &[Value]) -> String {
    let values: Vec<_> = values.iter().map(Value::to_string).collect();
    format!("[{}]", values.join(", "))
}

fn strings(texts: &[String]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
