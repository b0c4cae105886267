//! A branch of `or` that lets a call pass whatever an argument is of which another branch says what
//! is good.

use crate::policy::condition::{Condition, Test};
use crate::policy::semantics::of_condition;
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::threat::Threat;

/// The branch through which the call passes that is shown of a threat.
pub(super) struct FreeBranch<'a> {
    free: &'a Condition,
    /// The branch that says what is good, and where.
    bound: &'a Condition,
    test: &'a Test,
}

impl<'a> FreeBranch<'a> {
    /// `None` where no branch is passed through, or one that says something of the argument.
    pub(super) fn of(threat: &'a Threat<'_>) -> Option<Self> {
        let ((rule, test), shown) = (threat.wanted()?, threat.shown()?);
        let names =
            |condition: &&Condition| condition.tests().iter().any(|other| other.path == test.path);
        let holds = |condition: &Condition| of_condition(condition).holds(shown.call.arguments());
        let mut parts = rule.kind.required()?.conjuncts().into_iter();
        let branches = parts.find(names)?.disjuncts();
        let bound = *branches.iter().find(|branch| names(branch))?;
        let passed: Vec<_> = branches.into_iter().filter(|branch| holds(branch)).collect();
        let free = passed.first().copied().filter(|_| !passed.iter().any(names))?;
        Some(Self { free, bound, test })
    }

    /// Where it stands.
    pub(super) fn span(&self) -> Span {
        let spans = self.free.tests().into_iter().map(|test| test.span);
        spans.reduce(Span::to).unwrap_or(self.test.span)
    }

    /// Where the other branch says what is good.
    pub(super) fn bound(&self) -> Span {
        self.test.span
    }

    /// What is wrong, after the argument.
    pub(super) fn says(&self) -> String {
        format!("may be anything where {} holds", tick(&self.free.to_string()))
    }

    /// What to write instead.
    pub(super) fn help(&self) -> String {
        let [bound, free] = [self.bound, self.free].map(|it| tick(&format!("require {it}")));
        let argument = tick(&argument_text(&self.test.path));
        format!(
            "where both must hold, write {bound} and {free}; else say in this branch as well what \
             {argument} may be"
        )
    }
}
