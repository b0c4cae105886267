//! What a walk may be led by: the patterns that must be found, and pairs of tests that may
//! contradict each other.

use crate::analysis::clause::{self, AtomId, Clause};

/// How many goals are tried.
const MAX_GOALS: usize = 16;

/// How many pairs are tried.
const MAX_PAIRS: usize = 64;

/// The clause, once with each of its first alternatives, of many the last ones together: what meets it
/// meets one of these. Those that contradict themselves are left out.
pub(super) fn cases(clause: &Clause) -> Vec<Clause> {
    let parts = conjuncts(clause);
    let first = parts.iter().enumerate().find_map(|(at, part)| match part {
        Clause::Any(alternatives) => Some((at, alternatives)),
        Clause::All(_) | Clause::Literal(..) => None,
    });
    let Some((at, alternatives)) = first else { return vec![clause.clone()] };
    let others = || parts.iter().take(at).chain(parts.iter().skip(at + 1)).cloned();
    let with = |it: Clause| clause::simplified(others().chain([it]).collect());
    let (single, together) = alternatives.split_at(alternatives.len().min(MAX_GOALS));
    let last = (!together.is_empty()).then(|| Clause::Any(together.to_vec()));
    single.iter().cloned().chain(last).filter_map(with).map(Clause::All).collect()
}

/// Tests that hold together for some strings that meet the clause, for each of its cases.
pub(super) fn goals(cases: &[Clause]) -> Vec<Vec<AtomId>> {
    cases.iter().map(held).filter(|goal| !goal.is_empty()).take(MAX_GOALS).collect()
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

/// Whether one test of a pair is to hold and the other isn't.
pub(super) fn is_opposed(pair: &Clause) -> bool {
    let holding = conjuncts(pair).iter().filter(|it| matches!(it, Clause::Literal(_, true)));
    holding.count() == 1
}

/// The parts that hold together.
pub(super) fn conjuncts(clause: &Clause) -> &[Clause] {
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
