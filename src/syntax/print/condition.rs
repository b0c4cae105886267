//! A condition's text on one line, as messages show it.

use super::spelling;
use crate::source::Spanned;
use crate::syntax::ast::{Condition, Operand, Operator, Path};

/// The canonical text of a condition on one line, however its author laid it out; constants by
/// their names.
pub(crate) fn condition_text(condition: &Condition) -> String {
    let mut text = String::new();
    write(condition, &mut text);
    text
}

/// An argument as a condition names it, as in `args.owner."full name"`.
pub(crate) fn argument_text(keys: &[String]) -> String {
    let mut text = "args".to_owned();
    keys.iter().for_each(|key| write_member(key, &mut text));
    text
}

fn write(condition: &Condition, text: &mut String) {
    match condition {
        Condition::And(parts) => write_chain(parts, " and ", text),
        Condition::Or(parts) => write_chain(parts, " or ", text),
        Condition::Test { path, operator } => {
            write_path(&path.node, text);
            text.push(' ');
            write_operator(&operator.node, text);
        }
    }
}

fn write_chain(parts: &[Spanned<Condition>], connective: &str, text: &mut String) {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            text.push_str(connective);
        }
        write_part(&part.node, text);
    }
}

/// A part of a chain: another chain stands in parentheses.
fn write_part(part: &Condition, text: &mut String) {
    match part {
        Condition::Test { .. } => write(part, text),
        Condition::And(_) | Condition::Or(_) => {
            text.push('(');
            write(part, text);
            text.push(')');
        }
    }
}

fn write_path(path: &Path, text: &mut String) {
    text.push_str("args");
    path.keys.iter().for_each(|key| write_member(&key.node, text));
}

fn write_member(key: &str, text: &mut String) {
    text.push('.');
    spelling::write_key(key, text);
}

fn write_operator(operator: &Operator, text: &mut String) {
    match operator {
        Operator::Exists => text.push_str("exists"),
        Operator::Missing => text.push_str("missing"),
        Operator::Matches(regex) => {
            text.push_str("matches /");
            text.push_str(&regex.pattern.node);
            text.push('/');
        }
        Operator::Compare(comparison, operand) => {
            text.push_str(comparison.words());
            text.push(' ');
            write_operand(&operand.node, text);
        }
    }
}

fn write_operand(operand: &Operand, text: &mut String) {
    match operand {
        Operand::Value(value) => spelling::write_value(value, text),
        Operand::Name(name) => text.push_str(name),
        Operand::List(choices) => {
            text.push('[');
            for (index, choice) in choices.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write_operand(&choice.node, text);
            }
            text.push(']');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::syntax::ast::Statement;
    use crate::syntax::parse;

    fn text(condition: &str) -> String {
        let text = format!("never allow x when {condition}");
        let parsed = parse(&Sources::default().add("test", text).unwrap()).unwrap();
        assert_eq!(parsed.findings, []);
        let Statement::Never { when, .. } = &parsed.file.statements[0].node else { panic!() };
        condition_text(&when.as_ref().unwrap().node)
    }

    #[test]
    fn layout_does_not_matter() {
        let written = "((args.a  >= 1) # low\n and\n(args.\"b\".\"c d\" not  in [1,\"x\", null]))";
        assert_eq!(text(written), "args.a >= 1 and args.b.\"c d\" not in [1, \"x\", null]");
    }

    #[test]
    fn parentheses_stand_where_and_meets_or() {
        let written =
            "(args.a exists or (args.b missing or args.c == 1e6)) and args.d host in hosts";
        assert_eq!(
            text(written),
            "(args.a exists or args.b missing or args.c == 1e6) and args.d host in hosts"
        );
    }

    #[test]
    fn a_pattern_stays_as_it_is() {
        assert_eq!(
            text("args.a matches /a\\/b\\\\\\/[^\\/]/"),
            "args.a matches /a\\/b\\\\\\/[^\\/]/"
        );
    }
}
