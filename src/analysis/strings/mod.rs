//! Strings: a walk through the product of all patterns' automata.
//!
//! A string that a test names is tried by itself. For all others, equality is false, and the walk
//! goes from the empty string on, shorter strings first, one byte at a time: two beginnings that
//! leave every automaton in the same state are one. A beginning after which the clause can't hold
//! any more is given up. Where that takes long, the cases of the clause are asked one by one: whether
//! two of the patterns alone contradict each other there, and else whether a walk straight to the end
//! of a pattern comes to a string. Only what is left is searched as a whole. Where that outgrows its bound,
//! texts that are made of the patterns themselves are tried.
//!
//! | step | where |
//! |---|---|
//! | one pattern, byte by byte | `automaton` |
//! | the strings that tests name, to keep away from | `trie` |
//! | which bytes are worth trying, and valid UTF-8 | `bytes` |
//! | lengths that settle each other | `lengths` |
//! | the product | `walk` |
//! | walks that were taken before | `known` |
//! | where a long walk is led | `guide` |

mod automaton;
mod bytes;
mod guide;
mod known;
mod lengths;
mod trie;
mod walk;

#[cfg(test)]
mod tests;

pub(super) use automaton::{Automata, AutomatonId, Progress};

use super::clause::{self, AtomId, Clause};
use super::engine::Outcome;
use super::formula::Test;
use super::trial::Trial;
use crate::catalog::types::Kind;
use crate::json::Value;
use crate::re2::sample::samples;
use known::Asked;
use walk::Walk;

/// How many alternatives are tried to show that tests contradict each other whatever they are.
const MAX_SPLITS: usize = 64;

/// A string that meets the clause. `trial` is of the clause.
pub(super) fn find(
    automata: &mut Automata,
    tests: &[(AtomId, &Test)],
    clause: &Clause,
    trial: &mut Trial<'_>,
) -> Outcome<Value> {
    let texts: Vec<String> = tests.iter().filter_map(|(_, test)| named(test)).collect();
    let mut strings = texts.iter().map(|text| Value::String(text.clone()));
    if let Some(found) = strings.find(|string| trial.meets(string, automata)) {
        return Ok(Some(found));
    }
    let unnamed = clause.reduced(&|id| of_unnamed_string(tests, id));
    let unnamed = clause::simplified(vec![unnamed]);
    let Some(unnamed) = unnamed.and_then(|clauses| lengths::settled(tests, clauses)) else {
        return Ok(None);
    };
    if clause::is_contradiction(&unnamed, &mut { MAX_SPLITS }) {
        return Ok(None);
    }
    let unnamed = Clause::All(unnamed);
    let asked = Asked::new(tests, &unnamed, &texts);
    if let Some(known) = automata.walks.get(&asked) {
        return known.clone().map(|found| found.map(Value::String));
    }
    let found = walk(automata, tests, &unnamed, &texts).or_else(|unknown| {
        let samples = tests.iter().filter_map(|(_, test)| pattern(test)).flat_map(samples);
        let mut samples = samples.map(Value::String);
        match samples.find(|sample| trial.meets(sample, automata)) {
            Some(Value::String(sample)) => Ok(Some(sample)),
            _ => Err(unknown),
        }
    });
    automata.walks.insert(asked, found.clone());
    found.map(|found| found.map(Value::String))
}

fn pattern(test: &Test) -> Option<&str> {
    match test {
        Test::Matches(pattern) => Some(pattern),
        _ => None,
    }
}

/// A string that no test names and that meets the clause.
fn walk(
    automata: &mut Automata,
    tests: &[(AtomId, &Test)],
    clause: &Clause,
    named: &[String],
) -> Outcome<String> {
    match Walk::new(tests, clause, named, automata)? {
        Some(walk) => walk.run(automata),
        None => Ok(None),
    }
}

/// The string that a test names.
fn named(test: &Test) -> Option<String> {
    match test {
        Test::Equal(equality, value) => equality.equal_string(value),
        _ => None,
    }
}

/// What every string that no test names makes of a test.
fn of_unnamed_string(tests: &[(AtomId, &Test)], id: AtomId) -> Option<bool> {
    let index = tests.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    let (_, test) = tests.get(index)?;
    match test {
        Test::Present | Test::Is(Kind::String) => Some(true),
        Test::Matches(pattern) if pattern.is_empty() => Some(true),
        Test::Matches(_) | Test::LongerThan(_) | Test::Contains(_, Value::String(_)) => None,
        Test::Is(_) | Test::Equal(..) | Test::Compare(..) | Test::Whole | Test::Contains(..) => {
            Some(false)
        }
    }
}
