//! Complements of patterns, each proved by itself.
//!
//! Where the gateway refuses the strings that a pattern doesn't match, the document has the
//! pattern's complement. That no string matches both and every string one of them is proved for the
//! two alone; then the complement reads as the contrary of the pattern, and a list of hundreds of
//! hosts needs no automaton for all of them together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::{Engine, Formula, KnownComplements, Test};
use crate::catalog::types::Kind;

/// What is known of pairs of patterns.
#[derive(Debug)]
pub(super) struct Complements {
    engine: Engine,
    known: KnownComplements,
    /// The complement of each pattern that was asked for, where it is proved to be one.
    proved: BTreeMap<String, Option<String>>,
}

impl Complements {
    /// Nothing is proved yet.
    pub(super) fn new(known: KnownComplements) -> Self {
        Self { engine: Engine::default(), known, proved: BTreeMap::new() }
    }

    /// What is compiled, with the proved complements of what is meant read as its contraries.
    pub(super) fn read(&mut self, meant: &Formula, compiled: Formula) -> Formula {
        let known = patterns(&compiled);
        let mut contraries = BTreeMap::new();
        for pattern in patterns(meant).difference(&known) {
            if let Some(complement) = self.complement(pattern) {
                contraries.insert(complement.clone(), pattern.clone());
            }
        }
        match contraries.is_empty() {
            true => compiled,
            false => with_contraries(&compiled, &contraries),
        }
    }

    fn complement(&mut self, pattern: &str) -> Option<&String> {
        if !self.proved.contains_key(pattern) {
            let complement = self.known.of(pattern).ok().flatten();
            let proved = complement.filter(|other| self.is_complement(pattern, other));
            self.proved.insert(pattern.to_owned(), proved);
        }
        self.proved.get(pattern)?.as_ref()
    }

    /// Whether every string matches one of two patterns, and none both.
    fn is_complement(&mut self, pattern: &str, other: &str) -> bool {
        let path = ["x".to_owned()];
        let matches = |pattern: &str| Formula::test(&path, Test::Matches(pattern.to_owned()));
        let string = Formula::test(&path, Test::Is(Kind::String));
        let both = matches(pattern).and(matches(other));
        let neither = string.and(!matches(pattern)).and(!matches(other));
        self.engine.find_arguments(&both).is_none()
            && self.engine.find_arguments(&neither).is_none()
    }
}

fn patterns(formula: &Formula) -> BTreeSet<String> {
    let atoms = formula.atoms().into_iter();
    let patterns = atoms.filter_map(|atom| match &atom.test {
        Test::Matches(pattern) => Some(pattern.clone()),
        _ => None,
    });
    patterns.collect()
}

fn with_contraries(formula: &Formula, contraries: &BTreeMap<String, String>) -> Formula {
    let each = |parts: &[Formula]| {
        parts.iter().map(|part| with_contraries(part, contraries)).collect::<Vec<_>>()
    };
    match formula {
        Formula::All(parts) => Formula::All(each(parts)),
        Formula::Any(parts) => Formula::Any(each(parts)),
        Formula::Not(part) => !with_contraries(part, contraries),
        Formula::Atom(atom) => match &atom.test {
            Test::Matches(complement) => match contraries.get(complement) {
                Some(pattern) => {
                    let matches = Test::Matches(pattern.clone());
                    let string = Formula::test(&atom.path, Test::Is(Kind::String));
                    string.and(!Formula::test(&atom.path, matches))
                }
                None => Formula::Atom(Arc::clone(atom)),
            },
            _ => Formula::Atom(Arc::clone(atom)),
        },
    }
}
