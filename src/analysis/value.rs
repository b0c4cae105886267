//! The search for one value that meets some clauses.
//!
//! Tests of the value itself are decided by the value; tests of what is inside hold only if it is
//! an object. So a value is either one that has no members worth looking at, and tests of what is
//! inside are false, or an object, whose members are searched for in turn.

use super::clause::{self, AtomId, Clause};
use super::engine::{Outcome, first_found};
use super::equality::Equality;
use super::formula::{Atom, Test};
use super::holds;
use super::search::Search;
use super::strings::{self, Automata};
use super::trial::Trial;
use super::{lists, numbers};
use crate::catalog::types::Kind;
use crate::json::Value;

/// A value that meets the clauses. `depth` is how many keys lead to it.
pub(super) fn find(search: &mut Search<'_>, clauses: &[Clause], depth: usize) -> Outcome<Value> {
    let own = Own::of(search, clauses, depth);
    let leaf = Clause::All(clauses.to_vec()).reduced(&|id| own.is_deeper(id).then_some(false));
    let object = Clause::All(clauses.to_vec()).reduced(&|id| own.of_object(id));
    let mut trial = Trial::new(&leaf, &own.tests);
    if let Some(value) = plain(search, &own, &mut trial) {
        return Ok(Some(value));
    }
    let string = strings::find(search.automata, &own.tests, &leaf, &mut trial);
    if let Ok(Some(_)) = string {
        return string;
    }
    let list = lists::find(&own.tests, &leaf);
    let object = object_of(search, &own, &object, depth);
    let equal = equal_container(search, &own, clauses, depth);
    first_found([string, list, object, equal].into_iter())
}

/// Whether a test holds for what a value has at its path. `depth` is how many keys lead to the
/// value.
pub(super) fn holds(atom: &Atom, value: &Value, depth: usize, automata: &mut Automata) -> bool {
    let path = atom.path.get(depth..).unwrap_or_default();
    let Some(found) = holds::value_at(value, path) else { return false };
    match (&atom.test, found) {
        (Test::Matches(pattern), Value::String(text)) => automata.is_match(pattern, text),
        (test, found) => test.holds(found),
    }
}

/// The tests in some clauses: of the value itself, and of what is inside.
struct Own<'q> {
    tests: Vec<(AtomId, &'q Test)>,
    deeper: Vec<AtomId>,
}

impl<'q> Own<'q> {
    fn of(search: &Search<'q>, clauses: &[Clause], depth: usize) -> Self {
        let mut ids = Vec::new();
        clauses.iter().for_each(|clause| clause.ids(&mut ids));
        ids.sort_unstable();
        ids.dedup();
        let mut own = Self { tests: Vec::new(), deeper: Vec::new() };
        for id in ids {
            match search.atoms.get(id) {
                Some(atom) if atom.path.len() == depth => own.tests.push((id, &atom.test)),
                _ => own.deeper.push(id),
            }
        }
        own
    }

    fn is_deeper(&self, id: AtomId) -> bool {
        self.deeper.binary_search(&id).is_ok()
    }

    fn test(&self, id: AtomId) -> Option<&'q Test> {
        let index = self.tests.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        self.tests.get(index).map(|(_, test)| *test)
    }

    /// What an object that is equal to no value that a test names makes of the tests of itself.
    fn of_object(&self, id: AtomId) -> Option<bool> {
        Some(matches!(self.test(id)?, Test::Present | Test::Is(Kind::Object)))
    }

    /// What lists and objects may be equal to, of what tests name.
    fn named_containers(&self) -> Vec<(Equality, &'q Value)> {
        let named = self.tests.iter().filter_map(|(_, test)| match test {
            Test::Equal(equality, value) => Some((*equality, value)),
            _ => None,
        });
        named.filter(|(equality, value)| equality.has_equal_containers(value)).collect()
    }
}

/// A value of which there are few enough to be tried one by one: those that the tests name, a
/// number, true, false and null.
fn plain(search: &mut Search<'_>, own: &Own<'_>, trial: &mut Trial<'_>) -> Option<Value> {
    let named = own.tests.iter().filter_map(|(_, test)| match test {
        Test::Equal(_, value) => Some(value.clone()),
        _ => None,
    });
    let mut scalars = named.filter(|value| !matches!(value, Value::Array(_) | Value::Object(_)));
    let others = [Value::Bool(true), Value::Bool(false), Value::Null];
    let mut meets = |value: &Value| trial.meets(value, search.automata);
    if let Some(named) = scalars.find(&mut meets) {
        return Some(named);
    }
    let mut numbers = numbers::candidates(&own.tests).filter_map(numbers::value);
    if numbers::are_named(&own.tests) {
        return numbers.find(&mut meets).or_else(|| others.into_iter().find(meets));
    }
    others.into_iter().find(&mut meets).or_else(|| numbers.find(meets))
}

/// An object that is equal to no value that a test names.
fn object_of(
    search: &mut Search<'_>,
    own: &Own<'_>,
    object: &Clause,
    depth: usize,
) -> Outcome<Value> {
    let Some(mut members) = search.members(vec![object.clone()], depth)? else { return Ok(None) };
    let named = own.named_containers();
    let keys = own.deeper.iter().filter_map(|id| search.atoms.get(*id)?.path.get(depth));
    let keys: Vec<&String> = keys.collect();
    let mut fresh = String::from("x");
    loop {
        let object = Value::Object(members.clone());
        if !named.iter().any(|(equality, value)| equality.equal(&object, value)) {
            return Ok(Some(object));
        }
        if !keys.contains(&&fresh) {
            members.insert(fresh.clone(), Value::Bool(true));
        }
        fresh.push('x');
    }
}

/// A list or an object that is equal to a value that a test names.
fn equal_container(
    search: &mut Search<'_>,
    own: &Own<'_>,
    clauses: &[Clause],
    depth: usize,
) -> Outcome<Value> {
    let alternatives = own.named_containers().into_iter().map(|(equality, value)| {
        equality.equal_containers(value).find(|value| {
            let (atoms, automata) = (search.atoms, &mut *search.automata);
            let truth = |id| Some(holds(atoms.get(id)?, value, depth, automata));
            clause::truth(clauses, truth) == Some(true)
        })
    });
    first_found(alternatives.collect::<Vec<_>>().into_iter())
}
