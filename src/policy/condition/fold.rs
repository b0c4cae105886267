//! A value for a condition from the values of its tests.

use super::{Condition, Test};

/// What stands between the parts of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Connective {
    /// Every part must hold.
    And,
    /// Some part must hold.
    Or,
}

impl Condition {
    /// The value of the condition: `of_test` gives that of each test, in the order of the text, and
    /// `join` that of the parts between which a connective stands.
    pub(crate) fn fold<'c, T>(
        &'c self,
        of_test: &mut dyn FnMut(&'c Test) -> T,
        join: &dyn Fn(Connective, Vec<T>) -> T,
    ) -> T {
        let (connective, parts) = match self {
            Self::Test(test) => return of_test(test),
            Self::And(parts) => (Connective::And, parts),
            Self::Or(parts) => (Connective::Or, parts),
        };
        let values = parts.iter().map(|part| part.fold(of_test, join)).collect();
        join(connective, values)
    }
}
