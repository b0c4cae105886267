//! Values tried against a clause, however many tests it has.
//!
//! A value is equal to few of all the values that tests name, and these are looked up. What the
//! others make of the clause is counted once; a trial counts anew only what its value changes.

use foldhash::{HashMap, HashMapExt};

use super::clause::{AtomId, Clause};
use super::equality::text;
use super::formula::Test;
use super::strings::Automata;
use crate::json::Value;

/// A clause about one value, and the tests in it. A value's members are not looked into.
pub(super) struct Trial<'t> {
    /// A value that the clause wants whatever else it says: most others are told apart by it.
    wanted: Option<&'t Test>,
    tally: Tally,
    named: HashMap<Key, Vec<(AtomId, &'t Test)>>,
    others: Vec<(AtomId, &'t Test)>,
}

/// What any two equal scalars have in common.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// The float that it is.
    Number(u64),
    /// Its text.
    Text(String),
}

impl<'t> Trial<'t> {
    /// Nothing is tried yet.
    pub(super) fn new(clause: &Clause, tests: &[(AtomId, &'t Test)]) -> Self {
        let mut tally = Tally::new(clause);
        let mut named: HashMap<Key, Vec<(AtomId, &Test)>> = HashMap::new();
        let mut others = Vec::new();
        for (id, test) in tests.iter().filter(|(id, _)| tally.places.contains_key(id)).copied() {
            match test {
                Test::Equal(_, value) if !matches!(value, Value::Array(_) | Value::Object(_)) => {
                    for key in keys(value, text::of_policy) {
                        named.entry(key).or_default().push((id, test));
                    }
                }
                _ => others.push((id, test)),
            }
        }
        for (id, _) in named.values().flatten() {
            tally.decide(*id, Some(false));
        }
        Self { wanted: wanted(clause, tests), tally, named, others }
    }

    /// Whether a scalar meets the clause.
    pub(super) fn meets(&mut self, value: &Value, automata: &mut Automata) -> bool {
        if self.wanted.is_some_and(|test| !test.holds(value)) {
            automata.steps += 1;
            return false;
        }
        let mut equal = Vec::new();
        for (id, test) in
            keys(value, text::of_call).iter().filter_map(|it| self.named.get(it)).flatten()
        {
            if test.holds(value) {
                self.tally.decide(*id, Some(true));
                equal.push(*id);
            }
        }
        let mut decided = 0;
        for (id, test) in &self.others {
            if self.tally.truth().is_some() {
                break;
            }
            let holds = match (test, value) {
                (Test::Matches(pattern), Value::String(text)) => automata.is_match(pattern, text),
                (test, value) => test.holds(value),
            };
            self.tally.decide(*id, Some(holds));
            decided += 1;
        }
        let met = self.tally.truth() == Some(true);
        equal.into_iter().for_each(|id| self.tally.decide(id, Some(false)));
        let others = self.others.iter().take(decided);
        others.for_each(|(id, _)| self.tally.decide(*id, None));
        automata.steps += std::mem::take(&mut self.tally.counted);
        met
    }
}

/// The first value that a clause wants whatever else it says.
fn wanted<'t>(clause: &Clause, tests: &[(AtomId, &'t Test)]) -> Option<&'t Test> {
    let parts = match clause {
        Clause::All(parts) => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    let test = |id: &AtomId| {
        let at = tests.binary_search_by_key(id, |(id, _)| *id).ok()?;
        tests.get(at).map(|(_, test)| *test)
    };
    parts.iter().find_map(|part| match part {
        Clause::Literal(id, true) => test(id).filter(|test| matches!(test, Test::Equal(..))),
        Clause::Literal(_, false) | Clause::All(_) | Clause::Any(_) => None,
    })
}

/// The keys of a scalar: its text, and the float that it is.
pub(super) fn keys(value: &Value, text: fn(&Value) -> String) -> Vec<Key> {
    let number = match value {
        // Either zero is the same.
        Value::Number(number) => Some(Key::Number((number.as_f64() + 0.0).to_bits())),
        _ => None,
    };
    [Key::Text(text(value))].into_iter().chain(number).collect()
}

/// How many parts of each part of a clause are decided.
#[derive(Debug, Default)]
pub(super) struct Tally {
    nodes: Vec<Node>,
    /// Where each test stands, and whether it is to hold there.
    places: HashMap<AtomId, Vec<(usize, bool)>>,
    decided: HashMap<AtomId, bool>,
    /// How often the parts that are decided of a part were counted anew.
    counted: usize,
}

/// A part of a clause that has parts itself.
#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    /// The truth that one part alone gives to the whole.
    winning: bool,
    won: usize,
    open: usize,
}

impl Node {
    fn truth(&self) -> Option<bool> {
        match (self.won, self.open) {
            (0, 0) => Some(!self.winning),
            (0, _) => None,
            _ => Some(self.winning),
        }
    }

    fn exchange(&mut self, before: Option<bool>, after: Option<bool>) {
        match before {
            None => self.open -= 1,
            Some(truth) => self.won -= usize::from(truth == self.winning),
        }
        self.count(after);
    }

    fn count(&mut self, part: Option<bool>) {
        match part {
            None => self.open += 1,
            Some(truth) => self.won += usize::from(truth == self.winning),
        }
    }
}

impl Tally {
    /// Nothing is decided.
    pub(super) fn new(clause: &Clause) -> Self {
        let mut tally = Self::default();
        tally.add(std::slice::from_ref(clause), false, None);
        tally
    }

    fn add(&mut self, parts: &[Clause], winning: bool, parent: Option<usize>) -> Option<bool> {
        let at = self.nodes.len();
        self.nodes.push(Node { parent, winning, won: 0, open: 0 });
        for part in parts {
            let truth = match part {
                Clause::All(parts) => self.add(parts, false, Some(at)),
                Clause::Any(parts) => self.add(parts, true, Some(at)),
                Clause::Literal(id, holds) => {
                    self.places.entry(*id).or_default().push((at, *holds));
                    None
                }
            };
            if let Some(node) = self.nodes.get_mut(at) {
                node.count(truth);
            }
        }
        self.nodes.get(at).and_then(Node::truth)
    }

    /// The truth of the clause, as far as it is decided.
    pub(super) fn truth(&self) -> Option<bool> {
        self.nodes.first().and_then(Node::truth)
    }

    /// A test holds, or doesn't, or nobody knows any more.
    pub(super) fn decide(&mut self, id: AtomId, truth: Option<bool>) {
        let before = match truth {
            Some(truth) => self.decided.insert(id, truth),
            None => self.decided.remove(&id),
        };
        for (at, holds) in self.places.get(&id).into_iter().flatten() {
            let [before, after] = [before, truth].map(|truth| truth.map(|truth| truth == *holds));
            self.counted += exchange(&mut self.nodes, *at, before, after);
        }
    }
}

/// What a part's new truth makes of the parts around it; how many of these there are that it
/// reaches.
fn exchange(
    nodes: &mut [Node],
    at: usize,
    mut before: Option<bool>,
    mut after: Option<bool>,
) -> usize {
    let mut next = Some(at);
    let mut reached = 0;
    while let Some(node) = next.and_then(|at| nodes.get_mut(at)).filter(|_| before != after) {
        let whole = node.truth();
        node.exchange(before, after);
        (before, after) = (whole, node.truth());
        next = node.parent;
        reached += 1;
    }
    reached
}
