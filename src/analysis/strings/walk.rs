//! The walk through the product of automata, shorter strings first.

use std::collections::HashSet;
use std::rc::Rc;

use super::automaton::{Automata, AutomatonId, Progress};
use super::bytes::{Alphabet, Utf8};
use super::trie::{NodeId, Trie};
use crate::analysis::Reason;
use crate::analysis::clause::{AtomId, Clause};
use crate::analysis::engine::Outcome;
use crate::analysis::formula::Test;
use crate::json::Value;

/// How many states of the product are looked at.
const MAX_STATES: usize = 60_000;

/// How many steps of single automata one walk takes.
const MAX_STEPS: usize = 6_000_000;

/// How many steps all walks of an engine take before the next have to do with few.
const MANY_STEPS: usize = 200_000_000;

/// What these have to do with.
const FEW_STEPS: usize = 100_000;

/// A walk that looks for a string that no test names and that meets a clause.
#[derive(Debug)]
pub(super) struct Walk<'w> {
    clause: &'w Clause,
    automata: Vec<(AtomId, AutomatonId)>,
    lengths: Vec<(AtomId, u64)>,
    named: Trie,
    alphabet: Rc<Alphabet>,
}

/// Where everything stands after the beginning of a string.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    utf8: Utf8,
    progress: Box<[Progress]>,
    /// How many characters have begun, counted no further than any length that matters.
    length: u64,
    /// Where the beginning stands among the strings that tests name.
    named: Option<NodeId>,
}

/// A state and the step that led there.
struct Reached {
    state: State,
    step: Option<(usize, u8)>,
}

impl<'w> Walk<'w> {
    /// A walk for what is left of a clause; `None` where nothing is, as no string meets it.
    pub(super) fn new(
        tests: &[(AtomId, &Test)],
        clause: &'w Clause,
        named: &[String],
        automata: &mut Automata,
    ) -> Result<Option<Self>, Reason> {
        if clause.truth(&mut |_| None) == Some(false) {
            return Ok(None);
        }
        let mut ids = Vec::new();
        clause.ids(&mut ids);
        let mut walked = Vec::new();
        let mut lengths = Vec::new();
        for (id, test) in tests.iter().filter(|(id, _)| ids.contains(id)) {
            match test {
                Test::Matches(pattern) => walked.push((*id, automata.pattern(pattern)?)),
                Test::Contains(_, Value::String(part)) => walked.push((*id, automata.part(part)?)),
                Test::LongerThan(length) => lengths.push((*id, *length)),
                _ => {}
            }
        }
        let alphabet = automata.alphabet(walked.iter().map(|(_, id)| *id).collect());
        let named = Trie::new(named);
        Ok(Some(Self { clause, automata: walked, lengths, named, alphabet }))
    }

    /// The shortest string that meets the clause, the best-reading of these.
    pub(super) fn run(&self, automata: &mut Automata) -> Outcome<String> {
        let start = self.start(automata)?;
        let mut seen = HashSet::from([start.clone()]);
        let mut reached = vec![Reached { state: start, step: None }];
        let few = automata.steps > MANY_STEPS;
        let last = automata.steps + if few { FEW_STEPS } else { MAX_STEPS };
        let mut at = 0;
        while let Some(state) = reached.get(at).map(|reached| reached.state.clone()) {
            if self.is_met(&state, automata)? {
                return Ok(Some(spell(&reached, at)));
            }
            let apart = state.named.map_or(&[][..], |node| self.named.bytes(node));
            for byte in self.alphabet.bytes(apart) {
                let Some(next) = self.next(&state, byte, automata)? else { continue };
                automata.steps += self.automata.len() + 1;
                if self.can_be_met(&next) && seen.insert(next.clone()) {
                    reached.push(Reached { state: next, step: Some((at, byte)) });
                }
            }
            if reached.len() > MAX_STATES || automata.steps > last {
                return Err(Reason::TooManyStates);
            }
            at += 1;
        }
        Ok(None)
    }

    fn start(&self, automata: &mut Automata) -> Result<State, Reason> {
        let progress = self.automata.iter().map(|(_, automaton)| automata.start(*automaton));
        Ok(State {
            utf8: Utf8::Boundary,
            progress: progress.collect::<Result<_, _>>()?,
            length: 0,
            named: Some(Trie::ROOT),
        })
    }

    /// After one more byte; `None` where no text goes on like that.
    fn next(
        &self,
        state: &State,
        byte: u8,
        automata: &mut Automata,
    ) -> Result<Option<State>, Reason> {
        let Some(utf8) = state.utf8.next(byte) else { return Ok(None) };
        let steps = self.automata.iter().zip(&state.progress);
        let progress =
            steps.map(|((_, automaton), progress)| automata.next(*automaton, *progress, byte));
        let progress = progress.collect::<Result<_, _>>()?;
        let begun = u64::from(state.utf8 == Utf8::Boundary);
        let longest = self.lengths.iter().map(|(_, length)| length + 1).max().unwrap_or(0);
        let length = (state.length + begun).min(longest);
        let named = state.named.and_then(|node| self.named.child(node, byte));
        Ok(Some(State { utf8, progress, length, named }))
    }

    /// Whether the string that ends here is one of those that are looked for.
    fn is_met(&self, state: &State, automata: &mut Automata) -> Result<bool, Reason> {
        let is_named = state.named.is_some_and(|node| self.named.is_end(node));
        if state.utf8 != Utf8::Boundary || is_named {
            return Ok(false);
        }
        let mut ends = Vec::with_capacity(self.automata.len());
        for ((_, automaton), progress) in self.automata.iter().zip(&state.progress) {
            ends.push(automata.at_end(*automaton, *progress)?);
        }
        let found = |index: usize| ends.get(index).copied();
        let longer = |length: u64| Some(state.length > length);
        Ok(self.clause.truth(&mut |id| self.truth(id, found, longer)) == Some(true))
    }

    /// Whether the clause may still hold for some string that goes on from here.
    fn can_be_met(&self, state: &State) -> bool {
        let found = |index: usize| match state.progress.get(index) {
            Some(Progress::Decided(found)) => Some(*found),
            _ => None,
        };
        let longer = |length: u64| (state.length > length).then_some(true);
        self.clause.truth(&mut |id| self.truth(id, found, longer)) != Some(false)
    }

    fn truth(
        &self,
        id: AtomId,
        found: impl Fn(usize) -> Option<bool>,
        longer: impl Fn(u64) -> Option<bool>,
    ) -> Option<bool> {
        if let Ok(index) = self.automata.binary_search_by_key(&id, |(id, _)| *id) {
            return found(index);
        }
        let index = self.lengths.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        longer(self.lengths.get(index)?.1)
    }
}

/// The string that leads to a state.
fn spell(reached: &[Reached], at: usize) -> String {
    let mut bytes = Vec::new();
    let mut step = reached.get(at).and_then(|reached| reached.step);
    while let Some((from, byte)) = step {
        bytes.push(byte);
        step = reached.get(from).and_then(|reached| reached.step);
    }
    bytes.reverse();
    String::from_utf8(bytes).unwrap_or_default()
}
