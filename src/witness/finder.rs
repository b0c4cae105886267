//! Questions about a policy's tools, asked of the exact analysis.
//!
//! A lint asks whether some call passes the policy and meets a formula. Only this file asks the
//! engine, and only here are calls made that findings show: each is given to the gateway's
//! evaluator, with the policy compiled, before it is shown.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::callable::Callable;
use super::fast_path;
use crate::analysis::{Answer, Atom, Engine, Formula, Reason, Test, schema};
use crate::catalog::Tool;
use crate::finding::Call;
use crate::gateway::{self, Document, Gateway};
use crate::json::Value;
use crate::policy::{Decision, Policy, meaning};

/// Finds calls that pass a policy; keeps what it was asked.
#[derive(Debug)]
pub struct CallFinder<'a> {
    policy: &'a Policy,
    /// The compiled policy, once it is needed.
    document: OnceCell<Document>,
    engine: RefCell<Engine>,
    /// Only looked up, never gone through.
    answers: RefCell<HashMap<Formula, Answer<Value>>>,
}

/// Which calls are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Universe {
    /// Those that keep to the tool's schema, as far as that is known.
    Valid,
    /// Any JSON.
    Any,
}

impl<'a> CallFinder<'a> {
    /// Nothing is compiled or asked yet.
    pub fn new(policy: &'a Policy) -> Self {
        let (document, engine) = (OnceCell::new(), RefCell::default());
        Self { policy, document, engine, answers: RefCell::default() }
    }

    /// A call that passes and meets the formula: one that keeps to the schema if there is one, else
    /// any JSON.
    pub fn find_call(&self, tool: &Callable<'_>, question: &Formula) -> Answer<Call> {
        match self.find_valid_call(tool, question) {
            Answer::Found(call) => Answer::Found(call),
            Answer::None | Answer::Unknown(_) => self.find_any_call(tool, question),
        }
    }

    /// A call that keeps to the tool's schema, passes and meets the formula.
    pub fn find_valid_call(&self, tool: &Callable<'_>, question: &Formula) -> Answer<Call> {
        self.find_in(tool, question, Universe::Valid)
    }

    /// A call that passes and meets the formula, whatever the schema says.
    pub fn find_any_call(&self, tool: &Callable<'_>, question: &Formula) -> Answer<Call> {
        self.find_in(tool, question, Universe::Any)
    }

    /// Which of the parts of [`CallFinder::passing`] no call meets together; none where some call
    /// passes.
    pub fn find_conflict<'c>(&self, tool: &'c Callable<'_>) -> Answer<&'c [usize]> {
        let parts = tool.conflict.get_or_init(|| match fast_path::is_callable(tool) {
            true => Answer::None,
            false => self.search_conflict(self.passing(tool)),
        });
        parts.as_ref().map(Vec::as_slice)
    }

