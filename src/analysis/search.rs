//! The search for an object whose members meet some clauses.
//!
//! Clauses about one member are that member's own affair. A clause over several members is met by
//! one of its parts: each is tried, and what it says joins what is known of its member.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};

use super::answer::Reason;
use super::clause::{self, AtomId, Atoms, Clause};
use super::engine::{Outcome, first_found};
use super::strings::Automata;
use super::value;
use crate::json::{MAX_DEPTH, Value};

/// How many clauses are looked at, counted again for every part of a clause over several members
/// that is tried.
const MAX_WORK: usize = 3_000_000;

/// How many such parts are held at once.
const MAX_CHOSEN: usize = 400;

/// One question's search.
#[derive(Debug)]
pub(super) struct Search<'q> {
    pub(super) atoms: &'q Atoms<'q>,
    pub(super) automata: &'q mut Automata,
    work: usize,
    chosen: usize,
    /// What came of the members asked for so far, by how many keys lead to them.
    known: HashMap<(usize, Vec<Clause>), Outcome<Member>>,
}

/// The members of an object by their keys.
pub(super) type Members = BTreeMap<String, Value>;

/// A member of an object; `None` where it is missing.
type Member = Option<Value>;

impl<'q> Search<'q> {
    pub(super) fn new(atoms: &'q Atoms<'q>, automata: &'q mut Automata) -> Self {
        Self { atoms, automata, work: 0, chosen: 0, known: HashMap::new() }
    }

    /// The members of an object that meet all clauses. `depth` is how many keys lead to the
    /// object.
    pub(super) fn members(&mut self, clauses: Vec<Clause>, depth: usize) -> Outcome<Members> {
        if depth >= MAX_DEPTH {
            return Err(Reason::TooDeep);
        }
        let Some(clauses) = clause::simplified(clauses) else { return Ok(None) };
        let (own, wide) = self.by_member(&clauses, depth);
        let Some(members) = self.each_member(own, depth)? else { return Ok(None) };
        let object = Value::Object(members);
        let open = wide.into_iter().find(|index| {
            clauses.get(*index).is_some_and(|clause| !self.is_met(clause, &object, depth))
        });
        match (open, object) {
            (Some(open), _) => self.choose(clauses, open, depth),
            (None, Value::Object(members)) => Ok(Some(members)),
            (None, _) => Ok(None),
        }
    }

    /// The clauses about one member each, and where those about several stand.
    fn by_member(
        &self,
        clauses: &[Clause],
        depth: usize,
    ) -> (BTreeMap<&'q str, Vec<Clause>>, Vec<usize>) {
        let mut own: BTreeMap<&str, Vec<Clause>> = BTreeMap::new();
        let mut wide = Vec::new();
        for (index, clause) in clauses.iter().enumerate() {
            match self.only_key(clause, depth) {
                Some(key) => own.entry(key).or_default().push(clause.clone()),
                None => wide.push(index),
            }
        }
        (own, wide)
    }

    /// The key of the only member that a clause is about.
    fn only_key(&self, clause: &Clause, depth: usize) -> Option<&'q str> {
        let mut ids = Vec::new();
        clause.ids(&mut ids);
        let mut keys = ids.into_iter().map(|id| self.key(id, depth));
        let first = keys.next()??;
        keys.all(|key| key == Some(first)).then_some(first)
    }

    fn key(&self, id: AtomId, depth: usize) -> Option<&'q str> {
        self.atoms.get(id)?.path.get(depth).map(String::as_str)
    }

    /// A value for each member, each by itself. That one of them can have none is certain even
    /// where others are unknown.
    fn each_member(&mut self, own: BTreeMap<&str, Vec<Clause>>, depth: usize) -> Outcome<Members> {
        let mut members = Members::new();
        let mut unknown = None;
        for (key, clauses) in own {
            match self.member(clauses, depth + 1) {
                Ok(Some(value)) => members.extend(value.map(|value| (key.to_owned(), value))),
                Ok(None) => return Ok(None),
                Err(limit) => unknown = Some(limit),
            }
        }
        unknown.map_or(Ok(Some(members)), Err)
    }

    /// A value that meets clauses about one member alone; missing where that does.
    fn member(&mut self, clauses: Vec<Clause>, depth: usize) -> Outcome<Member> {
        if clause::truth(&clauses, |_| Some(false)) == Some(true) {
            return Ok(Some(None));
        }
        let asked = (depth, clauses);
        if let Some(known) = self.known.get(&asked) {
            return known.clone();
        }
        let found = value::find(self, &asked.1, depth).map(|found| found.map(Some));
        self.known.insert(asked, found.clone());
        found
    }

    fn is_met(&mut self, clause: &Clause, object: &Value, depth: usize) -> bool {
        let (atoms, automata) = (self.atoms, &mut *self.automata);
        let mut truth = |id| Some(value::holds(atoms.get(id)?, object, depth, automata));
        clause.truth(&mut truth) == Some(true)
    }

    /// The clause at `index` is about several members: each of its parts is tried.
    fn choose(&mut self, mut clauses: Vec<Clause>, index: usize, depth: usize) -> Outcome<Members> {
        let chosen = clauses.swap_remove(index);
        let Clause::Any(parts) = chosen else { return Err(Reason::TooManyCombinations) };
        if self.chosen >= MAX_CHOSEN {
            return Err(Reason::TooManyCombinations);
        }
        self.chosen += 1;
        let found = first_found(parts.into_iter().map(|part| {
            self.work += clauses.len() + 1;
            if self.work > MAX_WORK {
                return Err(Reason::TooManyCombinations);
            }
            let with_part = clauses.iter().cloned().chain([part]).collect();
            self.members(with_part, depth)
        }));
        self.chosen -= 1;
        found
    }
}
