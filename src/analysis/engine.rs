//! Questions asked of the engine.

use super::answer::{Answer, Reason};
use super::clause::Atoms;
use super::counts::KnownCounts;
use super::formula::Formula;
use super::holds::holds;
use super::search::Search;
use super::sieve::Sieve;
use super::strings::Automata;
use crate::json::Value;

/// Answers questions. Keeps the automata of the patterns that it has read.
#[derive(Debug, Default)]
pub(crate) struct Engine {
    automata: Automata,
    counts: KnownCounts,
}

#[cfg(test)]
thread_local! {
    /// How many steps the engines of a thread have taken that are gone.
    static TAKEN: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many steps something takes, whichever engines it asks.
#[cfg(test)]
pub(crate) fn steps_of(work: impl FnOnce()) -> usize {
    let before = TAKEN.get();
    work();
    TAKEN.get() - before
}

#[cfg(test)]
impl Drop for Engine {
    fn drop(&mut self) {
        TAKEN.set(TAKEN.get() + self.steps());
    }
}

/// What a search came to: something that meets the clauses, or that nothing does.
pub(super) type Outcome<T> = Result<Option<T>, Reason>;

/// How many steps it counts as that a question has one test more.
const STEPS_OF_TEST: usize = 30;

impl Engine {
    /// A call that meets the formula, or the proof that there is none.
    pub(crate) fn find_arguments(&mut self, question: &Formula) -> Answer<Value> {
        self.automata.evict_when_large();
        let mut atoms = Atoms::new(&mut self.counts);
        let clause = atoms.clause(question, true);
        self.automata.steps += STEPS_OF_TEST * question.atoms().len();
        let found = Search::new(&atoms, &mut self.automata).members(vec![clause], 0);
        Answer::from(found).map(Value::Object)
    }

    /// Whether these arguments, an object, meet the formula.
    pub(crate) fn holds(&mut self, formula: &Formula, arguments: &Value) -> bool {
        holds(formula, arguments, &mut |pattern, text| self.automata.is_match(pattern, text))
    }

    /// The places of the parts looked up about some arguments at the top that these arguments, an
    /// object, don't meet.
    pub(crate) fn broken_by(
        &mut self,
        sieve: &Sieve,
        arguments: &Value,
        is_asked: impl Fn(&str) -> bool,
    ) -> Vec<usize> {
        let is_match = &mut |pattern: &str, text: &str| self.automata.is_match(pattern, text);
        let (places, steps) = sieve.broken_by(arguments, is_asked, is_match);
        self.automata.steps += steps;
        places
    }

    /// How many steps its answers have taken: of automata, through the tests of questions and the
    /// parts of clauses.
    pub(crate) fn steps(&self) -> usize {
        self.automata.steps
    }

    /// A call that meets one of two formulas and not the other, or the proof that there is none.
    pub(crate) fn find_difference(&mut self, one: &Formula, other: &Formula) -> Answer<Value> {
        let mut atoms = Atoms::new(&mut self.counts);
        if atoms.clause(one, true).canonical() == atoms.clause(other, true).canonical() {
            return Answer::None;
        }
        match self.find_arguments(&one.clone().and(!other.clone())) {
            Answer::None => self.find_arguments(&other.clone().and(!one.clone())),
            Answer::Found(call) => Answer::Found(call),
            Answer::Unknown(reason) => {
                match self.find_arguments(&other.clone().and(!one.clone())) {
                    Answer::Found(call) => Answer::Found(call),
                    Answer::None | Answer::Unknown(_) => Answer::Unknown(reason),
                }
            }
        }
    }
}

/// The first that something came of. Where nothing did but some alternatives are unknown, the
/// whole is.
pub(super) fn first_found<T>(alternatives: impl Iterator<Item = Outcome<T>>) -> Outcome<T> {
    let mut unknown = None;
    for alternative in alternatives {
        match alternative {
            Ok(Some(found)) => return Ok(Some(found)),
            Ok(None) => {}
            Err(limit) => unknown = Some(limit),
        }
    }
    unknown.map_or(Ok(None), Err)
}
