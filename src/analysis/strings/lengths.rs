//! Lengths that a clause asks for whatever its other tests say.

use crate::analysis::clause::{self, AtomId, Clause};
use crate::analysis::formula::Test;

/// How many characters a string has that meets a clause, at the least and at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lengths {
    /// As few as this.
    pub least: u64,
    /// As many as this; `None` where there is no end.
    pub most: Option<u64>,
}

impl Lengths {
    const ALL: Self = Self { least: 0, most: None };

    /// What clauses say that hold together, their alternatives aside.
    pub(super) fn of(tests: &[(AtomId, &Test)], clauses: &[Clause]) -> Self {
        clauses.iter().fold(Self::ALL, |lengths, part| match part {
            Clause::Literal(id, holds) => match shorter(tests, *id) {
                Some(length) => lengths.with(length, *holds),
                None => lengths,
            },
            Clause::All(_) | Clause::Any(_) => lengths,
        })
    }

    /// Whether strings of these lengths are longer than some; `None` where some are and some aren't.
    fn are_longer(self, length: u64) -> Option<bool> {
        match self.most {
            _ if self.least > length => Some(true),
            Some(most) if most <= length => Some(false),
            _ => None,
        }
    }

    /// The tests that ask for both ends.
    fn ends(self, tests: &[(AtomId, &Test)]) -> impl Iterator<Item = Clause> {
        let least = self.least.checked_sub(1).map(|length| (length, true));
        let most = self.most.map(|length| (length, false));
        least.into_iter().chain(most).filter_map(|(length, holds)| {
            let mut same = tests.iter().filter(|(_, test)| **test == Test::LongerThan(length));
            same.next().map(|(id, _)| Clause::Literal(*id, holds))
        })
    }

    /// Those of them that are longer than a length, or that aren't.
    fn with(self, length: u64, is_longer: bool) -> Self {
        let Self { least, most } = self;
        match is_longer {
            true => Self { least: least.max(length.saturating_add(1)), most },
            false => Self { least, most: Some(most.map_or(length, |most| most.min(length))) },
        }
    }
}

/// The length that a test asks to be longer than.
fn shorter(tests: &[(AtomId, &Test)], id: AtomId) -> Option<u64> {
    let at = tests.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    match tests.get(at)?.1 {
        Test::LongerThan(length) => Some(*length),
        _ => None,
    }
}

/// What is left of clauses that hold together once lengths settle lengths, one of each end kept;
/// `None` where they leave none.
pub(super) fn settled(tests: &[(AtomId, &Test)], mut clauses: Vec<Clause>) -> Option<Vec<Clause>> {
    let mut before = Lengths::ALL;
    loop {
        let lengths = Lengths::of(tests, &clauses);
        if lengths == before {
            return Some(clauses);
        }
        let settles = |id| lengths.are_longer(shorter(tests, id)?);
        let left = clauses.iter().map(|clause| clause.reduced(&settles));
        clauses = clause::simplified(left.chain(lengths.ends(tests)).collect())?;
        before = lengths;
    }
}
