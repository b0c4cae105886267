//! A call that one side lets through and the other's conditions refuse.

use super::Comparison;
use super::amounts;
use super::change::Witness;
use super::side::{Named, Passing, Way};
use std::collections::BTreeSet;

use crate::analysis::{Answer, Formula, Path, Reason};
use crate::finding::Call;
use crate::json::Value;
use crate::policy::Decision;

/// Which calls of one tool pass on the side that may let more through, and on the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'q> {
    pub(super) tool: &'q Named,
    pub(super) way: Way,
    pub(super) more: &'q Passing,
    pub(super) less: &'q Passing,
}

impl Question<'_> {
    /// The calls that meet the conditions of the one side alone.
    fn difference(&self) -> Formula {
        self.more.allows.clone().and(!self.less.allows.clone())
    }
}

impl Comparison<'_> {
    /// A call that passes on the one side, its quotas unused, and that the other's conditions refuse.
    pub(super) fn extra(&mut self, question: Question<'_>) -> Answer<Witness> {
        if question.more.allows == question.less.allows {
            return Answer::None;
        }
        let difference = question.difference();
        let definition = self.pair.definition(question.way, &question.tool.called);
        let at_once = difference.clone().and(question.more.fits.clone());
        match self.engine.example(definition, &at_once) {
            Answer::Found(arguments) => self.shown(question, arguments, Vec::new()),
            Answer::Unknown(reason) => Answer::Unknown(reason),
            Answer::None => self.after_others(question, &difference),
        }
    }

    /// A call that passes on the one side, and that the other refuses for whatever reason.
    pub(super) fn passing(&mut self, question: Question<'_>) -> Answer<Witness> {
        let definition = self.pair.definition(question.way, &question.tool.called);
        match self.engine.example(definition, &question.more.whole()) {
            Answer::Found(arguments) => self.shown(question, arguments, Vec::new()),
            Answer::None => Answer::None,
            Answer::Unknown(reason) => Answer::Unknown(reason),
        }
    }

    /// A call that passes only once other calls have given a sum room for it.
    fn after_others(&mut self, question: Question<'_>, difference: &Formula) -> Answer<Witness> {
        let sums = self.pair.ordered(question.way).0.sums(&question.tool.called);
        if sums.is_empty() {
            return Answer::None;
        }
        let reachable = difference.clone().and(amounts::numeric(&sums));
        let (last, first) = match (self.engine.find(&reachable), self.giving(question, &sums)) {
            (Answer::Found(last), Answer::Found(first)) => (last, first),
            (Answer::None, _) | (_, Answer::None) => return Answer::None,
            (Answer::Unknown(reason), _) | (_, Answer::Unknown(reason)) => {
                return Answer::Unknown(reason);
            }
        };
        self.shown(question, last, vec![first])
    }

    /// A call that passes and gives as much room as there is.
    fn giving(&mut self, question: Question<'_>, sums: &BTreeSet<Path>) -> Answer<Value> {
        let mut answer = Answer::None;
        for giving in amounts::giving(sums) {
            answer = self.engine.find(&question.more.whole().and(giving));
            if answer.is_found() {
                break;
            }
        }
        answer
    }

    /// The call, if it comes out at both gateways as it was found.
    fn shown(
        &mut self,
        question: Question<'_>,
        arguments: Value,
        after: Vec<Value>,
    ) -> Answer<Witness> {
        let tool = &question.tool.called;
        let call = |arguments| Call { name: tool.clone(), arguments };
        let (last, first) = (call(arguments), after.into_iter().map(call).collect::<Vec<_>>());
        let calls: Vec<&Call> = first.iter().chain([&last]).collect();
        let mut answers = self.replay.at_once(question.way, &calls);
        let passes = answers.iter().all(|it| it.more.decision == Decision::Allow);
        let (more, less) = self.pair.ordered(question.way);
        let refused = answers.pop().and_then(|last| less.refusing(tool, last.less));
        match refused.filter(|_| passes) {
            Some(refused_by) => Answer::Found(Witness {
                call: last,
                after: first,
                refused_by,
                allowed_by: more.allowing(tool),
            }),
            None => Answer::Unknown(match first.is_empty() {
                true => Reason::NotReplayed,
                false => Reason::NeedsOtherCalls,
            }),
        }
    }
}
