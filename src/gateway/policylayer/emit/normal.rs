//! Conditions as sets of sets of tests: conjunctive and disjunctive normal form, bounded.

use super::literals::{Clause, Literals};
use crate::policy::condition::Condition;

/// How many entries one rule may become.
pub(super) const MAX_ENTRIES: usize = 64;

/// The condition needs more than [`MAX_ENTRIES`] entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooMany;

/// Which connective stands between the sets; the other one stands inside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `and` between sets of alternatives.
    Conjunctive,
    /// `or` between sets of requirements.
    Disjunctive,
}

/// A condition in normal form, without sets that say less than another.
pub(super) fn normal<'p>(
    condition: &'p Condition,
    form: Form,
    literals: &mut Literals<'p>,
) -> Result<Vec<Clause>, TooMany> {
    let (parts, joined) = match condition {
        Condition::Test(test) => return Ok(vec![Clause::from([literals.number(test)])]),
        Condition::And(parts) => (parts, form == Form::Conjunctive),
        Condition::Or(parts) => (parts, form == Form::Disjunctive),
    };
    if joined { union(parts, form, literals) } else { product(parts, form, literals) }
}

fn union<'p>(
    parts: &'p [Condition],
    form: Form,
    literals: &mut Literals<'p>,
) -> Result<Vec<Clause>, TooMany> {
    let mut all = Vec::new();
    for part in parts {
        for clause in normal(part, form, literals)? {
            add(&mut all, clause)?;
        }
    }
    Ok(all)
}

/// Single tests are in every set, so they are put aside and not multiplied.
fn product<'p>(
    parts: &'p [Condition],
    form: Form,
    literals: &mut Literals<'p>,
) -> Result<Vec<Clause>, TooMany> {
    let mut common = Clause::new();
    let mut all = vec![Clause::new()];
    for part in parts {
        match part {
            Condition::Test(test) => {
                common.insert(literals.number(test));
            }
            _ => all = times(&all, &normal(part, form, literals)?)?,
        }
    }
    let mut complete = Vec::new();
    for clause in all {
        add(&mut complete, &clause | &common)?;
    }
    Ok(complete)
}

/// Every set of one side joined with every set of the other.
pub(super) fn times(left: &[Clause], right: &[Clause]) -> Result<Vec<Clause>, TooMany> {
    let mut product = Vec::new();
    for one in left {
        for other in right {
            add(&mut product, one | other)?;
        }
    }
    Ok(product)
}

/// Adds a set, unless another says as much; those that say less than it go.
pub(super) fn add(clauses: &mut Vec<Clause>, clause: Clause) -> Result<(), TooMany> {
    if clauses.iter().any(|other| other.is_subset(&clause)) {
        return Ok(());
    }
    clauses.retain(|other| !clause.is_subset(other));
    clauses.push(clause);
    if clauses.len() > MAX_ENTRIES { Err(TooMany) } else { Ok(()) }
}
