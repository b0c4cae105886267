//! Patterns that count characters, as lengths: an automaton would have a state for each.

use foldhash::HashMap;

use super::formula::{Atom, Formula, Test};
use crate::catalog::types::Kind;
use crate::re2::{self, Counted};

/// What patterns count, each read once.
#[derive(Debug, Default)]
pub(super) struct KnownCounts(HashMap<String, Option<Counted>>);

impl KnownCounts {
    /// What a test says, where it is a pattern that only counts characters of one class.
    pub(super) fn of(&mut self, atom: &Atom) -> Option<Formula> {
        let Test::Matches(pattern) = &atom.test else { return None };
        if !self.0.contains_key(pattern) {
            self.0.insert(pattern.clone(), re2::counted(pattern));
        }
        let Counted { characters, least, most } = self.0.get(pattern)?.as_ref()?;
        let test = |test| Formula::test(&atom.path, test);
        let of_characters = match characters {
            Some(pattern) => Test::Matches(pattern.clone()),
            None => Test::Is(Kind::String),
        };
        let least = least.checked_sub(1).map(|shorter| test(Test::LongerThan(shorter)));
        let most = most.map(|most| !test(Test::LongerThan(most)));
        Some(Formula::All([test(of_characters)].into_iter().chain(least).chain(most).collect()))
    }
}
