//! Formulas in negation normal form over numbered tests, and how they shrink as tests are decided.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::{HashMap, HashSet, HashSetExt};

use super::counts::KnownCounts;
use super::formula::{Atom, Formula};

/// The number of a test in its question.
pub(super) type AtomId = usize;

/// A formula whose negations stand at single tests only.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Clause {
    /// Every part holds.
    All(Vec<Clause>),
    /// Some part holds.
    Any(Vec<Clause>),
    /// A test that holds, or that doesn't.
    Literal(AtomId, bool),
}

/// The tests of a question, each once.
#[derive(Debug)]
pub(super) struct Atoms<'k> {
    all: Vec<Arc<Atom>>,
    ids: HashMap<Arc<Atom>, AtomId>,
    counts: &'k mut KnownCounts,
}

impl<'k> Atoms<'k> {
    /// Without any test yet.
    pub(super) fn new(counts: &'k mut KnownCounts) -> Self {
        Self { all: Vec::new(), ids: HashMap::default(), counts }
    }

    /// The test with a number.
    pub(super) fn get(&self, id: AtomId) -> Option<&Atom> {
        self.all.get(id).map(Arc::as_ref)
    }

    fn id(&mut self, atom: &Arc<Atom>) -> AtomId {
        if let Some(id) = self.ids.get(atom) {
            return *id;
        }
        self.all.push(Arc::clone(atom));
        self.ids.insert(Arc::clone(atom), self.all.len() - 1);
        self.all.len() - 1
    }

    /// The clause that says what the formula says (`holds`), or its contrary.
    pub(super) fn clause(&mut self, formula: &Formula, holds: bool) -> Clause {
        match formula {
            Formula::All(parts) if holds => Clause::All(self.clauses(parts, holds)),
            Formula::Any(parts) if !holds => Clause::All(self.clauses(parts, holds)),
            Formula::All(parts) | Formula::Any(parts) => Clause::Any(self.clauses(parts, holds)),
            Formula::Not(part) => self.clause(part, !holds),
            Formula::Atom(atom) => match self.counts.of(atom) {
                Some(counted) => self.clause(&counted, holds),
                None => Clause::Literal(self.id(atom), holds),
            },
        }
    }

    fn clauses(&mut self, parts: &[Formula], holds: bool) -> Vec<Clause> {
        parts.iter().map(|part| self.clause(part, holds)).collect()
    }
}

impl Clause {
    const ALWAYS: Self = Self::All(Vec::new());
    const NEVER: Self = Self::Any(Vec::new());

    /// Whether it holds, as far as the tests are decided.
    pub(super) fn truth(&self, decided: &mut impl FnMut(AtomId) -> Option<bool>) -> Option<bool> {
        match self {
            Self::Literal(id, holds) => decided(*id).map(|truth| truth == *holds),
            Self::All(parts) => truth_of(parts, decided, false),
            Self::Any(parts) => truth_of(parts, decided, true),
        }
    }

    /// What is left of it once these tests are decided.
    pub(super) fn reduced(&self, decided: &impl Fn(AtomId) -> Option<bool>) -> Self {
        match self {
            Self::Literal(id, holds) => match decided(*id) {
                None => self.clone(),
                Some(truth) if truth == *holds => Self::ALWAYS,
                Some(_) => Self::NEVER,
            },
            Self::All(parts) => Self::all(parts.iter().map(|part| part.reduced(decided))),
            Self::Any(parts) => Self::any(parts.iter().map(|part| part.reduced(decided))),
        }
    }

    /// Every part, flat; the first part that can't hold stands for all.
    fn all(parts: impl Iterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::All(inner) => flat.extend(inner),
                Self::Any(inner) if inner.is_empty() => return Self::NEVER,
                other => flat.push(other),
            }
        }
        single(flat, Self::All)
    }

    /// Some part, flat; the first part that always holds stands for all.
    fn any(parts: impl Iterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::Any(inner) => flat.extend(inner),
                Self::All(inner) if inner.is_empty() => return Self::ALWAYS,
                other => flat.push(other),
            }
        }
        single(flat, Self::Any)
    }

    /// The clause flat, its parts in one order, none twice: clauses that differ only in that are
    /// the same.
    pub(super) fn canonical(&self) -> Self {
        let flat = match self {
            Self::Literal(..) => return self.clone(),
            Self::All(parts) => Self::all(parts.iter().map(Self::canonical)),
            Self::Any(parts) => Self::any(parts.iter().map(Self::canonical)),
        };
        match flat {
            Self::All(parts) => Self::All(in_order(parts)),
            Self::Any(parts) => Self::Any(in_order(parts)),
            literal => literal,
        }
    }

    /// The clause with other numbers for its tests.
    pub(super) fn renumbered(&self, number: &impl Fn(AtomId) -> AtomId) -> Self {
        let all = |parts: &[Self]| parts.iter().map(|part| part.renumbered(number)).collect();
        match self {
            Self::Literal(id, holds) => Self::Literal(number(*id), *holds),
            Self::All(parts) => Self::All(all(parts)),
            Self::Any(parts) => Self::Any(all(parts)),
        }
    }

    /// The numbers of its tests.
    pub(super) fn ids_of_tests(&self) -> Vec<AtomId> {
        let mut ids = Vec::new();
        self.ids(&mut ids);
        ids
    }

    /// The numbers of its tests, put in `ids`.
    pub(super) fn ids(&self, ids: &mut Vec<AtomId>) {
        match self {
            Self::Literal(id, _) => ids.push(*id),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.ids(ids)),
        }
    }
}

