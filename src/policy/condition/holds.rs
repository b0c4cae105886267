//! Whether a condition holds, by the truth of its tests.

use super::{Condition, Connective, Test};

impl Condition {
    /// Whether the condition holds where these of its tests do and no others.
    pub(crate) fn holds_where(&self, is_true: &dyn Fn(&Test) -> bool) -> bool {
        self.fold(&mut |test| is_true(test), &|connective, parts| match connective {
            Connective::And => parts.into_iter().all(|holds| holds),
            Connective::Or => parts.into_iter().any(|holds| holds),
        })
    }
}
