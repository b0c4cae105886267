//! Conditions, paths and operators.

use super::{Builder, MAX_DEPTH};
use crate::finding::Finding;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Comparison, Condition, Operand, Operator, Path, Regex, Value};
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Pair, Pairs, Rule};
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

    fn condition(self, parts: Vec<Spanned<Condition>>) -> Condition {
        match self {
            Self::And => Condition::And(parts),
            Self::Or => Condition::Or(parts),
        }
    }
}

impl Builder<'_> {
    /// A whole condition.
    pub(super) fn condition(&mut self, pair: Pair<'_>) -> Spanned<Condition> {
        self.condition_within(pair, MAX_DEPTH)
    }

    fn condition_within(&mut self, pair: Pair<'_>, depth: usize) -> Spanned<Condition> {
        let span = self.extent(&pair);
        let mut pairs = pair.into_inner();
        let (Some(first), Some(deeper)) = (pairs.next(), depth.checked_sub(1)) else {
            self.report(SyntaxError::NestedTooDeep { span }.finding());
            return Spanned::new(Condition::And(Vec::new()), span);
        };
        let first = self.part(first, &mut pairs, deeper);
        let Some(word) = pairs.peek() else { return first };
        let chain = (connective(&word), self.span(&word));
        let mut parts = Vec::with_capacity(2);
        take_in(chain.0, first, &mut parts);
        while let (Some(word), Some(part)) = (pairs.next(), pairs.next()) {
            self.check_connective(chain, &word);
            take_in(chain.0, self.part(part, &mut pairs, deeper), &mut parts);
        }
        Spanned::new(chain.0.condition(parts), span)
    }

    /// The condition in parentheses or test that begins with a pair.
    fn part(&mut self, first: Pair<'_>, rest: &mut Pairs<'_>, depth: usize) -> Spanned<Condition> {
        match first.as_rule() {
            Rule::condition => self.condition_within(first, depth),
            _ => self.test(first, rest),
        }
    }

    /// Reports a connective of the other kind than the chain's first.
    fn check_connective(&mut self, chain: (Connective, Span), word: &Pair<'_>) {
        let second = connective(word);
        if second != chain.0 {
            let span = self.span(word);
            self.report(mixed(chain.0, chain.1, second, span));
        }
    }

    fn test(&mut self, path: Pair<'_>, rest: &mut Pairs<'_>) -> Spanned<Condition> {
        let path = self.path(path);
        let missing = Spanned::new(Operator::Exists, path.span);
        let operator = rest.next().map_or(missing, |operator| self.operator(operator, rest));
        let end = match &operator.node {
            Operator::Compare(_, operand) => operand.span,
            _ => operator.span,
        };
        let span = path.span.to(end);
        Spanned::new(Condition::Test { path, operator }, span)
    }

    /// `args.a."b c"`
    pub(super) fn path(&mut self, pair: Pair<'_>) -> Spanned<Path> {
        let span = self.span(&pair);
        let keys = pair.into_inner().map(|key| self.text(&key)).collect();
        Spanned::new(Path { keys }, span)
    }

    /// An operator and, for a comparison, the pair after it.
    fn operator(&mut self, pair: Pair<'_>, rest: &mut Pairs<'_>) -> Spanned<Operator> {
        let span = self.span(&pair);
        let operator = match pair.as_rule() {
            Rule::matches => self.matches(pair),
            Rule::presence if pair.as_str() == "exists" => Operator::Exists,
            Rule::presence => Operator::Missing,
            _ => {
                let operand = rest.next().map(|operand| self.operand(operand));
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

/// Adds a part to a chain; the parts of a chain of the same kind one by one.
fn take_in(chain: Connective, part: Spanned<Condition>, parts: &mut Vec<Spanned<Condition>>) {
    match (chain, part.node) {
        (Connective::And, Condition::And(inner)) | (Connective::Or, Condition::Or(inner)) => {
            parts.extend(inner);
        }
        (_, node) => parts.push(Spanned::new(node, part.span)),
    }
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
