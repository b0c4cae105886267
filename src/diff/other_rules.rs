//! What other rules kept out, beside the call that is shown first.

use super::Comparison;
use super::change::Witness;
use super::conditions::Question;
use crate::analysis::Formula;
use crate::gateway::refusals;

/// How many rules of a tool are asked about.
const MAX_RULES: usize = 16;

impl Comparison<'_> {
    /// For each further rule of the side that lets less through a call that it alone refuses, and
    /// that passes on the other side.
    pub(super) fn kept_out_by_others(
        &mut self,
        question: Question<'_>,
        first: Option<&Witness>,
    ) -> Vec<Witness> {
        let Some(first) = first else { return Vec::new() };
        let (more, less) = self.pair.ordered(question.direction);
        let tool = &question.tool.called;
        let refused = |document| refusals(document, tool).into_iter().map(|(_, calls)| calls);
        let (kept, all): (Vec<_>, Vec<_>) =
            (refused(more.document()).collect(), refused(less.document()).collect());
        let gone: Vec<usize> = (0..all.len()).filter(|at| !is_among(&kept, all.get(*at))).collect();
        if gone.len() < 2 {
            return Vec::new();
        }
        let mut others: Vec<Witness> = Vec::new();
        for at in gone.into_iter().take(MAX_RULES) {
            let asked = refused_by_one_alone(&all, at).and(question.more.whole());
            let witness = self.differing(question, &asked, Vec::new()).found();
            let is_new = |it: &Witness| {
                !others.iter().chain([first]).any(|known| known.refused_by == it.refused_by)
            };
            let new = witness.filter(is_new);
            others.extend(new);
        }
        others
    }
}

fn is_among(kept: &[Formula], calls: Option<&Formula>) -> bool {
    calls.is_some_and(|calls| kept.contains(calls))
}

/// The calls that the rule at a place refuses and no other does.
fn refused_by_one_alone(all: &[Formula], at: usize) -> Formula {
    let parts = all.iter().enumerate();
    let parts = parts.map(|(own, calls)| if own == at { calls.clone() } else { !calls.clone() });
    Formula::All(parts.collect())
}
