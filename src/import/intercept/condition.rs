//! Conditions on arguments and on counters.

use super::Intercept;
use crate::gateway::{self, Operator, keys, operator_name};
use crate::import::fault::Fault;
use crate::import::tree::Tree;
use crate::json::Value;
use crate::re2::Pattern;
use crate::source::Span;
use crate::strings::{nearest, tick};

/// One condition.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    /// About an argument.
    Argument(gateway::Condition),
    /// That a counter's value is at most so much: `state.TOOL.COUNTER lte N`.
    Counter,
}

/// That a counter is at most so much, as it was written.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    /// `TOOL.COUNTER`.
    pub(super) counter: String,
    /// None of a comparison that isn't analysed.
    pub(super) max: Option<i64>,
    /// Where it stands.
    pub(super) span: Span,
}

impl Condition {
    pub(super) fn of_arguments(self) -> Option<gateway::Condition> {
        match self {
            Self::Argument(condition) => Some(condition),
            Self::Counter => None,
        }
    }
}

impl Intercept {
    /// Conditions, and the bounds on counters among them, which are kept for the rule's `state`.
    pub(super) fn conditions(&mut self, tree: &Tree) -> Vec<Condition> {
        let conditions = self.reader.list(tree, "`conditions`").unwrap_or_default();
        conditions.iter().filter_map(|condition| self.condition(condition)).collect()
    }

    fn condition(&mut self, tree: &Tree) -> Option<Condition> {
        let mut object = self.reader.object(tree, "a condition", &["path", "op", "value"])?;
        let (path, op, value) = (object.take("path"), object.take("op"), object.take("value"));
        let required = [("path", path.is_none()), ("op", op.is_none())];
        for (key, _) in required.iter().filter(|(_, is_missing)| *is_missing) {
            self.reader.missing::<()>(tree.span, "a condition", key);
        }
        let (path, op) = (path?, op?);
        let name = self.reader.text(&path.value, "`path`")?;
        let operator = self.operator(&op.value)?;
        let place = value.map_or(tree.span, |value| value.value.span);
        let value = match value.map(|member| member.value.value()) {
            Some(Ok(value)) => value,
            None => Value::Null,
            Some(Err((span, what))) => {
                let message = format!(
                    "the proxy may read this as another value than it looks like: it is {what}"
                );
                let help = Some("write it in quotes, or as JSON would".to_owned());
                return self.reader.fault(Fault::NoExactForm { span, message, help });
            }
        };
        if let Some(counter) = name.strip_prefix("state.") {
            return self.bound(counter, operator, &value, tree.span);
        }
        self.argument(&name, path.value.span)?;
        self.operand(name, operator, value, place)
    }

    /// That a path leads to an argument.
    pub(super) fn argument(&mut self, path: &str, span: Span) -> Option<()> {
        if !path.starts_with("args.") {
            let message = format!("the path {} leads nowhere", tick(path));
            return self.reader.refused(span, message, "write `args.` and the argument's name");
        }
        match keys(path).is_some_and(|keys| keys.iter().all(|key| !key.is_empty())) {
            true => Some(()),
            false => {
                let message = format!("the path {} leads to no argument", tick(path));
                let help = Some("write `args.` and the argument's name".to_owned());
                self.reader.fault(Fault::Shape { span, message, help })
            }
        }
    }

    fn operator(&mut self, tree: &Tree) -> Option<Operator> {
        let word = self.reader.text(tree, "`op`")?;
        let known = Operator::ALL.into_iter().find(|op| operator_name(*op) == word);
        known.or_else(|| {
            let near = nearest(&word, Operator::ALL.map(operator_name));
            let help = match near {
                Some(near) => format!("did you mean {}?", tick(near)),
                None => "write `eq`, `lte`, `regex` or another of its operators".to_owned(),
            };
            self.reader.refused(tree.span, format!("{} is no operator", tick(&word)), help)
        })
    }

    fn operand(
        &mut self,
        path: String,
        op: Operator,
        value: Value,
        span: Span,
    ) -> Option<Condition> {
        let is_order = matches!(op, Operator::Lt | Operator::Lte | Operator::Gt | Operator::Gte);
        let (op_name, kind) = (operator_name(op), value.kind());
        let expected = match (op, &value) {
            (_, Value::Number(number)) if is_unsigned(number.spelling()) => {
                return self.unsigned(is_order, span);
            }
            (_, Value::Number(_)) if is_order => None,
            _ if is_order => Some("a number"),
            (Operator::Regex, Value::String(pattern)) => {
                if let Err(error) = Pattern::new(pattern) {
                    let help = error.instead.unwrap_or_else(|| "write a pattern of RE2".to_owned());
                    let message = format!("RE2 refuses this pattern: {}", error.message);
                    return self.reader.refused(span, message, help);
                }
                None
            }
            (Operator::Regex, _) => Some("a string"),
            (Operator::In | Operator::NotIn, Value::Array(_)) => None,
            (Operator::In | Operator::NotIn, _) => Some("a list"),
            (Operator::Exists, Value::Bool(_)) => None,
            (Operator::Exists, _) => Some("true or false"),
            _ => None,
        };
        match expected {
            None => Some(Condition::Argument(gateway::Condition { path, op, value })),
            Some(expected) => {
                let message = format!("`{op_name}` takes {expected}, not {kind}");
                self.reader.misshapen(span, message, None)
            }
        }
    }

    /// A number that the proxy reads as a type which it never compares.
    fn unsigned(&mut self, is_order: bool, span: Span) -> Option<Condition> {
        let message = "whole numbers from 2^63 on are read as a type that is never compared";
        let help = "write a smaller number, or one with a point";
        if is_order {
            return self.reader.refused(span, message, help);
        }
        let (message, help) = (message.to_owned(), Some(help.to_owned()));
        self.reader.fault(Fault::NoExactForm { span, message, help })
    }

    fn bound(
        &mut self,
        counter: &str,
        op: Operator,
        value: &Value,
        span: Span,
    ) -> Option<Condition> {
        let max = match (op, value) {
            (Operator::Lte, Value::Number(number)) => number.as_i64(),
            _ => None,
        };
        self.bounds.push(Bound { counter: counter.to_owned(), max, span });
        if max.is_some() {
            return Some(Condition::Counter);
        }
        let message = "a counter that is compared otherwise than by `lte` with a whole number";
        let help = "write `op: lte` and the largest number".to_owned();
        self.reader.fault(Fault::NotAnalysed { span, message: message.to_owned(), help })
    }
}

/// Whether a number is whole, and from 2^63 to 2^64−1.
fn is_unsigned(spelling: &str) -> bool {
    spelling.parse::<u64>().is_ok_and(|number| i64::try_from(number).is_err())
}
