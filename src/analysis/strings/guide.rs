//! What a walk may be led by: the patterns that must be found, and pairs of tests that may
//! contradict each other.

use crate::analysis::clause::{AtomId, Clause};

/// How many goals are tried.
const MAX_GOALS: usize = 16;

/// How many pairs are tried.
const MAX_PAIRS: usize = 64;

/// Tests that hold together for some strings that meet the clause: those that must hold, with those
/// of one alternative.
pub(super) fn goals(clause: &Clause) -> Vec<Vec<AtomId>> {
    let parts = conjuncts(clause);
    let certain: Vec<AtomId> = parts.iter().flat_map(held).collect();
    let alternatives = parts.iter().find_map(|part| match part {
        Clause::Any(alternatives) if !alternatives.is_empty() => Some(alternatives),
        _ => None,
    });
    let goals: Vec<Vec<AtomId>> = match alternatives {
        None => vec![certain],
        Some(alternatives) => {
            let with = |it| certain.iter().copied().chain(held(it)).collect();
            alternatives.iter().map(with).collect()
        }
    };
    goals.into_iter().filter(|goal| !goal.is_empty()).take(MAX_GOALS).collect()
}

/// Pairs of tests that must come out so, one of them at least holding.
pub(super) fn pairs(clause: &Clause) -> Vec<Clause> {
    let parts = conjuncts(clause);
    let literals: Vec<&Clause> =
        parts.iter().filter(|part| matches!(part, Clause::Literal(..))).collect();
    let holding = |part: &&Clause| matches!(part, Clause::Literal(_, true));
    let mut pairs = Vec::new();
    for (at, one) in literals.iter().enumerate() {
        for other in literals.iter().skip(at + 1) {
            if holding(one) || holding(other) {
                pairs.push(Clause::All(vec![(*one).clone(), (*other).clone()]));
            }
        }
    }
    pairs.truncate(MAX_PAIRS);
    pairs
}

fn conjuncts(clause: &Clause) -> &[Clause] {
    match clause {
        Clause::All(parts) => parts,
        other => std::slice::from_ref(other),
    }
}

/// The tests that must hold.
fn held(clause: &Clause) -> Vec<AtomId> {
    match clause {
        Clause::Literal(id, true) => vec![*id],
        Clause::All(parts) => parts.iter().flat_map(held).collect(),
        Clause::Literal(_, false) | Clause::Any(_) => Vec::new(),
    }
}
