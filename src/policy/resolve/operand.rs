//! Operators and what stands after them.

use super::Resolver;
use super::error::{NameError, OperandError};
use super::operand_form::{Asked, Fault};
use crate::json::{Number, Value};
use crate::policy::Tools;
use crate::policy::condition::{Operator, TextOperator};
use crate::policy::text;
use crate::re2;
use crate::source::{Span, Spanned};
use crate::strings::near;
use crate::syntax::ast::{self, Comparison, Operand, Text};

impl Resolver<'_> {
    /// An operator with its operand, where that has the form that the operator takes.
    pub(super) fn operator(
        &mut self,
        operator: &Spanned<ast::Operator>,
        path: &ast::Path,
        tools: &Tools,
        refusing: Option<&'static str>,
    ) -> Option<Operator> {
        match &operator.node {
            ast::Operator::Exists => Some(Operator::Exists),
            ast::Operator::Missing => Some(Operator::Missing),
            ast::Operator::Matches(regex) => self.regex(&regex.pattern),
            ast::Operator::Compare(comparison, operand) => {
                self.check_refusing(*comparison, operator.span, refusing);
                let value = self.value(operand)?;
                let resolved = compare(*comparison, value);
                let resolved = resolved.and_then(|operator| check_text(operator, *comparison));
                let asked = |is_list| Asked { comparison: *comparison, path, is_list };
                resolved
                    .map_err(|fault| {
                        let asked = asked(self.is_list(path, tools));
                        self.report(fault.error(&asked, operand));
                    })
                    .ok()
            }
        }
    }

    /// The value that is written or that a `let` names.
    fn value(&mut self, operand: &Spanned<Operand>) -> Option<Value> {
        match &operand.node {
            Operand::Value(value) => Some(value.clone()),
            Operand::Name(name) => self.constant(name, operand.span),
            Operand::List(choices) => {
                // Every choice is looked at, so that all unknown names are reported.
                let values: Vec<_> = choices.iter().map(|choice| self.value(choice)).collect();
                let values: Vec<Value> = values.into_iter().collect::<Option<_>>()?;
                Some(Value::Array(values.into_iter().flat_map(taken_in).collect()))
            }
        }
    }

    fn constant(&mut self, name: &str, span: Span) -> Option<Value> {
        let value = self.names.constants.get(name).map(|value| value.node.clone());
        if value.is_none() {
            self.unknown_constant(name, span);
        }
        value
    }

    fn unknown_constant(&mut self, name: &str, span: Span) {
        if !self.names.incomplete {
            let near = near(name, self.names.constants.keys().copied());
            self.report(NameError::UnknownConstant { name: name.to_owned(), near, span });
        }
    }

    /// What recognises the good can't be used to refuse the bad.
    fn check_refusing(
        &mut self,
        comparison: Comparison,
        span: Span,
        refusing: Option<&'static str>,
    ) {
        if let Some(rule) = refusing.filter(|_| comparison.recognises_good()) {
            self.report(OperandError::TextOperatorRefuses {
                operator: comparison.words(),
                rule,
                span,
            });
        }
    }

    fn regex(&mut self, pattern: &Text) -> Option<Operator> {
        let place = |range: std::ops::Range<usize>| {
            let start = pattern.span.start as usize;
            Span::new(pattern.span.source, start + range.start, start + range.end)
        };
        if let Err(error) = re2::Pattern::new(&pattern.node) {
            let span = place(error.range.clone());
            self.report(OperandError::RefusedRegex {
                message: error.message,
                instead: error.instead,
                span,
            });
            return None;
        }
        let misreadings = re2::misreadings(&pattern.node);
        let clean = misreadings.is_empty();
        for misreading in misreadings {
            let span = place(misreading.range.clone());
            self.report(OperandError::MisreadRegex {
                message: misreading.message,
                instead: misreading.instead,
                span,
            });
        }
        clean.then(|| Operator::Matches(unslashed(&pattern.node)))
    }
}

/// The values that a choice of a list stands for: those of a list that a constant names, else its
/// own.
fn taken_in(choice: Value) -> Vec<Value> {
    match choice {
        Value::Array(values) => values,
        value => vec![value],
    }
}

/// The pattern with every `\/` a plain `/`: only the literal needs the backslash.
fn unslashed(pattern: &str) -> String {
    let mut plain = String::with_capacity(pattern.len());
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('/') => plain.push('/'),
                Some(escaped) => plain.extend(['\\', escaped]),
                None => plain.push('\\'),
            },
            (other, false) => plain.push(other),
        }
    }
    plain
}

fn compare(comparison: Comparison, value: Value) -> Result<Operator, Fault> {
    Ok(match comparison {
        Comparison::Equal => Operator::Equal(scalar(value)?),
        Comparison::NotEqual => Operator::NotEqual(scalar(value)?),
        Comparison::Contains => Operator::Contains(scalar(value)?),
        Comparison::Less => Operator::Less(number(value)?),
        Comparison::AtMost => Operator::AtMost(number(value)?),
        Comparison::Greater => Operator::Greater(number(value)?),
        Comparison::AtLeast => Operator::AtLeast(number(value)?),
        Comparison::In => Operator::In(list(value)?),
        Comparison::NotIn => Operator::NotIn(list(value)?),
        Comparison::StartsWith => Operator::Text(TextOperator::StartsWith(string(value)?)),
        Comparison::EndsWith => Operator::Text(TextOperator::EndsWith(string(value)?)),
        Comparison::Under => Operator::Text(TextOperator::Under(string(value)?)),
        Comparison::HostIn => Operator::Text(TextOperator::HostIn(strings(value)?)),
        Comparison::DomainIn => Operator::Text(TextOperator::DomainIn(strings(value)?)),
        Comparison::CommandIn => Operator::Text(TextOperator::CommandIn(strings(value)?)),
    })
}

fn check_text(operator: Operator, comparison: Comparison) -> Result<Operator, Fault> {
    let Operator::Text(text_operator) = &operator else { return Ok(operator) };
    match text::check(text_operator) {
        Ok(()) => Ok(operator),
        Err((index, message)) if comparison.takes_list() => {
            Err(Fault::Text { message: format!("entry {} of the list: {message}", index + 1) })
        }
        Err((_, message)) => Err(Fault::Text { message }),
    }
}

fn scalar(value: Value) -> Result<Value, Fault> {
    match value {
        Value::Array(_) | Value::Object(_) => {
            Err(Fault::Form { expected: "a single value", found: value })
        }
        scalar => Ok(scalar),
    }
}

fn number(value: Value) -> Result<Number, Fault> {
    match value {
        Value::Number(number) => Ok(number),
        found => Err(Fault::Form { expected: "a number", found }),
    }
}

fn string(value: Value) -> Result<String, Fault> {
    match value {
        Value::String(text) => Ok(text),
        found => Err(Fault::Form { expected: "a string", found }),
    }
}

fn list(value: Value) -> Result<Vec<Value>, Fault> {
    match value {
        Value::Array(items) if items.is_empty() => Err(Fault::Empty),
        Value::Array(items) => Ok(items),
        found => Err(Fault::Form { expected: "a list", found }),
    }
}

fn strings(value: Value) -> Result<Vec<String>, Fault> {
    let text = |item| match item {
        Value::String(text) => Ok(text),
        found => Err(Fault::Form { expected: "a list of strings", found }),
    };
    list(value)?.into_iter().map(text).collect()
}
