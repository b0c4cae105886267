//! Do two documents decide every call alike, and if not, which test shows it?
//!
//! What differs is the comparison's business; its calls become the steps of a test, which has been
//! run on both documents.

use super::steps::{Calls, steps};
use crate::analysis::Reason;
use crate::catalog::Catalog;
use crate::diff::{
    AllToolsChange, CallSequence, Diff, LimitChange, Side, ToolChange, Verdict, Witness, diff_until,
};
use crate::gateway::Document;
use crate::source::{Span, Spanned};
use crate::syntax::ast::Step;
use crate::testing::{Runner, Test};

/// What tells two documents apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Apart {
    /// Nothing: they decide every call alike.
    Never,
    /// These steps of a test, which passes on the first document and fails on the second.
    By(Vec<Spanned<Step>>),
    /// Only more calls than a test can make.
    TooLate,
    /// Nobody knows.
    Unknown(Reason),
}

/// The two documents.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'d> {
    /// What the tests should pass on.
    pub(super) original: &'d Document,
    /// What they should fail on.
    pub(super) changed: &'d Document,
}

impl<'d> Pair<'d> {
    /// The sides of a comparison.
    pub(super) fn sides(&self, catalog: Option<&'d Catalog>) -> [Side<'d>; 2] {
        [self.original, self.changed].map(|document| Side {
            document,
            policy: None,
            catalog,
            places: &|_| None,
            sources: None,
        })
    }

    /// The steps of a test that makes these calls, if it passes on the one document and fails on
    /// the other.
    fn told_by(&self, calls: &[Calls<'_>], runner: &mut Runner) -> Option<Vec<Spanned<Step>>> {
        let steps = steps(self, calls)?;
        let name = Spanned::new(String::new(), Span::default());
        let test = Test { name: &name, steps: &steps };
        let mut passes = |document| runner.run(test, document).passed();
        let tells = passes(self.original) && !passes(self.changed);
        tells.then_some(steps)
    }
}

/// Looks for calls that tell the documents apart.
pub(super) fn apart(pair: Pair<'_>, catalog: Option<&Catalog>, runner: &mut Runner) -> Apart {
    let [original, changed] = pair.sides(catalog);
    let found = diff_until(original, changed, is_shown);
    if found.verdict == Verdict::Equal {
        return Apart::Never;
    }
    let mut shown = each_shown(&found);
    match shown.find_map(|calls| pair.told_by(&calls, runner)) {
        Some(steps) => Apart::By(steps),
        None => untold(&found),
    }
}

/// Whether calls show the change of a tool.
fn is_shown(change: &ToolChange) -> bool {
    let mut sequences = change.limits.iter().map(|limit| &limit.calls);
    change.looser.is_some() || change.tighter.is_some() || sequences.any(Option::is_some)
}

/// The calls of each change that is shown by some, those that only the changed side lets through
/// first.
fn each_shown(found: &Diff) -> impl Iterator<Item = Vec<Calls<'_>>> {
    let witnesses = found.tools.iter().flat_map(|tool| [&tool.looser, &tool.tighter]);
    let single = witnesses.flatten().map(of_witness);
    let many = limits(found).filter_map(|limit| limit.calls.as_ref()).map(of_sequence);
    single.chain(many)
}

fn limits(found: &Diff) -> impl Iterator<Item = &LimitChange> {
    let together = found.all_tools.iter().flat_map(|all_tools| &all_tools.limits);
    found.tools.iter().flat_map(|tool| &tool.limits).chain(together)
}

fn of_witness(witness: &Witness) -> Vec<Calls<'_>> {
    let calls = witness.after.iter().chain([&witness.call]);
    calls.map(|call| Calls { call, times: 1, at: 0 }).collect()
}

fn of_sequence(sequence: &CallSequence) -> Vec<Calls<'_>> {
    let runs = sequence.runs.iter();
    runs.map(|run| Calls { call: &run.call, times: run.times, at: run.at }).collect()
}

/// Why no test shows what differs.
fn untold(found: &Diff) -> Apart {
    let reasons = found.tools.iter().map(|tool| &tool.not_analysed);
    let together = found.all_tools.iter().map(|all_tools: &AllToolsChange| &all_tools.not_analysed);
    if let Some(reason) = reasons.chain(together).flatten().next() {
        return Apart::Unknown(*reason);
    }
    let needs_more = |tool: &ToolChange| {
        tool.verdict() == Verdict::Equal || (!tool.limits.is_empty() && !is_shown(tool))
    };
    match found.tools.iter().all(needs_more) && limits(found).all(LimitChange::is_too_long) {
        true => Apart::TooLate,
        false => Apart::Unknown(Reason::NotShown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::Change;

    #[test]
    fn a_change_without_calls_is_left_out_only_where_a_limit_is_too_large() {
        let tool = |change| ToolChange {
            lowered: None,
            name: "pay".to_owned(),
            change,
            class: None,
            looser: None,
            also_looser: Vec::new(),
            tighter: None,
            also_tighter: Vec::new(),
            limits: Vec::new(),
            visibility: None,
            messages: None,
            counters: Vec::new(),
            not_analysed: None,
            fingerprint: String::new(),
        };
        let tools = vec![tool(Change::Message), tool(Change::NewlyCallable)];
        let found = Diff { verdict: Verdict::Looser, tools, all_tools: None };
        assert!(matches!(untold(&found), Apart::Unknown(_)));
    }
}
