//! Walks that were taken before: many questions ask the same of a string, with other tests beside it.

use foldhash::HashMap;

use crate::analysis::clause::{AtomId, Clause};
use crate::analysis::engine::Outcome;
use crate::analysis::formula::Test;

/// What came of the walks so far; only looked up, never gone through.
#[derive(Debug, Default)]
pub(super) struct KnownWalks(HashMap<Asked, Outcome<String>>);

/// What a walk looks for, whatever its question calls the tests.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    /// Its tests are numbered as they stand in `tests`.
    clause: Clause,
    tests: Vec<Test>,
    /// The strings to keep away from.
    named: Vec<String>,
}

impl KnownWalks {
    /// What came of it, where it was asked before.
    pub(super) fn get(&self, asked: &Asked) -> Option<&Outcome<String>> {
        self.0.get(asked)
    }

    /// Remembers what came of it.
    pub(super) fn insert(&mut self, asked: Asked, found: Outcome<String>) {
        self.0.insert(asked, found);
    }
}

impl Asked {
    /// The clause over those of the tests that it has.
    pub(super) fn new(tests: &[(AtomId, &Test)], clause: &Clause, named: &[String]) -> Self {
        let mut ids = clause.ids_of_tests();
        ids.sort_unstable();
        ids.dedup();
        let own = tests.iter().filter(|(id, _)| ids.binary_search(id).is_ok());
        Self {
            clause: clause.renumbered(&|id| ids.binary_search(&id).unwrap_or(id)),
            tests: own.map(|(_, test)| (*test).clone()).collect(),
            named: named.to_vec(),
        }
    }
}
