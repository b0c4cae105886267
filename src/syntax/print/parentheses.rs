//! Which parentheses say nothing: all but those where `and` meets `or`.

use crate::syntax::children::Children;
use crate::syntax::grammar::{Pair, Rule};

/// Whether parentheses round one condition, which are part of another, can go.
pub(super) fn are_needless(inside: &Pair<'_>, outside: &Pair<'_>) -> bool {
    let (inside, outside) = (connective_left(inside.clone()), connective(outside));
    outside.is_none() || inside.is_none() || outside == inside
}

/// The connective of a condition's own parts.
fn connective(condition: &Pair<'_>) -> Option<Rule> {
    let rules = condition.clone().into_inner().map(|pair| pair.as_rule());
    rules.into_iter().find(|rule| matches!(rule, Rule::and | Rule::or))
}

/// The connective that a condition has once its own needless parentheses are gone.
fn connective_left(mut condition: Pair<'_>) -> Option<Rule> {
    loop {
        let own = connective(&condition);
        if own.is_some() {
            return own;
        }
        let parentheses = Children::of(condition).next_if(Rule::parentheses)?;
        condition = Children::of(parentheses).next_if(Rule::condition)?;
    }
}
