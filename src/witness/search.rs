//! The one way to a call that is shown: found by the analysis, completed to what the server would
//! take, confirmed by a replay.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::HashMap;

use super::lifelike::{with_examples, with_fitting_items};
use super::question::CallQuestion;
use crate::analysis::{Answer, Atom, Engine, Formula, Path, Reason, Sieve, Test, schema};
use crate::catalog::Tool;
use crate::finding::{Call, Claim};
use crate::json::Value;
use crate::re2::literals::literals;

/// How many values are tried before the analysis is asked.
const MAX_TRIED: usize = 16;

/// How many tests the questions have together whose answers are remembered.
const MAX_REMEMBERED: usize = 400_000;

/// How often an answer may break a refusal that wasn't asked about before all of them are.
const MAX_ROUNDS: usize = 8;

/// Asks the analysis, and remembers its answers.
#[derive(Debug, Default)]
pub(crate) struct Search {
    engine: Engine,
    /// Only looked up, never gone through.
    answers: HashMap<Formula, Answer<Value>>,
    /// How many tests these questions have.
    remembered: usize,
}

impl Search {
    /// A call that answers the question and that its replay confirms: the most plausible one, with
    /// the arguments that the schema requires and the question leaves open.
    pub(crate) fn find_call(
        &mut self,
        question: &CallQuestion<'_>,
        claim: &mut impl Claim,
    ) -> Answer<Call> {
        let arguments = self.find_lifelike(question);
        arguments.and_then(|arguments| question.confirmed_call(arguments, claim))
    }

    /// The same where what passes is laid out: of the refusals only those are asked about that the
    /// answers before didn't meet. Without an answer to some of them there is none to all.
    pub(crate) fn find_sieved_call(
        &mut self,
        question: &CallQuestion<'_>,
        sieve: &Sieve,
        claim: &mut impl Claim,
    ) -> Answer<Call> {
        let mut places = sieve.kept().to_vec();
        for round in 0..MAX_ROUNDS {
            let passing = &sieve.conjunction(&places);
            let arguments = match self.find_lifelike(&CallQuestion { passing, ..*question }) {
                Answer::Found(arguments) => arguments,
                Answer::None => return Answer::None,
                Answer::Unknown(_) => break,
            };
            let broken = self.engine.broken_by(sieve, &arguments, |_| true);
            if broken.is_empty() {
                return question.confirmed_call(arguments, claim);
            }
            places.extend(broken.into_iter().take(1 << round));
            places.sort_unstable();
        }
        self.find_call(question, claim)
    }

    /// Arguments that meet a formula and all that is laid out, asked about in the same way.
    pub(crate) fn find_sieved_arguments(
        &mut self,
        asked: &Formula,
        sieve: &Sieve,
    ) -> Answer<Value> {
        let mut places = sieve.kept().to_vec();
        for round in 0..MAX_ROUNDS {
            let parts = sieve.conjunction(&places);
            let arguments = match self.find_arguments(&parts.and(asked.clone())) {
                Answer::Found(arguments) => arguments,
                Answer::None => return Answer::None,
                Answer::Unknown(_) => break,
            };
            let broken = self.engine.broken_by(sieve, &arguments, |_| true);
            if broken.is_empty() {
                return Answer::Found(arguments);
            }
            places.extend(broken.into_iter().take(1 << round));
            places.sort_unstable();
        }
        self.find_arguments(&sieve.all().and(asked.clone()))
    }

