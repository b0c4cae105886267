//! A condition's text on one line, as messages show it.

use super::spelling;
use crate::source::Spanned;
use crate::syntax::ast::{Condition, Operand, Operator, Path};

/// The canonical text of a condition on one line, however its author laid it out; constants by
/// their names.
pub fn condition_text(condition: &Condition) -> String {
    match condition {
        Condition::And(parts) => chain(parts, " and "),
        Condition::Or(parts) => chain(parts, " or "),
        Condition::Test { path, operator } => {
            format!("{} {}", path_text(&path.node), operator_text(&operator.node))
        }
    }
}

fn chain(parts: &[Spanned<Condition>], connective: &str) -> String {
    parts.iter().map(|part| part_text(&part.node)).collect::<Vec<_>>().join(connective)
}

/// A part of a chain: another chain stands in parentheses.
fn part_text(part: &Condition) -> String {
    match part {
        Condition::Test { .. } => condition_text(part),
        Condition::And(_) | Condition::Or(_) => format!("({})", condition_text(part)),
    }
}

fn path_text(path: &Path) -> String {
    path.keys.iter().fold("args".to_owned(), |text, key| text + "." + &spelling::key(&key.node))
}

fn operator_text(operator: &Operator) -> String {
    match operator {
        Operator::Exists => "exists".to_owned(),
        Operator::Missing => "missing".to_owned(),
        Operator::Matches(regex) => format!("matches /{}/", regex.pattern.node),
        Operator::Compare(comparison, operand) => {
            format!("{} {}", comparison.words(), operand_text(&operand.node))
        }
    }
}

fn operand_text(operand: &Operand) -> String {
    match operand {
        Operand::Value(value) => spelling::value(value),
        Operand::Name(name) => name.clone(),
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
        let parsed = parse(&Sources::default().add("test", text).unwrap());
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
