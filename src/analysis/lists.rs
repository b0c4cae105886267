//! Lists: which of the values that tests look for are among the elements.
//!
//! An element is told apart only by which of those values it is equal to, and a list by the union of
//! its elements. So each kind of element is either in or out.

use super::answer::Reason;
use super::clause::{AtomId, Clause};
use super::engine::Outcome;
use super::formula::Test;
use super::{holds, numbers, text};
use crate::catalog::types::Kind;
use crate::json::Value;

/// How many lists are tried.
const MAX_LISTS: usize = 20_000;

/// A list, of no text that a test names, that meets the clause.
pub(super) fn find(tests: &[(AtomId, &Test)], clause: &Clause) -> Outcome<Value> {
    let mut picker =
        Picker { tests, clause, elements: elements(tests), picked: Vec::new(), left: MAX_LISTS };
    if !picker.pick(0)? {
        return Ok(None);
    }
    let items = picker.picked.iter().filter_map(|index| picker.elements.get(*index));
    let items: Vec<Value> = items.map(|element| element.value.clone()).collect();
    Ok(Some(unlike(tests, items)))
}

/// An element, and the tests that a list with it in meets.
struct Element {
    value: Value,
    meets: Vec<AtomId>,
}

/// One element of each kind that some test looks for.
fn elements(tests: &[(AtomId, &Test)]) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    for value in tests.iter().flat_map(|(_, test)| equal_to(test)) {
        let meets = tests.iter().filter(|(_, test)| match test {
            Test::Contains(wanted) => holds::equal(&value, wanted),
            _ => false,
        });
        let meets: Vec<AtomId> = meets.map(|(id, _)| *id).collect();
        if !meets.is_empty() && elements.iter().all(|element| element.meets != meets) {
            elements.push(Element { value, meets });
        }
    }
    elements
}

/// Values of every kind that is equal to the one that a test looks for: itself, its text, the
/// number with its text, and zero with either sign, since their texts differ.
fn equal_to(test: &Test) -> Vec<Value> {
    let Test::Contains(wanted) = test else { return Vec::new() };
    let spelled = text::of_policy(wanted);
    let zeros = [0.0, -0.0].into_iter().filter_map(numbers::value);
    let zeros = zeros.filter(|zero| holds::equal(zero, wanted));
    let number = numbers::with_text(&spelled).and_then(numbers::value);
    let values = [wanted.clone()].into_iter().chain(number).chain(zeros);
    values.chain([Value::String(spelled)]).collect()
}

/// The choice of elements.
struct Picker<'t> {
    tests: &'t [(AtomId, &'t Test)],
    clause: &'t Clause,
    elements: Vec<Element>,
    picked: Vec<usize>,
    left: usize,
}

impl Picker<'_> {
    /// Decides about the elements from `next` on; whether the clause is met.
    fn pick(&mut self, next: usize) -> Result<bool, Reason> {
        self.left = self.left.checked_sub(1).ok_or(Reason::TooManyCombinations)?;
        match self.clause.truth(&mut |id| self.truth(id, next)) {
            Some(truth) => return Ok(truth),
            None if next >= self.elements.len() => return Ok(false),
            None => {}
        }
        if self.pick(next + 1)? {
            return Ok(true);
        }
        self.picked.push(next);
        let met = self.pick(next + 1)?;
        if !met {
            self.picked.pop();
        }
        Ok(met)
    }

    /// The truth of a test when the elements from `next` on are undecided.
    fn truth(&self, id: AtomId, next: usize) -> Option<bool> {
        let index = self.tests.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        let (_, test) = self.tests.get(index)?;
        let has = |element: &Element| element.meets.contains(&id);
        match test {
            Test::Present | Test::Is(Kind::Array) => Some(true),
            Test::Contains(_) => {
                let mut picked = self.picked.iter().filter_map(|index| self.elements.get(*index));
                if picked.any(has) {
                    return Some(true);
                }
                let open = self.elements.get(next..).unwrap_or_default();
                if open.iter().any(has) { None } else { Some(false) }
            }
            _ => Some(false),
        }
    }
}

/// The list with elements added that no test looks for, until its text is none that a test names.
fn unlike(tests: &[(AtomId, &Test)], mut items: Vec<Value>) -> Value {
    let named: Vec<String> = tests
        .iter()
        .filter_map(|(_, test)| match test {
            Test::Equal(value) | Test::Contains(value) => Some(text::of_policy(value)),
            _ => None,
        })
        .collect();
    let mut fresh = String::from("x");
    loop {
        let list = Value::Array(items.clone());
        if !named.contains(&text::of_call(&list)) {
            return list;
        }
        while named.contains(&fresh) {
            fresh.push('x');
        }
        items.push(Value::String(fresh.clone()));
    }
}
