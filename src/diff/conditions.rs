//! A call that one side lets through and the other's conditions refuse.

use super::Comparison;
use super::amounts;
use super::change::{Direction, Witness};
use super::side::{Named, Passing};
use crate::analysis::{Answer, Formula, Reason};
use crate::finding::Call;
use crate::witness::Passes;

/// Which calls of one tool pass on the side that may let more through, and on the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'q> {
    pub(super) tool: &'q Named,
    pub(super) direction: Direction,
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
    /// A call that passes on the one side, its limits unused, and that the other's conditions
    /// refuse.
    pub(super) fn extra(&mut self, question: Question<'_>) -> Answer<Witness> {
        if question.more.allows == question.less.allows {
            return Answer::None;
        }
        let difference = question.difference();
        let at_once = difference.clone().and(question.more.fits.clone());
        match self.differing(question, &at_once, Vec::new()) {
            Answer::None => self.after_others(question, &difference),
            answer => answer,
        }
    }

    /// A call that passes on the one side, and that the other refuses for whatever reason.
    pub(super) fn passing(&mut self, question: Question<'_>) -> Answer<Witness> {
        self.differing(question, &question.more.whole(), Vec::new())
    }

    /// A call that passes only once other calls have given a sum room for it.
    fn after_others(&mut self, question: Question<'_>, difference: &Formula) -> Answer<Witness> {
        let sums = self.pair.ordered(question.direction).0.sums(&question.tool.called);
        if sums.is_empty() {
            return Answer::None;
        }
        let reachable = difference.clone().and(amounts::numeric(&sums));
        if self.search.find_arguments(&reachable).is_none() {
            return Answer::None;
        }
        let pairs = amounts::credits_and_calls(&sums).into_iter();
        let answers = pairs.map(|(first, then)| {
            let crediting = question.more.whole().and(first);
            let first = self.call(question.tool, question.direction, &crediting);
            let then = reachable.clone().and(then);
            first.and_then(|first| self.differing(question, &then, vec![first]))
        });
        match Answer::first_found(answers) {
            Answer::Unknown(Reason::NotReplayed) => Answer::Unknown(Reason::NeedsOtherCalls),
            answer => answer,
        }
    }

    /// A call that meets a formula, if after some others it comes out differently at both gateways.
    pub(super) fn differing(
        &mut self,
        question: Question<'_>,
        asked: &Formula,
        after: Vec<Call>,
    ) -> Answer<Witness> {
        let Question { tool, direction, .. } = question;
        let mut claim = self.replays.difference(direction, &after);
        let call =
            self.search.find_call(&self.pair.call_question(tool, direction, asked), &mut claim);
        let (more, less) = self.pair.ordered(direction);
        let refusal = claim.refusal.and_then(|verdict| less.refusing(&tool.called, verdict));
        let allowed_by = more.allowing(&tool.called);
        call.and_then(|call| match refusal {
            Some(refused_by) => Answer::Found(Witness { call, after, refused_by, allowed_by }),
            None => Answer::Unknown(Reason::NotReplayed),
        })
    }

    /// A plausible call that meets a formula and passes on the side that lets more through.
    pub(super) fn call(
        &mut self,
        tool: &Named,
        direction: Direction,
        asked: &Formula,
    ) -> Answer<Call> {
        let claim = &mut Passes(self.replays.ordered(direction).0);
        self.search.find_call(&self.pair.call_question(tool, direction, asked), claim)
    }
}
