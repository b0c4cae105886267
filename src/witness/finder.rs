//! Calls that pass a policy.

use std::cell::{Cell, OnceCell, RefCell};

use super::callable::Callable;
use super::claim::{Passes, PassesWithoutLimits};
use super::fast_path;
use super::question::{CallQuestion, Universe, connected_by_arguments};
use super::replay::Replay;
use super::search::Search;
use crate::analysis::{Answer, Formula, Reason, Sieve, schema};
use crate::catalog::Tool;
use crate::finding::Call;
use crate::gateway::{self, Compiled, Document};
use crate::json::Value;
use crate::policy::{Policy, semantics};

/// How many steps the questions about one policy may take together, about a second; those after it
/// have no answer.
const MAX_STEPS: usize = 30_000_000;

/// Finds calls that pass a policy, its limits unused.
#[derive(Debug)]
pub(crate) struct CallFinder<'a> {
    policy: &'a Policy,
    /// The compiled policy, once it is needed.
    document: OnceCell<Document>,
    /// The patterns that replays have compiled.
    compiled: RefCell<Compiled>,
    pub(super) search: RefCell<Search>,
    /// How many questions have been asked.
    questions: Cell<usize>,
}

impl<'a> CallFinder<'a> {
    /// Nothing is compiled or asked yet.
    pub(crate) fn new(policy: &'a Policy) -> Self {
        Self {
            policy,
            document: OnceCell::new(),
            compiled: RefCell::default(),
            search: RefCell::default(),
            questions: Cell::default(),
        }
    }

    /// A call that passes and meets the formula: one that keeps to the schema if there is one, else
    /// any JSON.
    pub(crate) fn find_call(&self, tool: &Callable<'_>, asked: &Formula) -> Answer<Call> {
        self.find_in(tool, asked, Universe::ValidFirst)
    }

    /// A call that keeps to the tool's schema, passes and meets the formula.
    pub(crate) fn find_valid_call(&self, tool: &Callable<'_>, asked: &Formula) -> Answer<Call> {
        self.find_in(tool, asked, Universe::Valid)
    }

    /// A call that passes and meets the formula, whatever the schema says.
    pub(crate) fn find_any_call(&self, tool: &Callable<'_>, asked: &Formula) -> Answer<Call> {
        self.find_in(tool, asked, Universe::Any)
    }

    fn find_in(&self, tool: &Callable<'_>, asked: &Formula, universe: Universe) -> Answer<Call> {
        let (name, definition, passing) = (&**tool.name, tool.tool, self.passing(tool));
        let question = CallQuestion { tool: name, definition, passing, asked, universe };
        match self.sieve(tool) {
            Some(sieve) => self.within_steps(|search| {
                self.replayed(|replay| {
                    search.find_sieved_call(&question, sieve, &mut Passes(replay))
                })
            }),
            None => self.find_replayed(&question),
        }
    }

    /// A call of any tool that passes, where `passing` are those that its rules allow.
    pub(crate) fn find_call_of(
        &self,
        tool: &str,
        definition: Option<&Tool>,
        passing: &Formula,
        asked: &Formula,
    ) -> Answer<Call> {
        let passing = &gateway::fits(self.document(), tool).and(passing.clone());
        let universe = Universe::ValidFirst;
        self.find_replayed(&CallQuestion { tool, definition, passing, asked, universe })
    }

    /// The same, limits aside.
    pub(crate) fn find_call_without_limits(
        &self,
        tool: &str,
        definition: Option<&Tool>,
        passing: &Formula,
        asked: &Formula,
    ) -> Answer<Call> {
        let universe = Universe::ValidFirst;
        let question = CallQuestion { tool, definition, passing, asked, universe };
        self.within_steps(|search| {
            search.find_call(&question, &mut PassesWithoutLimits(self.document()))
        })
    }

    /// A call of a tool that meets its rules, limits aside, and the formula.
    pub(crate) fn find_call_of_rules(&self, tool: &Callable<'_>, asked: &Formula) -> Answer<Call> {
        let rules = tool.rules.iter().map(|rule| semantics::of_rule(rule).clone()).collect();
        self.find_call_without_limits(tool.name, tool.tool, &Formula::All(rules), asked)
    }

    fn find_replayed(&self, question: &CallQuestion<'_>) -> Answer<Call> {
        self.within_steps(|search| {
            self.replayed(|replay| search.find_call(question, &mut Passes(replay)))
        })
    }

