//! The pairs inside a pair, in the order in which the grammar gives them.

use super::grammar::{Pair, Pairs, Rule};
use super::internal::InternalError;

/// What is left of the pairs inside one.
pub(super) struct Children<'i> {
    parent: Rule,
    pairs: Pairs<'i>,
}

impl<'i> Children<'i> {
    /// All pairs inside this one.
    pub(super) fn of(pair: Pair<'i>) -> Self {
        Self { parent: pair.as_rule(), pairs: pair.into_inner() }
    }

    /// The next pair, which the grammar always gives.
    pub(super) fn next(&mut self) -> Result<Pair<'i>, InternalError> {
        self.pairs.next().ok_or_else(|| InternalError::missing(self.parent))
    }

    /// The next pair, unless there is none.
    pub(super) fn next_if_any(&mut self) -> Option<Pair<'i>> {
        self.pairs.next()
    }

    /// The next pair, without taking it.
    pub(super) fn peek(&self) -> Option<Pair<'i>> {
        self.pairs.peek()
    }

    /// The last pair, without taking it.
    pub(super) fn peek_last(&self) -> Option<Pair<'i>> {
        self.pairs.clone().next_back()
    }

    /// The next pair, if it is of this rule.
    pub(super) fn next_if(&mut self, rule: Rule) -> Option<Pair<'i>> {
        self.next_if_in(&[rule])
    }

    /// The next pair, if it is of one of these rules.
    pub(super) fn next_if_in(&mut self, rules: &[Rule]) -> Option<Pair<'i>> {
        let rule = self.pairs.peek()?.as_rule();
        if rules.contains(&rule) { self.pairs.next() } else { None }
    }

    /// The next pair, unless it is of the rule that ends them.
    pub(super) fn next_unless(&mut self, last: Rule) -> Result<Option<Pair<'i>>, InternalError> {
        let pair = self.next()?;
        Ok((pair.as_rule() != last).then_some(pair))
    }

    /// Makes sure that nothing is left.
    pub(super) fn end(mut self) -> Result<(), InternalError> {
        match self.next_if_any() {
            None => Ok(()),
            Some(pair) => Err(InternalError::left_over(pair.as_rule(), self.parent)),
        }
    }
}
