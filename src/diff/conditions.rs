//! A call that one side lets through and the other's conditions refuse.

use super::Comparison;
use super::amounts;
use super::change::Witness;
use super::side::{Named, Passing, Way};
use std::collections::BTreeSet;

use crate::analysis::{Answer, Formula, Path};
use crate::finding::Call;
use crate::json::Value;
use crate::policy::Decision;

/// What only one side lets through.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Extra {
    /// Nothing: proved.
    Nothing,
    /// This call, replayed.
    Found(Box<Witness>),
    /// Nobody knows.
    Unknown(String),
}

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
    pub(super) fn extra(&mut self, question: Question<'_>) -> Extra {
        if question.more.allows == question.less.allows {
            return Extra::Nothing;
        }
        let difference = question.difference();
        let definition = self.pair.definition(question.way, &question.tool.called);
        let at_once = difference.clone().and(question.more.fits.clone());
        match self.engine.example(definition, &at_once) {
            Answer::Found(arguments) => self.shown(question, arguments, Vec::new()),
            Answer::Unknown(limit) => Extra::Unknown(limit.to_string()),
            Answer::Nothing => self.after_others(question, &difference),
        }
    }

    /// A call that passes on the one side, and that the other refuses for whatever reason.
    pub(super) fn passing(&mut self, question: Question<'_>) -> Extra {
        let definition = self.pair.definition(question.way, &question.tool.called);
        match self.engine.example(definition, &question.more.whole()) {
            Answer::Found(arguments) => self.shown(question, arguments, Vec::new()),
            Answer::Nothing => Extra::Nothing,
            Answer::Unknown(limit) => Extra::Unknown(limit.to_string()),
        }
    }

    /// A call that passes only once other calls have given a sum room for it.
    fn after_others(&mut self, question: Question<'_>, difference: &Formula) -> Extra {
        let sums = self.pair.ordered(question.way).0.sums(&question.tool.called);
        if sums.is_empty() {
            return Extra::Nothing;
        }
        let reachable = difference.clone().and(amounts::numeric(&sums));
        let (last, first) = match (self.engine.find(&reachable), self.giving(question, &sums)) {
            (Answer::Found(last), Answer::Found(first)) => (last, first),
            (Answer::Nothing, _) | (_, Answer::Nothing) => return Extra::Nothing,
            (Answer::Unknown(limit), _) | (_, Answer::Unknown(limit)) => {
                return Extra::Unknown(limit.to_string());
            }
        };
        self.shown(question, last, vec![first])
    }

    /// A call that passes and gives as much room as there is.
    fn giving(&mut self, question: Question<'_>, sums: &BTreeSet<Path>) -> Answer {
        let mut answer = Answer::Nothing;
        for giving in amounts::giving(sums) {
            answer = self.engine.find(&question.more.whole().and(giving));
            if matches!(answer, Answer::Found(_)) {
                break;
            }
        }
        answer
    }

    /// The call, if it comes out at both gateways as it was found.
    fn shown(&mut self, question: Question<'_>, arguments: Value, after: Vec<Value>) -> Extra {
        let tool = &question.tool.called;
        let call = |arguments| Call { name: tool.clone(), arguments };
        let (last, first) = (call(arguments), after.into_iter().map(call).collect::<Vec<_>>());
        let calls: Vec<&Call> = first.iter().chain([&last]).collect();
        let mut answers = self.replay.at_once(question.way, &calls);
        let passes = answers.iter().all(|it| it.more.decision == Decision::Allow);
        let (more, less) = self.pair.ordered(question.way);
        let refused = answers.pop().and_then(|last| less.refusing(tool, last.less));
        match refused.filter(|_| passes) {
            Some(refused_by) => Extra::Found(Box::new(Witness {
                call: last,
                after: first,
                refused_by,
                allowed_by: more.allowing(tool),
            })),
            None => Extra::Unknown(match first.is_empty() {
                true => "the call that was found could not be replayed".to_owned(),
                false => "it shows only after calls that give a quota room".to_owned(),
            }),
        }
    }
}
