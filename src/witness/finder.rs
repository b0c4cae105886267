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
use crate::analysis::{Answer, Atom, Engine, Formula, Limit, Test, schema};
use crate::catalog::Tool;
use crate::finding::Call;
use crate::gateway::{self, Document, Gateway};
use crate::json::Value;
use crate::policy::{Decision, Policy, meaning};

/// Finds calls that pass a policy; keeps what it was asked.
#[derive(Debug)]
pub struct Prover<'a> {
    policy: &'a Policy,
    /// The compiled policy, once it is needed.
    document: OnceCell<Document>,
    engine: RefCell<Engine>,
    /// Only looked up, never gone through.
    answers: RefCell<HashMap<Formula, Answer>>,
}

/// What is known of the calls of a tool that a lint asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// This one passes the policy, quotas too, and so says the evaluator.
    Call(Call),
    /// None does.
    Nothing,
    /// Nobody knows.
    Unknown(Doubt),
}

/// Why nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// The question outgrew a bound of the engine.
    #[error(transparent)]
    Limit(#[from] Limit),
    /// The evaluator refuses the call that the engine found.
    #[error("the call that was found could not be replayed")]
    Replay,
}

/// Which calls are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Universe {
    /// Those that keep to the tool's schema, as far as that is known.
    Valid,
    /// Any JSON.
    Any,
}

impl<'a> Prover<'a> {
    /// Nothing is compiled or asked yet.
    pub fn new(policy: &'a Policy) -> Self {
        let (document, engine) = (OnceCell::new(), RefCell::default());
        Self { policy, document, engine, answers: RefCell::default() }
    }

    /// A call that passes and meets the formula: one that keeps to the schema if there is one, else
    /// any JSON.
    pub fn call(&self, tool: &Callable<'_>, question: &Formula) -> Proof {
        match self.valid(tool, question) {
            Proof::Call(call) => Proof::Call(call),
            Proof::Nothing | Proof::Unknown(_) => self.any(tool, question),
        }
    }

    /// A call that keeps to the tool's schema, passes and meets the formula.
    pub fn valid(&self, tool: &Callable<'_>, question: &Formula) -> Proof {
        self.passing(tool, question, Universe::Valid)
    }

    /// A call that passes and meets the formula, whatever the schema says.
    pub fn any(&self, tool: &Callable<'_>, question: &Formula) -> Proof {
        self.passing(tool, question, Universe::Any)
    }

