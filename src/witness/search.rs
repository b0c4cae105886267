//! The one way to a call that is shown: found by the analysis, completed to what the server would
//! take, confirmed by a replay.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::lifelike::with_examples;
use super::question::CallQuestion;
use crate::analysis::{Answer, Atom, Engine, Formula, Reason, Test, schema};
use crate::finding::{Call, Claim};
use crate::json::Value;

/// How many values are tried before the analysis is asked.
const MAX_TRIED: usize = 16;

/// Asks the analysis, and remembers its answers.
#[derive(Debug, Default)]
pub(crate) struct Search {
    engine: Engine,
    /// Only looked up, never gone through.
    answers: HashMap<Formula, Answer<Value>>,
}

impl Search {
    /// A call that answers the question and that its replay confirms: the most plausible one, with
    /// the arguments that the schema requires and the question leaves open.
    pub(crate) fn find_call(
        &mut self,
        question: &CallQuestion<'_>,
        claim: &mut impl Claim,
    ) -> Answer<Call> {
        self.find_plausible(question).and_then(|arguments| {
            let arguments = self.complete_from_schema(question, arguments);
            let arguments = self.take_examples(question, arguments);
            confirmed_call(question.tool, arguments, claim)
        })
    }

    /// A call that meets one of two formulas and not the other, as the analysis finds it and its
    /// replay confirms.
    pub(crate) fn find_difference(
        &mut self,
        tool: &str,
        formulas: (&Formula, &Formula),
        claim: &mut impl Claim,
    ) -> Answer<Call> {
        let arguments = self.engine.find_difference(formulas.0, formulas.1);
        arguments.and_then(|arguments| confirmed_call(tool, arguments, claim))
    }

    /// Arguments that meet the formula, as the analysis finds them.
    pub(crate) fn find_arguments(&mut self, formula: &Formula) -> Answer<Value> {
        if let Some(known) = self.answers.get(formula) {
            return known.clone();
        }
        let answer = self.engine.find_arguments(formula);
        self.answers.insert(formula.clone(), answer.clone());
        answer
    }

    /// Whether some arguments meet a formula.
    ///
    /// # Errors
    /// Nobody knows.
    pub(crate) fn is_satisfiable(&mut self, formula: &Formula) -> Result<bool, Reason> {
        match try_small_model(formula) {
            true => Ok(true),
            false => self.find_arguments(formula).exists(),
        }
    }

    /// Whether these arguments, an object, meet a formula.
    pub(crate) fn holds(&mut self, formula: &Formula, arguments: &Value) -> bool {
        self.engine.holds(formula, arguments)
    }

    /// How many steps its answers have taken.
    pub(crate) fn steps(&self) -> usize {
        self.engine.steps()
    }

    fn find_plausible(&mut self, question: &CallQuestion<'_>) -> Answer<Value> {
        let any = self.find_arguments(&question.of_asked_arguments());
        if any.is_none() {
            return Answer::None;
        }
        let whole = question.whole();
        let mut answer = Answer::None;
        for plausible in question.plausible_first(&whole) {
            let narrowed = plausible.and(whole.clone());
            if let Answer::Found(arguments) = &any
                && self.engine.holds(&narrowed, arguments)
            {
                return any;
            }
            answer = self.find_arguments(&narrowed);
            if answer.is_found() {
                break;
            }
        }
        answer
    }

    /// The arguments with those that the tool's schema requires and the question doesn't ask about.
    fn complete_from_schema(&mut self, question: &CallQuestion<'_>, arguments: Value) -> Value {
        let whole = question.whole();
        let completed =
            question.definition.and_then(|tool| schema::completed(tool, &whole, &arguments));
        completed.filter(|completed| self.engine.holds(&whole, completed)).unwrap_or(arguments)
    }

    /// The arguments with examples of the tool's schema, where they answer the question as well.
    fn take_examples(&mut self, question: &CallQuestion<'_>, arguments: Value) -> Value {
        let Some(tool) = question.definition else { return arguments };
        let whole = question.whole();
        with_examples(tool, arguments, |changed| self.engine.holds(&whole, changed))
    }
}

fn confirmed_call(tool: &str, arguments: Value, claim: &mut impl Claim) -> Answer<Call> {
    let call = Call::confirmed(tool, arguments, claim);
    call.map_or(Answer::Unknown(Reason::NotReplayed), Answer::Found)
}

/// Whether a formula about one argument holds without it or for one of the first values that it
/// names.
fn try_small_model(formula: &Formula) -> bool {
    let atoms = formula.atoms();
    let Some((first, others)) = atoms.split_first() else { return false };
    let named = |atom: &&Arc<Atom>| match &atom.test {
        Test::Compare(_, number) => Some(Value::Number(number.clone())),
        Test::Equal(_, value) => Some(value.clone()),
        _ => None,
    };
    let values = atoms.iter().filter_map(named).take(MAX_TRIED);
    let calls = values.map(|value| object_with_only(&first.path, value));
    let empty = Value::Object(BTreeMap::new());
    others.iter().all(|atom| atom.path == first.path)
        && std::iter::once(empty).chain(calls).any(|call| formula.holds(&call))
}

/// An object with nothing but this value at a path.
pub(crate) fn object_with_only(path: &[String], value: Value) -> Value {
    path.iter().rev().fold(value, |value, key| Value::Object([(key.clone(), value)].into()))
}
