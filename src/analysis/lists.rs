//! Lists: which of the values that tests look for are among the elements.
//!
//! An element is told apart only by which of those values it is equal to, and a list by the union
//! of its elements. So each kind of element is either in or out.

use super::answer::Reason;
use super::clause::{AtomId, Clause};
use super::engine::Outcome;
use super::equality::Equality;
use super::formula::Test;
use crate::catalog::types::Kind;
use crate::json::Value;

/// How many lists are tried.
const MAX_LISTS: usize = 20_000;

/// A list that meets the clause and is equal to no value that a test names.
pub(super) fn find(tests: &[(AtomId, &Test)], clause: &Clause) -> Outcome<Value> {
    let (elements, complete) = elements(tests);
    let mut picker = Picker { tests, clause, elements, picked: Vec::new(), left: MAX_LISTS };
    if !picker.pick(0)? {
        return if complete { Ok(None) } else { Err(Reason::TooManySpellings) };
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

/// One element of each kind that some test looks for, and whether these are all kinds.
fn elements(tests: &[(AtomId, &Test)]) -> (Vec<Element>, bool) {
    let wanted: Vec<(AtomId, Equality, &Value)> = tests.iter().filter_map(wanted).collect();
    let (values, complete) = equal_to_some(&wanted);
    let mut elements: Vec<Element> = Vec::new();
    for value in values {
        let equal = wanted.iter().filter(|(_, equality, wanted)| equality.equal(&value, wanted));
        let meets: Vec<AtomId> = equal.map(|(id, ..)| *id).collect();
        if elements.iter().all(|element| element.meets != meets) {
            elements.push(Element { value, meets });
        }
    }
    (elements, complete)
}

/// The element that a test looks for.
fn wanted<'t>((id, test): &(AtomId, &'t Test)) -> Option<(AtomId, Equality, &'t Value)> {
    match test {
        Test::Contains(equality, value) => Some((*id, *equality, value)),
        _ => None,
    }
}

/// Values of every kind that the tests tell apart and that is equal to one that they look for, and
/// whether these are all. Lists and objects that are equal to one value are told apart only by
/// another equality.
fn equal_to_some(wanted: &[(AtomId, Equality, &Value)]) -> (Vec<Value>, bool) {
    let mixed =
        wanted.windows(2).any(|pair| matches!(pair, [(_, one, _), (_, other, _)] if one != other));
    let (mut values, mut complete) = (Vec::new(), true);
    for (_, equality, value) in wanted {
        values.push((*value).clone());
        values.extend(equality.equal_scalars(value));
        if mixed {
            let containers = equality.equal_containers(value);
            values.extend(containers.values);
            complete &= containers.complete;
        }
    }
    (values, complete)
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
            Test::Contains(..) => {
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

/// The list with elements added that no test looks for, until it is equal to no value that a test
/// names.
fn unlike(tests: &[(AtomId, &Test)], mut items: Vec<Value>) -> Value {
    let named = || {
        tests.iter().filter_map(|(_, test)| match test {
            Test::Equal(equality, value) | Test::Contains(equality, value) => {
                Some((*equality, value))
            }
            _ => None,
        })
    };
    let containers: Vec<_> =
        named().filter(|(equality, value)| equality.has_equal_containers(value)).collect();
    let mut fresh = String::from("x");
    loop {
        let list = Value::Array(items.clone());
        if !containers.iter().any(|(equality, value)| equality.equal(&list, value)) {
            return list;
        }
        while named().any(|(equality, value)| equality.equal(&Value::from(&*fresh), value)) {
            fresh.push('x');
        }
        items.push(Value::String(fresh.clone()));
    }
}
