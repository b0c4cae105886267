//! Conditions, paths and operators.

use super::{Builder, MAX_DEPTH};
use crate::finding::Finding;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{Comparison, Condition, Operand, Operator, Path, Regex, Value};
use crate::syntax::children::Children;
use crate::syntax::error::SyntaxError;
use crate::syntax::grammar::{Pair, Rule};
use crate::syntax::internal::InternalError;
use crate::syntax::near_miss::NearMiss;

/// What stands between two parts of a condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Connective {
    And,
    Or,
}

impl Connective {
    fn read(pair: &Pair<'_>) -> Result<Self, InternalError> {
        match pair.as_rule() {
            Rule::and => Ok(Self::And),
            Rule::or => Ok(Self::Or),
            _ => Err(InternalError::unexpected(pair.as_rule(), Rule::connective)),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
        }
    }

    fn join(self, parts: Vec<Spanned<Condition>>) -> Condition {
        match self {
            Self::And => Condition::And(parts),
            Self::Or => Condition::Or(parts),
        }
    }
}

impl Builder<'_> {
    /// A whole condition.
    pub(super) fn build_condition(
        &mut self,
        pair: Pair<'_>,
    ) -> Result<Spanned<Condition>, InternalError> {
        self.build_condition_within(pair, MAX_DEPTH)
    }

    fn build_condition_within(
        &mut self,
        pair: Pair<'_>,
        depth: usize,
    ) -> Result<Spanned<Condition>, InternalError> {
        let span = self.extent(&pair);
        let Some(deeper) = depth.checked_sub(1) else {
            self.report(SyntaxError::NestedTooDeep { span }.finding());
            return Ok(Spanned::new(Condition::And(Vec::new()), span));
        };
        let mut inner = Children::of(pair);
        let first = self.build_part(&mut inner, deeper)?;
        let Some(word) = inner.next_if_any() else { return Ok(first) };
        let chain = (Connective::read(&word)?, self.span(&word));
        let mut parts = Vec::with_capacity(2);
        add_part(chain.0, first, &mut parts);
        add_part(chain.0, self.build_part(&mut inner, deeper)?, &mut parts);
        while let Some(word) = inner.next_if_any() {
            self.check_connective(chain, &word)?;
            add_part(chain.0, self.build_part(&mut inner, deeper)?, &mut parts);
        }
        Ok(Spanned::new(chain.0.join(parts), span))
    }

    /// The condition in parentheses or the test that comes next.
    fn build_part(
        &mut self,
        inner: &mut Children<'_>,
        depth: usize,
    ) -> Result<Spanned<Condition>, InternalError> {
        let Some(parentheses) = inner.next_if(Rule::parentheses) else {
            return self.build_test(inner);
        };
        let mut inside = Children::of(parentheses);
        let condition = self.build_condition_within(inside.next()?, depth)?;
        inside.end()?;
        Ok(condition)
    }

    /// Reports a connective of the other kind than the chain's first.
    fn check_connective(
        &mut self,
        chain: (Connective, Span),
        word: &Pair<'_>,
    ) -> Result<(), InternalError> {
        let second = Connective::read(word)?;
        if second != chain.0 {
            let span = self.span(word);
            self.report(mixed(chain.0, chain.1, second, span));
        }
        Ok(())
    }

    fn build_test(
        &mut self,
        inner: &mut Children<'_>,
    ) -> Result<Spanned<Condition>, InternalError> {
        let path = self.build_path(inner.next()?)?;
        let operator = self.build_operator(inner)?;
        let end = match &operator.node {
            Operator::Compare(_, operand) => operand.span,
            Operator::Exists | Operator::Missing | Operator::Matches(_) => operator.span,
        };
        let span = path.span.to(end);
        Ok(Spanned::new(Condition::Test { path, operator }, span))
    }

    /// `args.a."b c"`
    pub(super) fn build_path(&mut self, pair: Pair<'_>) -> Result<Spanned<Path>, InternalError> {
        let span = self.span(&pair);
        let mut inner = Children::of(pair);
        let mut keys = Vec::with_capacity(1);
        while let Some(key) = inner.next_if_any() {
            keys.push(self.build_text(&key)?);
        }
        Ok(Spanned::new(Path { keys }, span))
    }

    /// An operator and, for a comparison, the operand after it.
    fn build_operator(
        &mut self,
        inner: &mut Children<'_>,
    ) -> Result<Spanned<Operator>, InternalError> {
        let pair = inner.next()?;
        let span = self.span(&pair);
        let operator = match pair.as_rule() {
            Rule::exists => Operator::Exists,
            Rule::missing => Operator::Missing,
            Rule::matches => self.build_matches(pair)?,
            rule => match Comparison::read_by(rule) {
                Some(comparison) => {
                    Operator::Compare(comparison, self.build_operand_of(comparison, inner.next()?)?)
                }
                None => return Err(InternalError::unexpected(pair.as_rule(), Rule::operator)),
            },
        };
        Ok(Spanned::new(operator, span))
    }

    fn build_matches(&mut self, pair: Pair<'_>) -> Result<Operator, InternalError> {
        let span = self.span(&pair);
        let mut inner = Children::of(pair);
        let regex = inner.next()?;
        let pattern = match regex.as_rule() {
            Rule::regex => Spanned::new(regex.as_str().to_owned(), self.span(&regex)),
            _ => return Err(InternalError::unexpected(regex.as_rule(), Rule::matches)),
        };
        if pattern.node.is_empty() {
            self.report(SyntaxError::EmptyRegex { span }.finding());
        }
        inner.end()?;
        Ok(Operator::Matches(Regex { pattern }))
    }

    /// An operand; one that is reported is a list where a list is expected.
    fn build_operand_of(
        &mut self,
        comparison: Comparison,
        pair: Pair<'_>,
    ) -> Result<Spanned<Operand>, InternalError> {
        let known = self.findings.len();
        let operand = self.build_operand(pair)?;
        let is_single = !matches!(operand.node, Operand::List(_));
        Ok(match comparison.takes_list() && is_single && self.findings.len() > known {
            true => Spanned::new(Operand::List(vec![operand.clone()]), operand.span),
            false => operand,
        })
    }

    fn build_operand(&mut self, pair: Pair<'_>) -> Result<Spanned<Operand>, InternalError> {
        if pair.as_rule() != Rule::operands {
            return self.build_choice(&pair);
        }
        let span = self.span(&pair);
        let mut inner = Children::of(pair);
        let mut choices = Vec::new();
        while let Some(choice) = inner.next_if_any() {
            choices.push(self.build_choice(&choice)?);
        }
        Ok(Spanned::new(Operand::List(choices), span))
    }

    /// A single value or a constant's name.
    fn build_choice(&mut self, pair: &Pair<'_>) -> Result<Spanned<Operand>, InternalError> {
        let span = self.span(pair);
        Ok(match pair.as_rule() {
            Rule::word => self.build_name(pair)?.map(Operand::Name),
            _ => Spanned::new(Operand::Value(self.build_scalar(pair)?), span),
        })
    }

    /// A scalar or a list of them.
    pub(super) fn build_value(&mut self, pair: Pair<'_>) -> Result<Spanned<Value>, InternalError> {
        let span = self.span(&pair);
        let value = match pair.as_rule() {
            Rule::list => self.build_list(pair)?,
            _ => self.build_scalar(&pair)?,
        };
        Ok(Spanned::new(value, span))
    }

    fn build_list(&mut self, pair: Pair<'_>) -> Result<Value, InternalError> {
        let mut inner = Children::of(pair);
        let mut items = Vec::new();
        while let Some(item) = inner.next_if_any() {
            items.push(self.build_scalar(&item)?);
        }
        Ok(Value::Array(items))
    }
}

fn mixed(first: Connective, first_span: Span, second: Connective, span: Span) -> Finding {
    NearMiss::MixedConnectives { first: first.word(), second: second.word(), first_span, span }
        .finding()
}

/// Adds a part to a chain; the parts of a chain of the same kind one by one.
fn add_part(chain: Connective, part: Spanned<Condition>, parts: &mut Vec<Spanned<Condition>>) {
    match (chain, part.node) {
        (Connective::And, Condition::And(inner)) | (Connective::Or, Condition::Or(inner)) => {
            parts.extend(inner);
        }
        (_, node) => parts.push(Spanned::new(node, part.span)),
    }
}