    /// What comes of calls that are made again; patterns are compiled once for all of them.
    fn replayed<T>(&self, ask: impl FnOnce(&mut Replay<'_>) -> T) -> T {
        let mut replay = Replay::with(self.document(), self.compiled.take());
        let answer = ask(&mut replay);
        self.compiled.replace(replay.into_compiled());
        answer
    }

    /// An answer, unless the questions before it have taken all steps.
    fn within_steps<T>(&self, ask: impl FnOnce(&mut Search) -> Answer<T>) -> Answer<T> {
        self.count_question();
        match self.is_spent() {
            true => Answer::Unknown(Reason::TooManySteps),
            false => ask(&mut self.search.borrow_mut()),
        }
    }

    /// Whether its answers have taken all steps that they may.
    pub(crate) fn is_spent(&self) -> bool {
        self.steps() > MAX_STEPS
    }

    /// Which of the parts of [`CallFinder::passing`] no call meets together; none where some call
    /// passes.
    pub(crate) fn find_conflict<'c>(&self, tool: &'c Callable<'_>) -> Answer<&'c [usize]> {
        let parts = tool.conflict.get_or_init(|| match fast_path::is_callable(tool) {
            true => Answer::None,
            false => self.search_conflict(self.passing(tool)),
        });
        parts.as_ref().map(Vec::as_slice)
    }

    fn search_conflict(&self, passing: &Formula) -> Answer<Vec<usize>> {
        let Formula::All(parts) = passing else { return Answer::None };
        Answer::first_found(connected_by_arguments(parts).into_iter().map(|together| {
            let all = together.iter().filter_map(|at| parts.get(*at)).cloned().collect();
            match self.is_satisfiable(&Formula::All(all)) {
                Ok(true) => Answer::None,
                Ok(false) => Answer::Found(together),
                Err(reason) => Answer::Unknown(reason),
            }
        }))
    }

    /// Whether some call, whatever it is, meets a formula.
    ///
    /// # Errors
    /// Nobody knows.
    pub(crate) fn is_satisfiable(&self, formula: &Formula) -> Result<bool, Reason> {
        self.count_question();
        match self.is_spent() {
            true => Err(Reason::TooManySteps),
            false => self.search.borrow_mut().is_satisfiable(formula),
        }
    }

    /// Arguments that keep to the tool's schema and meet the formula, whatever the policy says of
    /// them.
    pub(crate) fn find_valid_arguments(
        &self,
        tool: &Callable<'_>,
        formula: Formula,
    ) -> Answer<Value> {
        match tool.tool {
            Some(definition) => {
                self.find_arguments(&schema::valid_calls(definition, &formula).and(formula))
            }
            None => self.find_arguments(&formula),
        }
    }

    /// Arguments that meet the formula, whatever the policy says of them.
    pub(crate) fn find_arguments(&self, formula: &Formula) -> Answer<Value> {
        self.within_steps(|search| search.find_arguments(formula))
    }

    /// Arguments that meet the formula and all that is laid out, whatever the policy says of them.
    pub(crate) fn find_sieved_arguments(&self, formula: &Formula, sieve: &Sieve) -> Answer<Value> {
        self.within_steps(|search| search.find_sieved_arguments(formula, sieve))
    }

    /// Whether these arguments, an object, meet a formula.
    pub(crate) fn holds(&self, formula: &Formula, arguments: &Value) -> bool {
        self.search.borrow_mut().holds(formula, arguments)
    }

    /// How many steps its answers have taken.
    pub(crate) fn steps(&self) -> usize {
        self.search.borrow().steps()
    }

    fn count_question(&self) {
        self.questions.set(self.questions.get() + 1);
    }

    /// How many questions have been asked, and the steps that were taken without one as well.
    pub(super) fn asked(&self) -> (usize, usize) {
        (self.questions.get(), self.steps())
    }

    /// The calls of a tool that pass the policy, and that its unused limits have room for.
    pub(crate) fn passing<'c>(&self, tool: &'c Callable<'_>) -> &'c Formula {
        tool.passing.get_or_init(|| {
            let rules = tool.rules.iter().map(|rule| semantics::of_rule(rule).clone());
            // Only sums keep calls out while nothing is used.
            let sums = tool.limits().any(|limit| limit.sum.is_some());
            Formula::All(rules.chain(sums.then(|| self.fitting(tool))).collect())
        })
    }

    /// The calls of a tool that its unused limits have room for.
    pub(crate) fn fitting(&self, tool: &Callable<'_>) -> Formula {
        gateway::fits(self.document(), tool.name)
    }

    /// The refusals among them laid out, where they are many.
    pub(super) fn sieve<'c>(&self, tool: &'c Callable<'_>) -> Option<&'c Sieve> {
        tool.sieve.get_or_init(|| Sieve::new(self.passing(tool))).as_ref()
    }

    fn document(&self) -> &Document {
        self.document.get_or_init(|| gateway::emit(self.policy).document)
    }
}
