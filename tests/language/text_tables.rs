//! The text operators against tables of strings that must pass and strings that must not, the
//! latter from published ways round such checks.

use mcpol::policy::condition::TextOperator;
use mcpol::policy::text;
use mcpol::re2::Pattern;

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
    agree(include_str!("../data/text/host.tsv"), TextOperator::HostIn);
}

#[test]
fn domains() {
    agree(include_str!("../data/text/domain.tsv"), TextOperator::DomainIn);
}

#[test]
fn commands() {
    agree(include_str!("../data/text/command.tsv"), TextOperator::CommandIn);
}

#[test]
fn paths() {
    agree(include_str!("../data/text/under.tsv"), |operands| TextOperator::Under(only(operands)));
}

#[test]
fn prefixes() {
    agree(include_str!("../data/text/starts.tsv"), |operands| {
        TextOperator::StartsWith(only(operands))
    });
}

#[test]
fn suffixes() {
    agree(include_str!("../data/text/ends.tsv"), |operands| TextOperator::EndsWith(only(operands)));
}
