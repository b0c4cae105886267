//! `args.x missing or C`: an argument that may be left out.

use super::{Condition, Operator, Path, Test};

impl Condition {
    /// The argument, where the condition is `args.x missing or C` and C is about `args.x` alone.
    pub(crate) fn optional(&self) -> Option<&Path> {
        let Self::Or(_) = self else { return None };
        let disjuncts = self.disjuncts();
        let missing = disjuncts.iter().filter_map(|part| part.single_test());
        let path = missing.filter(|test| test.operator == Operator::Missing).map(path).next()?;
        self.tests().iter().all(|test| test.path == *path).then_some(path)
    }
}

fn path(test: &Test) -> &Path {
    &test.path
}
