//! Conditions of which some tests are decided beforehand.

use super::{Condition, Connective, Test};

impl Condition {
    /// Holds for every call.
    pub(crate) const ALWAYS: Self = Self::And(Vec::new());

    /// Holds for no call.
    pub(crate) const NEVER: Self = Self::Or(Vec::new());

    /// The condition with a truth value in the place of each test of which `truth` knows one.
    #[must_use]
    pub(crate) fn substitute(&self, truth: &dyn Fn(&Test) -> Option<bool>) -> Self {
        let of_test = &mut |test: &Test| match truth(test) {
            Some(true) => Self::ALWAYS,
            Some(false) => Self::NEVER,
            None => Self::Test(test.clone()),
        };
        self.fold(of_test, &|connective, parts| match connective {
            Connective::And => Self::And(parts),
            Connective::Or => Self::Or(parts),
        })
    }
}