    /// Which of the parts of [`Prover::passes`] no call meets together; none where some call passes.
    ///
    /// # Errors
    /// Nobody knows.
    pub fn dead_end<'c>(&self, tool: &'c Callable<'_>) -> Result<Option<&'c [usize]>, &'c Doubt> {
        let parts = tool.dead_end.get_or_init(|| match fast_path::is_callable(tool) {
            true => Ok(None),
            false => self.find_dead_end(self.passes(tool)),
        });
        parts.as_ref().map(Option::as_deref)
    }

    fn find_dead_end(&self, passes: &Formula) -> Result<Option<Vec<usize>>, Doubt> {
        let Formula::All(parts) = passes else { return Ok(None) };
        let mut doubt = None;
        for together in connected(parts) {
            let all = together.iter().filter_map(|at| parts.get(*at)).cloned().collect();
            match self.can_hold(&Formula::All(all)) {
                Ok(true) => {}
                Ok(false) => return Ok(Some(together)),
                Err(limit) => doubt = Some(limit),
            }
        }
        doubt.map_or(Ok(None), |limit| Err(limit.into()))
    }

    /// Whether some call, whatever it is, meets a formula.
    ///
    /// # Errors
    /// Nobody knows.
    pub fn can_hold(&self, formula: &Formula) -> Result<bool, Limit> {
        if guess(formula) {
            return Ok(true);
        }
        match self.ask(formula.clone()) {
            Answer::Found(_) => Ok(true),
            Answer::Nothing => Ok(false),
            Answer::Unknown(limit) => Err(limit),
        }
    }

    /// What the engine answers to a question about the arguments of a tool's calls that keep to the
    /// schema, whatever the policy says of them.
    pub fn of_schema(&self, tool: &Callable<'_>, question: Formula) -> Answer {
        self.ask(Universe::Valid.narrow(tool.tool, question))
    }

    /// What the engine answers, whatever the policy says.
    pub fn ask(&self, question: Formula) -> Answer {
        if let Some(known) = self.answers.borrow().get(&question) {
            return known.clone();
        }
        let answer = self.engine.borrow_mut().find(&question);
        self.answers.borrow_mut().insert(question, answer.clone());
        answer
    }

    /// The calls of a tool that pass the policy, and that its unused quotas have room for.
    pub fn passes<'c>(&self, tool: &'c Callable<'_>) -> &'c Formula {
        tool.passes.get_or_init(|| {
            let rules = tool.rules.iter().map(|rule| meaning::of_rule(&rule.kind));
            // Only sums keep calls out while nothing is used.
            let sums = tool.quotas().any(|quota| quota.sum.is_some());
            let fits = sums.then(|| gateway::fits(self.document(), tool.name));
            Formula::All(rules.chain(fits).collect())
        })
    }

    /// What can be told from the rules about the question's own arguments is asked of them alone:
    /// it is often the same for many tools.
    fn passing(&self, tool: &Callable<'_>, question: &Formula, universe: Universe) -> Proof {
        let own = related(self.passes(tool), question).and(question.clone());
        match self.ask(universe.narrow(tool.tool, own)) {
            Answer::Nothing => return Proof::Nothing,
            Answer::Unknown(limit) => return Proof::Unknown(limit.into()),
            Answer::Found(_) => {}
        }
        let whole = self.passes(tool).clone().and(question.clone());
        let plain = schema::filled(&whole).and(beside(tool, self.passes(tool), question));
        let plain = self.ask(universe.narrow(tool.tool, plain.and(whole.clone())));
        let answer = match plain {
            Answer::Found(_) => plain,
            Answer::Nothing | Answer::Unknown(_) => {
                self.ask(universe.narrow(tool.tool, whole.clone()))
            }
        };
        match answer {
            Answer::Found(arguments) => self.shown(tool, &whole, arguments),
            Answer::Nothing => Proof::Nothing,
            Answer::Unknown(limit) => Proof::Unknown(limit.into()),
        }
    }

    /// The call with what the schema requires beside it, once the evaluator lets it through.
    fn shown(&self, tool: &Callable<'_>, question: &Formula, found: Value) -> Proof {
        let call = self.completed(tool.name, tool.tool, question, found);
        match self.gets_through(&call) {
            true => Proof::Call(call),
            false => Proof::Unknown(Doubt::Replay),
        }
    }

    /// A call that meets the formula and that the evaluator lets through, quotas too: one that keeps
    /// to the schema if there is one. `None` proves nothing.
    pub fn evidence(&self, name: &str, tool: Option<&Tool>, question: &Formula) -> Option<Call> {
        let whole = gateway::fits(self.document(), name).and(question.clone());
        let Answer::Found(arguments) = self.engine.borrow_mut().example(tool, &whole) else {
            return None;
        };
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
fn guess(formula: &Formula) -> bool {
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
fn beside(tool: &Callable<'_>, passes: &Formula, question: &Formula) -> Formula {
    let Some(tool) = tool.tool else { return Formula::ALWAYS };
    let asked = arguments(question);
    let is_beside = |atom: &&Arc<Atom>| atom.path.first().is_none_or(|key| !asked.contains(&**key));
    let atoms = passes.atoms().into_iter().filter(is_beside);
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

impl Proof {
    /// The call, where there is one.
    pub fn into_call(self) -> Option<Call> {
        match self {
            Self::Call(call) => Some(call),
            Self::Nothing | Self::Unknown(_) => None,
        }
    }
}
