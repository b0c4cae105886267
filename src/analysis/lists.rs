//! Lists: which of the values that tests look for are among the elements.
//!
//! An element is told apart only by which of those values it is equal to, and a list by the union
//! of its elements. So each kind of element is either in or out.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::answer::Reason;
use super::clause::{AtomId, Clause};
use super::engine::Outcome;
use super::equality::{Equality, text};
use super::formula::Test;
use super::trial::{Key, Tally, keys};
use crate::catalog::types::Kind;
use crate::json::Value;

/// How many lists are tried.
const MAX_LISTS: usize = 20_000;

/// A list that meets the clause and is equal to no value that a test names.
pub(super) fn find(tests: &[(AtomId, &Test)], clause: &Clause) -> Outcome<Value> {
    let (elements, complete) = elements(tests);
    let mut picker = Picker::new(tests, clause, elements);
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
    let wanted = Wanted::new(wanted);
    let mut seen = HashSet::new();
    let elements = values.into_iter().map(|value| Element { meets: wanted.met_by(&value), value });
    (elements.filter(|element| seen.insert(element.meets.clone())).collect(), complete)
}

/// What tests look for, by what it has in common with elements that are equal to it.
struct Wanted<'t> {
    all: Vec<(AtomId, Equality, &'t Value)>,
    scalars: HashMap<Key, Vec<usize>>,
    containers: Vec<usize>,
}

impl<'t> Wanted<'t> {
    fn new(all: Vec<(AtomId, Equality, &'t Value)>) -> Self {
        let mut scalars: HashMap<Key, Vec<usize>> = HashMap::new();
        let mut containers = Vec::new();
        for (at, (_, _, value)) in all.iter().enumerate() {
            if is_container(value) {
                containers.push(at);
                continue;
            }
            for key in keys(value, text::of_policy) {
                scalars.entry(key).or_default().push(at);
            }
        }
        Self { all, scalars, containers }
    }

    /// The tests that an element meets, in their order.
    fn met_by(&self, element: &Value) -> Vec<AtomId> {
        let mut places: Vec<usize> = match is_container(element) {
            true => (0..self.all.len()).collect(),
            false => {
                let keys = keys(element, text::of_call);
                let scalars = keys.iter().filter_map(|key| self.scalars.get(key)).flatten();
                scalars.chain(&self.containers).copied().collect()
            }
        };
        places.sort_unstable();
        places.dedup();
        let wanted = places.into_iter().filter_map(|at| self.all.get(at));
        let met = wanted.filter(|(_, equality, wanted)| equality.equal(element, wanted));
        met.map(|(id, ..)| *id).collect()
    }
}

fn is_container(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
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

/// The choice of elements. What it makes of the clause is counted on as tests are decided.
struct Picker {
    tally: Tally,
    elements: Vec<Element>,
    sought: HashMap<AtomId, Sought>,
    picked: Vec<usize>,
    left: usize,
}

/// What the choice makes of a test that looks for elements.
#[derive(Debug, Clone, Default)]
struct Sought {
    /// How many of them are picked.
    picked: usize,
    /// How many of them are neither picked nor left out.
    open: usize,
}

impl Picker {
    /// Nothing is picked yet.
    fn new(tests: &[(AtomId, &Test)], clause: &Clause, elements: Vec<Element>) -> Self {
        let mut tally = Tally::new(clause);
        let mut sought: HashMap<AtomId, Sought> = HashMap::new();
        for id in elements.iter().flat_map(|element| &element.meets) {
            sought.entry(*id).or_default().open += 1;
        }
        for (id, test) in tests.iter().filter(|(id, _)| !sought.contains_key(id)) {
            let holds = matches!(test, Test::Present | Test::Is(Kind::Array));
            tally.decide(*id, Some(holds));
        }
        Self { tally, elements, sought, picked: Vec::new(), left: MAX_LISTS }
    }

    /// Decides about the elements from `next` on; whether the clause is met.
    fn pick(&mut self, next: usize) -> Result<bool, Reason> {
        self.left = self.left.checked_sub(1).ok_or(Reason::TooManyCombinations)?;
        match self.tally.truth() {
            Some(truth) => return Ok(truth),
            None if next >= self.elements.len() => return Ok(false),
            None => {}
        }
        self.change(next, |sought| sought.open -= 1);
        if self.pick(next + 1)? {
            return Ok(true);
        }
        self.picked.push(next);
        self.change(next, |sought| sought.picked += 1);
        let met = self.pick(next + 1)?;
        if !met {
            self.picked.pop();
            self.change(next, |sought| {
                sought.picked -= 1;
                sought.open += 1;
            });
        }
        Ok(met)
    }

    /// Changes what is known of the tests that look for an element.
    fn change(&mut self, element: usize, change: impl Fn(&mut Sought)) {
        for id in self.elements.get(element).iter().flat_map(|element| &element.meets) {
            let Some(sought) = self.sought.get_mut(id) else { continue };
            change(sought);
            self.tally.decide(*id, sought.truth());
        }
    }
}

impl Sought {
    fn truth(&self) -> Option<bool> {
        match (self.picked, self.open) {
            (0, 0) => Some(false),
            (0, _) => None,
            _ => Some(true),
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
