//! Do the tests notice when the policy changes?
//!
//! A rule that no test holds in place can be lost in an edit, and nobody is told. So every rule is
//! changed a little, one at a time: left out, a bound moved, a pattern unanchored, a limit raised.
//! A change is caught when a test of the file fails on what is then compiled, or a `never` no
//! longer holds. One that nothing catches is compared with the policy: either it changes no
//! decision and is none, or there are calls that show it, which make the missing test.
//!
//! | step | where |
//! |---|---|
//! | which changes there are | `mutants`, `tweak` |
//! | a policy with one of them | `mutant` |
//! | calls that show a change | `apart` |
//! | a test that makes them | `steps` |

mod apart;
mod mutant;
mod mutants;
mod steps;
mod tweak;

pub(crate) use mutant::Change;

use crate::analysis::Reason;
use crate::catalog::Catalog;
use crate::diff;
use crate::finding::Finding;
use crate::gateway::{self, Document};
use crate::invariant;
use crate::policy::Policy;
use crate::source::{Span, Spanned};
use crate::syntax::ast::Step;
use crate::testing::{Runner, Test};
use apart::{Apart, Pair, apart};
use mutant::Mutant;
use mutants::{Changes, changes};

/// How many changes are tried at most.
pub(crate) const MAX_CHANGES: usize = 2_000;

/// How many calls the tests may make altogether.
const MAX_CALLS: u64 = 20_000_000;

/// A policy that compiles, and its tests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tested<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// What it compiles to.
    pub document: &'a Document,
    /// The catalog, which knows plausible arguments.
    pub catalog: Option<&'a Catalog>,
    /// The tests, all of which pass on the document.
    pub tests: &'a [Test<'a>],
    /// Where a default that isn't written would be.
    pub head: Span,
}

/// What came of changing a policy.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Mutated {
    /// How many changes a test or a `never` catches.
    pub caught: usize,
    /// Those that nothing catches, in the order of the text.
    pub survivors: Vec<Survivor>,
    /// Those of which nobody can tell whether they change a decision, in the order of the text.
    pub unknown: Vec<Unknown>,
    /// How many change no decision.
    pub equivalent: usize,
    /// How many weren't tried, or can't be caught by any test of a bearable length.
    pub left_out: usize,
}

/// A change that nothing catches.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Survivor {
    /// The rule or statement.
    pub span: Span,
    /// What was done to it.
    pub change: Change,
    /// The steps of a test that catches it.
    pub steps: Vec<Spanned<Step>>,
}

/// A change of which nobody can tell whether it changes a decision.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unknown {
    /// The rule or statement.
    pub span: Span,
    /// What was done to it.
    pub change: Change,
    /// Why.
    pub reason: Reason,
}

impl Mutated {
    /// How many changes the tests were put to.
    pub(crate) fn changes(&self) -> usize {
        self.caught + self.survivors.len() + self.unknown.len()
    }
}

/// Changes a policy in every way.
pub(crate) fn mutate(tested: Tested<'_>) -> Mutated {
    let (runner, mutated) = (Runner::default(), Mutated::default());
    let mut trial = Trial { tested, runner, tried: 0, calls: 0, mutated };
    for changes in changes(tested.policy, tested.head) {
        trial.put_to(&changes);
    }
    let mut mutated = trial.mutated;
    mutated.survivors.sort_by_key(|survivor| survivor.span);
    mutated.unknown.sort_by_key(|unknown| unknown.span);
    mutated
}

/// A policy being changed.
struct Trial<'a> {
    tested: Tested<'a>,
    runner: Runner,
    tried: usize,
    calls: u64,
    mutated: Mutated,
}

impl Trial<'_> {
    /// Where nothing catches a change, what does less of the same is the same fault.
    fn put_to(&mut self, changes: &Changes) {
        if self.is_caught(&changes.whole) {
            changes.lesser.iter().for_each(|lesser| self.put_to(lesser));
        }
    }

    /// Whether something catches a change; also where there is no such change, or no time to try
    /// it.
    fn is_caught(&mut self, mutant: &Mutant) -> bool {
        if self.tried == MAX_CHANGES || self.calls >= MAX_CALLS {
            self.mutated.left_out += 1;
            return true;
        }
        let Some((policy, change)) = mutant.of(self.tested.policy) else { return true };
        if gateway::check(&policy, self.tested.catalog).iter().any(Finding::is_error) {
            return true;
        }
        self.tried += 1;
        let document = gateway::emit(&policy).document;
        let caught = self.fails_on(&document) || !invariant::all_hold(&policy, self.tested.catalog);
        match caught {
            true => self.mutated.caught += 1,
            false => self.judge(mutant.span, change, &document),
        }
        caught
    }

    /// Whether a test fails. Those that call only tools of which both documents say the same
    /// needn't be run.
    fn fails_on(&mut self, changed: &Document) -> bool {
        let pair = Pair { original: self.tested.document, changed };
        let [original_side, changed_side] = pair.sides(None);
        let compared = diff::Pair::new(original_side, changed_side);
        let concerned = |test: &&Test<'_>| called(test).any(|tool| !compared.agree_on(tool));
        for test in self.tested.tests.iter().filter(concerned) {
            let outcome = self.runner.run(*test, changed);
            self.calls += outcome.calls;
            if !outcome.passed() {
                return true;
            }
        }
        false
    }

    /// Says what no test says.
    fn judge(&mut self, span: Span, change: Change, changed: &Document) {
        let pair = Pair { original: self.tested.document, changed };
        match apart(pair, self.tested.catalog, &mut self.runner) {
            Apart::Never => self.mutated.equivalent += 1,
            Apart::TooLate => self.mutated.left_out += 1,
            Apart::By(steps) => self.mutated.survivors.push(Survivor { span, change, steps }),
            Apart::Unknown(reason) => {
                self.mutated.unknown.push(Unknown { span, change, reason });
            }
        }
    }
}

/// The tools that a test calls.
fn called<'t>(test: &Test<'t>) -> impl Iterator<Item = &'t str> {
    test.steps.iter().filter_map(|step| match &step.node {
        Step::Call { tool, .. } => Some(tool.node.as_str()),
        Step::Wait { .. } => None,
    })
}