fn in_order(mut parts: Vec<Clause>) -> Vec<Clause> {
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// A list of one is that one.
fn single(mut parts: Vec<Clause>, many: fn(Vec<Clause>) -> Clause) -> Clause {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            many(parts)
        }
    }
}

/// The truth of a list: `winning` as soon as one part has it, undecided while one is.
fn truth_of(
    parts: &[Clause],
    decided: &mut impl FnMut(AtomId) -> Option<bool>,
    winning: bool,
) -> Option<bool> {
    let mut all = Some(!winning);
    for part in parts {
        match part.truth(decided) {
            Some(truth) if truth == winning => return Some(winning),
            Some(_) => {}
            None => all = None,
        }
    }
    all
}

/// Whether all clauses hold, as far as the tests are decided.
pub(super) fn truth(
    clauses: &[Clause],
    mut decided: impl FnMut(AtomId) -> Option<bool>,
) -> Option<bool> {
    truth_of(clauses, &mut decided, false)
}

/// What is left of clauses that hold together: flat, none twice, the consequences of every single
/// test drawn. `None` where they contradict each other.
pub(super) fn simplified(clauses: Vec<Clause>) -> Option<Vec<Clause>> {
    let mut decided: BTreeMap<AtomId, bool> = BTreeMap::new();
    let mut rest = clauses;
    loop {
        let before = decided.len();
        let reduced = rest.iter().map(|clause| clause.reduced(&|id| decided.get(&id).copied()));
        let flat = match Clause::all(reduced) {
            Clause::All(parts) => parts,
            Clause::Any(parts) if parts.is_empty() => return None,
            other => vec![other],
        };
        rest = Vec::with_capacity(flat.len());
        for clause in flat {
            match clause {
                Clause::Literal(id, holds) => {
                    if decided.insert(id, holds).is_some_and(|known| known != holds) {
                        return None;
                    }
                }
                other => rest.push(other),
            }
        }
        if decided.len() == before {
            break;
        }
    }
    let mut seen = HashSet::new();
    rest.retain(|clause| seen.insert(clause.clone()));
    let units = decided.into_iter().map(|(id, holds)| Clause::Literal(id, holds));
    Some(units.chain(rest).collect())
}

/// Whether clauses contradict each other whatever the tests are about: the shortest alternatives
/// are tried one by one, `splits` times altogether at most.
pub(super) fn is_contradiction(clauses: &[Clause], splits: &mut usize) -> bool {
    let Some(clauses) = simplified(clauses.to_vec()) else { return true };
    let alternatives = clauses.iter().filter_map(|clause| match clause {
        Clause::Any(parts) => Some(parts),
        Clause::All(_) | Clause::Literal(..) => None,
    });
    let Some(shortest) = alternatives.min_by_key(|parts| parts.len()) else { return false };
    shortest.iter().all(|part| {
        let Some(left) = splits.checked_sub(1) else { return false };
        *splits = left;
        let with_part: Vec<Clause> = clauses.iter().cloned().chain([part.clone()]).collect();
        is_contradiction(&with_part, splits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(parts: &[Clause]) -> Clause {
        Clause::All(parts.to_vec())
    }

    fn any(parts: &[Clause]) -> Clause {
        Clause::Any(parts.to_vec())
    }

    #[test]
    fn what_contradicts_itself_needs_no_test_to_be_looked_into() {
        let is = |id| Clause::Literal(id, true);
        let not = |id| Clause::Literal(id, false);
        let many: Vec<_> = (10..200).map(is).collect();
        let none: Vec<_> = (10..200).map(not).collect();
        let either = any(&[not(1), not(2)]);
        for (clauses, splits, expected) in [
            (vec![is(1), not(1)], 0, true),
            (vec![any(&many), all(&none)], 0, true),
            (vec![either.clone(), any(&many), any(&[all(&[is(1), is(2)]), all(&none)])], 2, true),
            (vec![either.clone(), any(&many), any(&[all(&[is(1), is(2)]), all(&none)])], 1, false),
            (vec![either.clone(), any(&many), any(&[is(1), all(&none)])], 9, false),
            (vec![either, any(&many)], 9, false),
            (vec![], 9, false),
        ] {
            assert_eq!(is_contradiction(&clauses, &mut { splits }), expected, "{clauses:?}");
        }
    }
}
