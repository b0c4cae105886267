//! The tests and the parts of a condition.

use super::{Condition, Test};

impl Condition {
    /// Every test, in the order of the text.
    pub(crate) fn tests(&self) -> Vec<&Test> {
        let mut tests = Vec::new();
        self.fold(&mut |test| tests.push(test), &|_, _| ());
        tests
    }

    /// The parts that must all hold: those of `and`s inside an `and` too, and of anything else the
    /// condition itself.
    pub(crate) fn conjuncts(&self) -> Vec<&Self> {
        match self {
            Self::And(parts) => parts.iter().flat_map(Self::conjuncts).collect(),
            Self::Or(_) | Self::Test(_) => vec![self],
        }
    }

    /// The parts of which one must hold: those of `or`s inside an `or` too, and of anything else
    /// the condition itself.
    pub(crate) fn disjuncts(&self) -> Vec<&Self> {
        match self {
            Self::Or(parts) => parts.iter().flat_map(Self::disjuncts).collect(),
            Self::And(_) | Self::Test(_) => vec![self],
        }
    }

    /// The test, where the condition is a single one.
    pub(crate) fn single_test(&self) -> Option<&Test> {
        match self {
            Self::Test(test) => Some(test),
            Self::And(_) | Self::Or(_) => None,
        }
    }

    /// Calls `visit` with every test and its guards: what `guard` makes of the single tests that
    /// must hold where it matters, since they stand in an `and` round it.
    pub(crate) fn visit_guarded<'c, G: Clone>(
        &'c self,
        guard: &dyn Fn(&'c Test) -> Option<G>,
        visit: &mut dyn FnMut(&'c Test, &[G]),
    ) {
        self.visit_below(guard, &[], visit);
    }

    fn visit_below<'c, G: Clone>(
        &'c self,
        guard: &dyn Fn(&'c Test) -> Option<G>,
        guards: &[G],
        visit: &mut dyn FnMut(&'c Test, &[G]),
    ) {
        match self {
            Self::Test(test) => visit(test, guards),
            Self::Or(parts) => parts.iter().for_each(|part| part.visit_below(guard, guards, visit)),
            Self::And(parts) => {
                let beside = parts.iter().filter_map(Self::single_test).filter_map(guard);
                let guards: Vec<G> = guards.iter().cloned().chain(beside).collect();
                parts.iter().for_each(|part| part.visit_below(guard, &guards, visit));
            }
        }
    }
}