    fn find_lifelike(&mut self, question: &CallQuestion<'_>) -> Answer<Value> {
        self.find_plausible(question).map(|found| {
            let arguments = self.complete_from_schema(question, found.clone());
            let arguments = self.take_examples(question, arguments);
            self.fit_schema(question, arguments, found)
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
        self.remember(formula, &answer);
        answer
    }

    fn remember(&mut self, formula: &Formula, answer: &Answer<Value>) {
        self.remembered += formula.atoms().len();
        if self.remembered > MAX_REMEMBERED {
            self.answers.clear();
            self.remembered = formula.atoms().len();
        }
        self.answers.insert(formula.clone(), answer.clone());
    }

    /// Whether some arguments meet a formula.
    ///
    /// # Errors
    /// Nobody knows.
    pub(crate) fn is_satisfiable(&mut self, formula: &Formula) -> Result<bool, Reason> {
        match small_models(formula).any(|call| self.holds(formula, &call)) {
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

    /// The places of the parts looked up about an argument at the top that these arguments, an
    /// object, don't meet.
    pub(super) fn broken_by(
        &mut self,
        sieve: &Sieve,
        arguments: &Value,
        about: &str,
    ) -> Vec<usize> {
        self.engine.broken_by(sieve, arguments, |name| name == about)
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

    /// The arguments as the tool's schema wants them, where these answer the question as well: those
    /// that the question is about as they were found, else as the schema wants them, too.
    fn fit_schema(&mut self, question: &CallQuestion<'_>, arguments: Value, found: Value) -> Value {
        let Some(tool) = question.definition else { return arguments };
        if tool.accepts(&arguments) != Some(false) {
            return arguments;
        }
        let whole = question.whole();
        let asked: BTreeSet<&Path> = whole.atoms().into_iter().map(|atom| &atom.path).collect();
        let is_asked = |path: &[String]| asked.iter().any(|asked| path.starts_with(asked));
        let starts = if found == arguments { vec![&found] } else { vec![&found, &arguments] };
        let ways =
            [true, false].into_iter().flat_map(|keeps| starts.iter().map(move |it| (*it, keeps)));
        let fitted = ways.map(|(start, keeps_asked)| {
            tool.fitted(start.clone(), &|path| keeps_asked && is_asked(path))
        });
        // Whatever the schema says, a call has an object.
        let is_object = |fitted: &Value| matches!(fitted, Value::Object(_));
        let mut fitting =
            fitted.filter(|fitted| is_object(fitted) && tool.accepts(fitted) != Some(false));
        let answer = fitting.find(|fitted| self.engine.holds(&whole, fitted));
        answer.unwrap_or_else(|| arguments.clone())
    }

    /// The arguments with examples of the tool's schema, where they answer the question as well.
    fn take_examples(&mut self, question: &CallQuestion<'_>, arguments: Value) -> Value {
        let Some(tool) = question.definition else { return arguments };
        let whole = question.whole();
        let arguments =
            with_fitting_items(tool, arguments, |changed| self.engine.holds(&whole, changed));
        with_examples(tool, arguments, |changed| self.engine.holds(&whole, changed))
    }
}

impl CallQuestion<'_> {
    /// The call, if its replay confirms the claim.
    fn confirmed_call(&self, arguments: Value, claim: &mut impl Claim) -> Answer<Call> {
        let is_refused = |tool: &Tool| tool.accepts(&arguments) == Some(false);
        let is_refused = self.definition.is_some_and(is_refused);
        confirmed_call(self.tool, arguments, claim).map(|call| call.refused_by_schema(is_refused))
    }
}

fn confirmed_call(tool: &str, arguments: Value, claim: &mut impl Claim) -> Answer<Call> {
    let call = Call::confirmed(tool, arguments, claim);
    call.map_or(Answer::Unknown(Reason::NotReplayed), Answer::Found)
}

/// Calls to try on a formula about one argument: without it, with the first values that it names,
/// with a list of one of those that it looks for, and with a list of all of these.
pub(super) fn small_models(formula: &Formula) -> impl Iterator<Item = Value> {
    let atoms = formula.atoms();
    let first = atoms.first().map(|first| &first.path);
    let path = first.filter(|path| atoms.iter().all(|atom| atom.path == **path));
    path.into_iter().flat_map(move |path| {
        let values = atoms.clone().into_iter().filter_map(|atom| named(&atom)).take(MAX_TRIED);
        let sought = || atoms.clone().into_iter().filter_map(|atom| sought(&atom));
        let lists = sought().take(MAX_TRIED).map(|value| Value::Array(vec![value]));
        let all = (sought().nth(1).is_some()).then(|| Value::Array(held(formula)));
        let calls = values.chain(lists).chain(all);
        let calls = calls.map(move |value| object_with_only(path, value));
        std::iter::once(Value::Object(BTreeMap::new())).chain(calls)
    })
}

/// An element that a test looks for.
fn sought(atom: &&Arc<Atom>) -> Option<Value> {
    match &atom.test {
        Test::Contains(_, value) => Some(value.clone()),
        _ => None,
    }
}

/// The elements that a formula looks for whatever else holds.
fn held(formula: &Formula) -> Vec<Value> {
    match formula {
        Formula::All(parts) => parts.iter().flat_map(held).collect(),
        Formula::Atom(atom) => sought(&atom).into_iter().collect(),
        Formula::Any(_) | Formula::Not(_) => Vec::new(),
    }
}

/// A value that a test names; of a pattern, a text that it begins with.
fn named(atom: &&Arc<Atom>) -> Option<Value> {
    match &atom.test {
        Test::Compare(_, number) => Some(Value::Number(number.clone())),
        Test::Equal(_, value) => Some(value.clone()),
        Test::Matches(pattern) => Some(Value::String(literals(pattern).into_iter().next()?.text)),
        Test::Contains(_, value) => Some(value.clone()),
        Test::Present | Test::Is(_) | Test::Whole | Test::LongerThan(_) => None,
    }
}

/// An object with nothing but this value at a path.
pub(crate) fn object_with_only(path: &[String], value: Value) -> Value {
    path.iter().rev().fold(value, |value, key| Value::Object([(key.clone(), value)].into()))
}
