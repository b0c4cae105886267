//! Conditions, paths and operators.

use super::{Builder, MAX_DEPTH};
use crate::finding::Finding;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Comparison, Condition, Operand, Operator, Path, Regex, Value};
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::near_miss::NearMiss;

/// What stands between two parts of a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Connective {
    And,
    Or,
}

impl Connective {
    fn word(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
        }
    }
}

impl Builder<'_> {
    /// A whole condition.
    pub(super) fn condition(&mut self, pair: Pair<'_>) -> Spanned<Condition> {
        self.condition_within(pair, MAX_DEPTH)
    }

    fn condition_within(&mut self, pair: Pair<'_>, depth: usize) -> Spanned<Condition> {
        let span = self.span(&pair);
        let Some(deeper) = depth.checked_sub(1) else {
            self.report(SyntaxError::NestedTooDeep { span }.finding());
            return Spanned::new(Condition::And(Vec::new()), span);
        };
        let mut parts = Vec::new();
        let mut connectives = Vec::new();
        for inner in pair.into_inner() {
            match inner.as_rule() {
                Rule::connective => connectives.push((connective(&inner), self.span(&inner))),
                Rule::condition => parts.push(self.condition_within(inner, deeper)),
                _ => parts.push(self.test(inner)),
            }
        }
        self.check_connectives(&connectives);
        joined(connectives.first().map(|(connective, _)| *connective), parts, span)
    }

    fn check_connectives(&mut self, connectives: &[(Connective, Span)]) {
        let Some((first, first_span)) = connectives.first() else { return };
        let other = connectives.iter().find(|(connective, _)| connective != first);
        if let Some((second, span)) = other {
            self.report(mixed(*first, *first_span, *second, *span));
        }
    }

    fn test(&mut self, pair: Pair<'_>) -> Spanned<Condition> {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let path = inner.next().map(|path| self.path(path));
        let operator = inner.next().map(|operator| self.operator(operator, inner.next()));
        let empty = || Spanned::new(Path { keys: Vec::new() }, span);
        Spanned::new(
            Condition::Test {
                path: path.unwrap_or_else(empty),
                operator: operator.unwrap_or(Spanned::new(Operator::Exists, span)),
            },
            span,
        )
    }

    /// `args.a."b c"`
    pub(super) fn path(&mut self, pair: Pair<'_>) -> Spanned<Path> {
        let span = self.span(&pair);
        let keys = pair.into_inner().map(|key| self.text(&key)).collect();
        Spanned::new(Path { keys }, span)
    }

    /// An operator and, for a comparison, the pair after it.
    fn operator(&mut self, pair: Pair<'_>, operand: Option<Pair<'_>>) -> Spanned<Operator> {
        let span = self.span(&pair);
        let operator = match pair.as_rule() {
            Rule::matches => self.matches(pair),
            Rule::presence if pair.as_str() == "exists" => Operator::Exists,
            Rule::presence => Operator::Missing,
            _ => {
                let operand = operand.map(|operand| self.operand(operand));
                let none = || Spanned::new(Operand::Value(Value::Null), span);
                Operator::Compare(comparison(pair.as_str()), operand.unwrap_or_else(none))
            }
        };
        Spanned::new(operator, span)
    }

    fn matches(&mut self, pair: Pair<'_>) -> Operator {
        let span = self.span(&pair);
        let regex = pair.into_inner().next();
        let pattern = regex.map(|regex| Spanned::new(regex.as_str().to_owned(), self.span(&regex)));
        let pattern = pattern.unwrap_or_else(|| Spanned::new(String::new(), span));
        if pattern.node.is_empty() {
            self.report(SyntaxError::EmptyRegex { span }.finding());
        }
        Operator::Matches(Regex { pattern })
    }

    fn operand(&mut self, pair: Pair<'_>) -> Spanned<Operand> {
        let span = self.span(&pair);
        Spanned::new(
            match pair.as_rule() {
                Rule::word => Operand::Name(self.name(&pair).node),
                _ => Operand::Value(self.value(pair).node),
            },
            span,
        )
    }

    /// A scalar or a list of them.
    pub(super) fn value(&mut self, pair: Pair<'_>) -> Spanned<Value> {
        let span = self.span(&pair);
        let value = match pair.as_rule() {
            Rule::list => Value::Array(pair.into_inner().map(|item| self.scalar(&item)).collect()),
            _ => self.scalar(&pair),
        };
        Spanned::new(value, span)
    }
}

fn connective(pair: &Pair<'_>) -> Connective {
    if pair.as_str() == "and" { Connective::And } else { Connective::Or }
}

fn mixed(first: Connective, first_span: Span, second: Connective, span: Span) -> Finding {
    NearMiss::MixedConnectives { first: first.word(), second: second.word(), first_span, span }
        .finding()
}

/// The parts under their connective; parts of the same kind are taken in.
fn joined(
    connective: Option<Connective>,
    mut parts: Vec<Spanned<Condition>>,
    span: Span,
) -> Spanned<Condition> {
    let Some(connective) = connective else {
        return parts.pop().unwrap_or(Spanned::new(Condition::And(Vec::new()), span));
    };
    let parts = parts.into_iter().flat_map(|part| match (connective, part.node) {
        (Connective::And, Condition::And(inner)) | (Connective::Or, Condition::Or(inner)) => inner,
        (_, node) => vec![Spanned::new(node, part.span)],
    });
    let parts = parts.collect();
    let condition = match connective {
        Connective::And => Condition::And(parts),
        Connective::Or => Condition::Or(parts),
    };
    Spanned::new(condition, span)
}

/// The operator that these words are; the grammar lets no others through.
fn comparison(words: &str) -> Comparison {
    match words.split_ascii_whitespace().next().unwrap_or_default() {
        "==" => Comparison::Equal,
        "!=" => Comparison::NotEqual,
        "<" => Comparison::Less,
        "<=" => Comparison::AtMost,
        ">" => Comparison::Greater,
        ">=" => Comparison::AtLeast,
        "in" => Comparison::In,
        "not" => Comparison::NotIn,
        "contains" => Comparison::Contains,
        "starts" => Comparison::StartsWith,
        "ends" => Comparison::EndsWith,
        "host" => Comparison::HostIn,
        "domain" => Comparison::DomainIn,
        "under" => Comparison::Under,
        _ => Comparison::CommandIn,
    }
}
