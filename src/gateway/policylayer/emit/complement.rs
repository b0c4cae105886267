//! What refuses exactly where a clause of `require` doesn't hold.
//!
//! The gateway has no "not": `deny_if` needs positive conditions that hold for exactly the calls on
//! which every branch of an `or` fails. Two values need care, as only `exists: false` holds for an
//! argument that is missing, and it holds for null as well: not `== v` is `exists: false` or
//! `neq v`, which is exact because null is `neq v`, unless `v` is equal to null itself; not `!= v`
//! is missing or `eq v`, and null is neither. There [`Refusals`] marks the condition as too wide
//! and asks whether null is refused by another condition all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::literals::{Clause, condition, path};
use super::normal::{self, TooMany};
use crate::gateway::decision::{Condition, Operator, equal};
use crate::gateway::policylayer::SEMANTICS;
use crate::json::Value;
use crate::policy::condition::{Operator as Is, Test};

/// The entries that refuse where clauses don't hold.
#[derive(Debug, Default)]
pub(super) struct Refusals<'p> {
    atoms: Vec<Atom<'p>>,
    numbers: BTreeMap<Key, usize>,
    /// Arguments that the rule's `require` entry lets be neither missing nor null.
    present: BTreeSet<String>,
    entries: Vec<Clause>,
}

/// A part of an entry.
#[derive(Debug)]
enum Atom<'p> {
    /// The gateway's condition.
    Holds(Condition),
    /// The argument is missing and not null, which the gateway can't say. Always beside
    /// `exists: false`; an entry in which it is left over has no exact form because of this test.
    Unset(&'p Test),
}

/// An atom's identity: path, operator and value, or the path that must be unset.
type Key = (String, Option<Operator>, String);

/// Why a clause has no exact refusal.
#[derive(Debug)]
pub(super) enum Inexact<'p> {
    /// These branches have no complement.
    Branches(Vec<&'p Test>),
    /// There are too many entries.
    TooMany,
}

impl From<TooMany> for Inexact<'_> {
    fn from(_: TooMany) -> Self {
        Self::TooMany
    }
}

impl<'p> Refusals<'p> {
    /// No refusals yet, beside a `require` entry with these tests.
    pub(super) fn beside(required: &[&Test]) -> Self {
        let present = required.iter().filter(|test| needs_a_value(test));
        let present = present.map(|test| path(&test.path)).collect();
        Self { present, ..Self::default() }
    }

    /// Refuses where none of the tests holds.
    pub(super) fn add(&mut self, alternatives: &[&'p Test]) -> Result<(), Inexact<'p>> {
        let mut without = Vec::new();
        let mut entries = vec![Clause::new()];
        for test in alternatives {
            match self.complement(test) {
                Some(complement) => {
                    entries = normal::times(&entries, &complement)?;
                    entries.retain(|entry| !self.impossible(entry));
                }
                None => without.push(*test),
            }
        }
        if !without.is_empty() {
            return Err(Inexact::Branches(without));
        }
        for entry in entries {
            normal::add(&mut self.entries, entry)?;
        }
        Ok(())
    }

    /// The conditions of each entry.
    pub(super) fn entries(self) -> Result<Vec<Vec<Condition>>, Inexact<'p>> {
        let unset: BTreeSet<_> = self.entries.iter().flatten().copied().collect();
        let unset = unset.into_iter().filter_map(|number| match self.atoms.get(number) {
            Some(Atom::Unset(test)) => Some(*test),
            _ => None,
        });
        let unset: Vec<_> = unset.collect();
        if !unset.is_empty() {
            return Err(Inexact::Branches(unset));
        }
        Ok(self.entries.iter().map(|entry| self.conditions(entry)).collect())
    }

    fn conditions(&self, entry: &Clause) -> Vec<Condition> {
        self.atoms_of(entry)
            .filter_map(|atom| match atom {
                Atom::Holds(condition) => Some(condition.clone()),
                Atom::Unset(_) => None,
            })
            .collect()
    }

    /// What holds where the test doesn't, as alternatives.
    fn complement(&mut self, test: &'p Test) -> Option<Vec<Clause>> {
        let (op, value) = match &test.operator {
            Is::Exists => return Some(vec![self.exists(test, false)]),
            Is::Missing => return Some(vec![self.exists(test, true)]),
            Is::Equal(value) => (Operator::Neq, value.clone()),
            Is::NotEqual(value) => (Operator::Eq, value.clone()),
            Is::In(values) => (Operator::NotIn, Value::Array(values.clone())),
            Is::NotIn(values) => (Operator::In, Value::Array(values.clone())),
            _ => return None,
        };
        let mut missing = self.exists(test, false);
        if !holds_for_null(op, &value) {
            missing.insert(self.unset(test));
        }
        let otherwise = self.holds(Condition { path: path(&test.path), op, value });
        Some(vec![missing, Clause::from([otherwise])])
    }

    fn exists(&mut self, test: &Test, exists: bool) -> Clause {
        let (path, value) = (path(&test.path), Value::Bool(exists));
        Clause::from([self.holds(Condition { path, op: Operator::Exists, value })])
    }

    fn holds(&mut self, condition: Condition) -> usize {
        let key = (condition.path.clone(), Some(condition.op), condition.value.to_string());
        self.number(key, Atom::Holds(condition))
    }

    fn unset(&mut self, test: &'p Test) -> usize {
        self.number((path(&test.path), None, String::new()), Atom::Unset(test))
    }

    fn number(&mut self, key: Key, atom: Atom<'p>) -> usize {
        let next = self.atoms.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.atoms.push(atom);
        }
        number
    }

    /// Whether an entry asks for an argument to be missing that it or the `require` entry needs.
    fn impossible(&self, entry: &Clause) -> bool {
        let exists = |value: bool| {
            self.atoms_of(entry).filter_map(move |atom| match atom {
                Atom::Holds(Condition { path, op: Operator::Exists, value: found })
                    if *found == Value::Bool(value) =>
                {
                    Some(path)
                }
                _ => None,
            })
        };
        let present: BTreeSet<_> = exists(true).chain(&self.present).collect();
        exists(false).any(|path| present.contains(path))
    }

    fn atoms_of(&self, entry: &Clause) -> impl Iterator<Item = &Atom<'p>> {
        entry.iter().filter_map(|number| self.atoms.get(*number))
    }
}

/// Whether a test can hold only where the argument is there and isn't null.
fn needs_a_value(test: &Test) -> bool {
    match &test.operator {
        Is::Missing => false,
        Is::Equal(_) | Is::NotEqual(_) | Is::In(_) | Is::NotIn(_) => {
            let Condition { op, value, .. } = condition(test);
            !holds_for_null(op, &value)
        }
        _ => true,
    }
}

/// Whether an equality holds for null.
fn holds_for_null(op: Operator, value: &Value) -> bool {
    let equals_null = |value: &Value| equal(SEMANTICS.equality, &Value::Null, value);
    let some = match value {
        Value::Array(values) if matches!(op, Operator::In | Operator::NotIn) => {
            values.iter().any(equals_null)
        }
        value => equals_null(value),
    };
    some == matches!(op, Operator::Eq | Operator::In)
}
