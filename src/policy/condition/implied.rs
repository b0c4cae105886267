//! What holds in every way in which a condition can hold.

use super::{Condition, Connective, Test};

impl Condition {
    /// What holds wherever the condition does, of what `of_test` says that tests imply: of an `and`
    /// all that its parts imply, of an `or` what each of its parts implies.
    pub(crate) fn implied<'c, T: PartialEq>(
        &'c self,
        of_test: &dyn Fn(&'c Test) -> Option<T>,
    ) -> Vec<T> {
        self.fold(&mut |test| of_test(test).into_iter().collect(), &|connective, parts| {
            match connective {
                Connective::And => parts.into_iter().flatten().collect(),
                Connective::Or => in_every(parts),
            }
        })
    }

    /// Whether some test with this property holds wherever the condition does.
    pub(crate) fn implies(&self, has_property: &dyn Fn(&Test) -> bool) -> bool {
        self.fold(&mut |test| has_property(test), &|connective, parts| match connective {
            Connective::And => parts.into_iter().any(|implies| implies),
            Connective::Or => parts.into_iter().all(|implies| implies),
        })
    }
}

fn in_every<T: PartialEq>(parts: Vec<Vec<T>>) -> Vec<T> {
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default();
    let rest: Vec<_> = parts.collect();
    first.into_iter().filter(|it| rest.iter().all(|part| part.contains(it))).collect()
}