    fn search_conflict(&self, passing: &Formula) -> Answer<Vec<usize>> {
        let Formula::All(parts) = passing else { return Answer::None };
        Answer::first_found(connected(parts).into_iter().map(|together| {
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
    pub fn is_satisfiable(&self, formula: &Formula) -> Result<bool, Reason> {
        match try_small_model(formula) {
            true => Ok(true),
            false => self.find_arguments(formula.clone()).exists(),
        }
    }

    /// Arguments that keep to the tool's schema and meet the formula, whatever the policy says of
    /// them.
    pub fn find_valid_arguments(&self, tool: &Callable<'_>, question: Formula) -> Answer<Value> {
        self.find_arguments(Universe::Valid.narrow(tool.tool, question))
    }

    /// Arguments that meet the formula, whatever the policy says of them.
    pub fn find_arguments(&self, question: Formula) -> Answer<Value> {
        if let Some(known) = self.answers.borrow().get(&question) {
            return known.clone();
        }
        let answer = self.engine.borrow_mut().find(&question);
        self.answers.borrow_mut().insert(question, answer.clone());
        answer
    }

    /// The calls of a tool that pass the policy, and that its unused quotas have room for.
    pub fn passing<'c>(&self, tool: &'c Callable<'_>) -> &'c Formula {
        tool.passing.get_or_init(|| {
            let rules = tool.rules.iter().map(|rule| meaning::of_rule(&rule.kind));
            // Only sums keep calls out while nothing is used.
            let sums = tool.quotas().any(|quota| quota.sum.is_some());
            let fits = sums.then(|| gateway::fits(self.document(), tool.name));
            Formula::All(rules.chain(fits).collect())
        })
    }

    /// What can be told from the rules about the question's own arguments is asked of them alone:
    /// it is often the same for many tools.
    fn find_in(&self, tool: &Callable<'_>, question: &Formula, universe: Universe) -> Answer<Call> {
        let own = related(self.passing(tool), question).and(question.clone());
        self.find_arguments(universe.narrow(tool.tool, own)).and_then(|_| {
            let whole = self.passing(tool).clone().and(question.clone());
            let plain = schema::filled(&whole).and(beside(tool, self.passing(tool), question));
            let plain = self.find_arguments(universe.narrow(tool.tool, plain.and(whole.clone())));
            let answer = match plain {
                Answer::Found(_) => plain,
                Answer::None | Answer::Unknown(_) => {
                    self.find_arguments(universe.narrow(tool.tool, whole.clone()))
                }
            };
            answer.and_then(|arguments| self.replayed(tool, &whole, arguments))
        })
    }

    /// The call with what the schema requires beside it, once the evaluator lets it through.
    fn replayed(&self, tool: &Callable<'_>, question: &Formula, found: Value) -> Answer<Call> {
        let call = self.completed(tool.name, tool.tool, question, found);
        match self.gets_through(&call) {
            true => Answer::Found(call),
            false => Answer::Unknown(Reason::NotReplayed),
        }
    }

    /// A call that meets the formula and that the evaluator lets through, quotas too: one that keeps
    /// to the schema if there is one. `None` proves nothing.
    pub fn evidence(&self, name: &str, tool: Option<&Tool>, question: &Formula) -> Option<Call> {
        let whole = gateway::fits(self.document(), name).and(question.clone());
        let arguments = self.engine.borrow_mut().example(tool, &whole).found()?;
        let call = Call { name: name.to_owned(), arguments };
        self.gets_through(&call).then_some(call)
    }

    /// A call with what the schema requires beside what was found.
    pub fn completed(
        &self,
        name: &str,
        tool: Option<&Tool>,
        question: &Formula,
        found: Value,
    ) -> Call {
        let arguments = self.engine.borrow_mut().complete(tool, question, found);
        Call { name: name.to_owned(), arguments }
    }

    /// Whether the gateway's evaluator lets a call pass where quotas don't count.
    pub fn meets_rules(&self, call: &Call) -> bool {
        let mut document = self.document().clone();
        document.all_tools.limits.clear();
        document.tools.values_mut().for_each(|rules| rules.limits.clear());
        passes(&document, call)
    }

    /// Whether the gateway's evaluator lets a call pass.
    fn gets_through(&self, call: &Call) -> bool {
        passes(self.document(), call)
    }

    fn document(&self) -> &Document {
        self.document.get_or_init(|| gateway::emit(self.policy).document)
    }
}

/// Whether a call passes that is the first of all.
fn passes(document: &Document, call: &Call) -> bool {
    let (name, arguments) = (call.name.clone(), call.arguments.clone());
    let call = gateway::Call { name, arguments, at: 0 };
    Gateway::new(document).decide(&call).decision == Decision::Allow
}

/// The places of formulas that hang together by their arguments.
fn connected(formulas: &[Formula]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(BTreeSet<&str>, Vec<usize>)> = Vec::new();
    for (at, formula) in formulas.iter().enumerate() {
        let (mut own, mut places) = (arguments(formula), vec![at]);
        groups.retain_mut(|(names, members)| {
            let apart = names.is_disjoint(&own);
            if !apart {
                own.append(names);
                places.append(members);
            }
            apart
        });
        places.sort_unstable();
        groups.push((own, places));
    }
    groups.into_iter().map(|(_, places)| places).collect()
}

/// Whether a formula about one argument holds without it or for a value that it names.
fn try_small_model(formula: &Formula) -> bool {
    let atoms = formula.atoms();
    let Some((first, others)) = atoms.split_first() else { return false };
    let named = |atom: &&Arc<Atom>| match &atom.test {
        Test::Compare(_, number) => Some(Value::Number(number.clone())),
        Test::Equal(value) => Some(value.clone()),
        _ => None,
    };
    let calls = atoms.iter().filter_map(named).map(|value| nested(&first.path, value));
    let empty = Value::Object(BTreeMap::new());
    others.iter().all(|atom| atom.path == first.path)
        && std::iter::once(empty).chain(calls).any(|call| formula.holds(&call))
}

/// An object with nothing but this value at a path.
fn nested(path: &[String], value: Value) -> Value {
    path.iter().rev().fold(value, |value, key| Value::Object([(key.clone(), value)].into()))
}

/// What the schema says of the arguments that the rules look at and the question doesn't.
fn beside(tool: &Callable<'_>, passing: &Formula, question: &Formula) -> Formula {
    let Some(tool) = tool.tool else { return Formula::ALWAYS };
    let asked = arguments(question);
    let is_beside = |atom: &&Arc<Atom>| atom.path.first().is_none_or(|key| !asked.contains(&**key));
    let atoms = passing.atoms().into_iter().filter(is_beside);
    schema::valid(tool, &Formula::All(atoms.cloned().map(Formula::Atom).collect()))
}

/// The parts of a conjunction that are about arguments of a question.
fn related(conjunction: &Formula, question: &Formula) -> Formula {
    let asked = arguments(question);
    let is_related = |part: &&Formula| !arguments(part).is_disjoint(&asked);
    match conjunction {
        Formula::All(parts) => Formula::All(parts.iter().filter(is_related).cloned().collect()),
        other => other.clone(),
    }
}

/// The arguments at the top that a formula is about.
fn arguments(formula: &Formula) -> BTreeSet<&str> {
    let atoms = formula.atoms().into_iter();
    atoms.filter_map(|atom| atom.path.first()).map(String::as_str).collect()
}

impl Universe {
    /// The calls of this universe among those that meet a formula.
    fn narrow(self, tool: Option<&Tool>, question: Formula) -> Formula {
        match (self, tool) {
            (Self::Valid, Some(tool)) => schema::valid(tool, &question).and(question),
            (Self::Valid, None) | (Self::Any, _) => question,
        }
    }
}
