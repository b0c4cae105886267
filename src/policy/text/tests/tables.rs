//! The text operators against tables of strings that must pass and strings that must not, the
//! latter from published ways round such checks.

use crate::policy::condition::TextOperator;
use crate::policy::text;
use crate::re2::Pattern;

/// Runs each row: operands, `pass` or `refuse`, the string as JSON, and why.
fn agree(table: &str, operator: fn(Vec<String>) -> TextOperator) {
    let mut wrong = Vec::new();
    for row in table.lines().skip(1) {
        let [operands, expected, string, why] =
            row.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let operator = operator(serde_json::from_str(operands).unwrap());
        assert_eq!(text::check(&operator), Ok(()), "{row}");
        let string: String = serde_json::from_str(string).unwrap();
        let passes = Pattern::new(&text::pattern(&operator)).unwrap().is_match(&string);
        let expected = match expected {
            "pass" => true,
            "refuse" => false,
            other => panic!("{other} is no expectation"),
        };
        if passes != expected {
            wrong.push(format!("{operands} {string:?}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn only(operands: Vec<String>) -> String {
    let [operand] = operands.try_into().unwrap();
    operand
}

#[test]
fn hosts() {
    agree(include_str!("host.tsv"), TextOperator::HostIn);
}

#[test]
fn domains() {
    agree(include_str!("domain.tsv"), TextOperator::DomainIn);
}

#[test]
fn commands() {
    agree(include_str!("command.tsv"), TextOperator::CommandIn);
}

#[test]
fn paths() {
    agree(include_str!("under.tsv"), |operands| TextOperator::Under(only(operands)));
}

#[test]
fn urls() {
    agree(include_str!("under_url.tsv"), |operands| TextOperator::Under(only(operands)));
}

#[test]
fn prefixes() {
    agree(include_str!("starts.tsv"), |operands| TextOperator::StartsWith(only(operands)));
}

#[test]
fn suffixes() {
    agree(include_str!("ends.tsv"), |operands| TextOperator::EndsWith(only(operands)));
}
