//! Operands of another form than their operator takes, and the form that is meant.

use super::error::OperandError;
use crate::json::{Number, Value};
use crate::source::Spanned;
use crate::syntax::argument_text;
use crate::syntax::ast::{self, Comparison, Operand};

/// Why an operand doesn't fit its operator.
pub(super) enum Fault {
    /// It should be this.
    Form { expected: &'static str, found: Value },
    /// The list has nothing in it.
    Empty,
    /// The operator can't take this string, for the reason that the message gives.
    Text { message: String },
}

impl Fault {
    pub(super) fn error(self, asked: &Asked<'_>, operand: &Spanned<Operand>) -> OperandError {
        let (comparison, span) = (asked.comparison, operand.span);
        let operator = comparison.words();
        match self {
            Self::Form { expected, found } => {
                let instead = match &operand.node {
                    Operand::Name(name) => of_name(comparison, name, &found),
                    Operand::Value(_) | Operand::List(_) => None,
                };
                let instead = instead.or_else(|| asked.for_each(&found));
                OperandError::OperandForm {
                    comparison,
                    expected,
                    found: found.kind(),
                    instead,
                    span,
                }
            }
            Self::Empty => OperandError::EmptyList { operator, span },
            Self::Text { message } => OperandError::TextOperand { operator, message, span },
        }
    }
}

/// What takes the value of a constant, by its name.
fn of_name(comparison: Comparison, name: &str, found: &Value) -> Option<String> {
    let words = comparison.words();
    match (comparison, found) {
        (Comparison::Equal, Value::Array(_)) => Some(format!("in {name}")),
        (Comparison::NotEqual, Value::Array(_)) => Some(format!("not in {name}")),
        (_, Value::Array(_) | Value::Object(_)) => None,
        (_, _) => comparison.takes_list().then(|| format!("{words} [{name}]")),
    }
}

/// A comparison and the argument that it is about.
pub(super) struct Asked<'p> {
    pub(super) comparison: Comparison,
    pub(super) path: &'p ast::Path,
    /// Whether the argument is a list.
    pub(super) is_list: bool,
}

impl Asked<'_> {
    /// A condition that holds where the operator holds for one of a list, or for a number in quotes.
    fn for_each(&self, found: &Value) -> Option<String> {
        let comparison = self.comparison;
        let Value::Array(values) = found else {
            let is_entry = comparison.takes_list() && !matches!(found, Value::Object(_));
            let list = || is_entry.then(|| format!("{} [{found}]", comparison.words()));
            return unquoted(comparison, found).or_else(list);
        };
        if values.is_empty() {
            return None;
        }
        match comparison {
            Comparison::Contains => Some(self.tests(values, "contains", "and")),
            Comparison::Equal if self.is_list => Some(self.tests(values, "contains", "and")),
            Comparison::NotEqual if self.is_list => {
                Some(format!("deny when {}", self.tests(values, "contains", "or")))
            }
            Comparison::Equal => Some(format!("in {found}")),
            Comparison::NotEqual => Some(format!("not in {found}")),
            Comparison::Under | Comparison::StartsWith | Comparison::EndsWith => {
                Some(self.tests(values, comparison.words(), "or"))
            }
            _ => None,
        }
    }

    /// A test for each of some values.
    fn tests(&self, values: &[Value], operator: &str, connective: &str) -> String {
        const MOST: usize = 4;
        let keys: Vec<_> = self.path.keys.iter().map(|key| key.node.clone()).collect();
        let path = argument_text(&keys);
        let tests = values.iter().take(MOST).map(|value| format!("{path} {operator} {value}"));
        let more = (values.len() > MOST).then(|| "…".to_owned());
        tests.chain(more).collect::<Vec<_>>().join(&format!(" {connective} "))
    }
}

/// `> 5` for `> "5"`
fn unquoted(comparison: Comparison, found: &Value) -> Option<String> {
    let orders = [Comparison::Less, Comparison::AtMost, Comparison::Greater, Comparison::AtLeast];
    let Value::String(text) = found else { return None };
    let number = Number::new(text).filter(|_| orders.contains(&comparison))?;
    Some(format!("{} {}", comparison.words(), number.spelling()))
}
