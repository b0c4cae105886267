//! The walk through the product of automata, shorter strings first.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use super::automaton::{Automata, AutomatonId, Progress};
use super::bytes::{Alphabet, Utf8};
use super::guide;
use super::trie::{NodeId, Trie};
use crate::analysis::Reason;
use crate::analysis::clause::{AtomId, Clause};
use crate::analysis::engine::Outcome;
use crate::analysis::formula::Test;
use crate::json::Value;
use crate::strings::Quick;

/// How many states of the product are looked at.
const MAX_STATES: usize = 60_000;

/// How many steps of single automata one walk takes.
const MAX_STEPS: usize = 6_000_000;

/// How many steps the first look takes, which finds the shortest string of most questions.
const FEW_STEPS: usize = 100_000;

/// How many steps lead towards the end of one pattern.
const GUIDED_STEPS: usize = 300_000;

/// How many steps may be led, and how many may show that two tests contradict each other.
const ALL_GUIDED_STEPS: usize = 900_000;

/// How many steps may come to nothing, all questions of an engine together, before the next have to
/// do without a long walk.
const MANY_STEPS: usize = 25_000_000;

/// What may stand before a match, as far as patterns look back: nothing, the end of a line in its
/// two spellings, a letter of a word, another one.
const BEFORE: [&str; 5] = ["", "\n", "\r", "a", " "];

/// A walk that looks for a string that no test names and that meets a clause.
#[derive(Debug, Clone)]
pub(super) struct Walk<'w> {
    clause: &'w Clause,
    automata: Vec<Walked>,
    lengths: Vec<(AtomId, u64)>,
    /// How many characters are counted.
    longest: u64,
    /// How many characters there must be.
    least: u64,
    named: Rc<Trie>,
    alphabet: Rc<Alphabet>,
    /// What stands before, where every pattern is to match from here on; `None` where they may match
    /// anywhere.
    before: Option<&'static str>,
}

/// A pattern that is walked.
#[derive(Debug, Clone, Copy)]
struct Walked {
    test: AtomId,
    automaton: AutomatonId,
    /// Whether it must be found, where the clause says so whatever the other tests say.
    wanted: Option<bool>,
}

/// Where everything stands after the beginning of a string.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    utf8: Utf8,
    progress: Vec<Progress>,
    /// How many characters have begun, counted no further than any length that matters.
    length: u64,
    /// Where the beginning stands among the strings that tests name.
    named: Option<NodeId>,
    /// How far the pattern has come that leads the walk.
    led: Option<Progress>,
}

/// What a walk is led to.
#[derive(Debug, Default)]
struct Goal {
    /// The automaton whose pattern is to match from the beginning on.
    pattern: Option<AutomatonId>,
    /// How many characters there are to be.
    length: u64,
}

/// A state and the step that led there.
struct Reached {
    state: Rc<State>,
    step: Option<(usize, u8)>,
    /// How many bytes lead there.
    bytes: usize,
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
        let ids: HashSet<AtomId> = ids.into_iter().collect();
        let mut walked = Vec::new();
        let mut lengths = Vec::new();
        for (id, test) in tests.iter().filter(|(id, _)| ids.contains(id)) {
            match test {
                Test::Matches(pattern) => {
                    walked.push(Walked::new(*id, automata.pattern(pattern)?, clause));
                }
                Test::Contains(_, Value::String(part)) => {
                    walked.push(Walked::new(*id, automata.part(part)?, clause));
                }
                Test::LongerThan(length) => lengths.push((*id, *length)),
                _ => {}
            }
        }
        let alphabet = automata.alphabet(walked.iter().map(|it| it.automaton).collect());
        let named = Rc::new(Trie::new(named));
        let longest = longest(&lengths);
        let least = least(clause, &lengths);
        let before = None;
        Ok(Some(Self {
            clause,
            automata: walked,
            lengths,
            longest,
            least,
            named,
            alphabet,
            before,
        }))
    }

    /// A string that meets the clause: the shortest, the best-reading of these, where a walk comes
    /// to it in time. Otherwise one that leads straight to the end of a pattern, unless in every case
    /// two tests that contradict each other show that there is none.
    pub(super) fn run(&self, automata: &mut Automata) -> Outcome<String> {
        let first_look = self.explore(automata, &Goal::default(), FEW_STEPS);
        if first_look.is_ok() {
            return first_look;
        }
        let cases = guide::cases(self.clause);
        let all = cases.len();
        let cases = self.open_cases(cases, automata, Self::is_implied_contradiction);
        if let Some(found) = self.run_led(&cases, automata) {
            return Ok(Some(found));
        }
        let cases = self.open_cases(cases, automata, Self::is_contradiction);
        if cases.is_empty() {
            return Ok(None);
        }
        if automata.wasted > MANY_STEPS {
            return first_look;
        }
        let before = automata.steps;
        let found = match cases.len() < all {
            true => {
                let left = Clause::Any(cases);
                self.about(&left, automata).explore(automata, &Goal::default(), MAX_STEPS)
            }
            false => self.explore(automata, &Goal::default(), MAX_STEPS),
        };
        if found.is_err() {
            automata.wasted += automata.steps - before;
        }
        found
    }

    /// A string that begins with a match of a pattern that must be found, or one that is put together
    /// from the shortest matches of several.
    fn run_led(&self, cases: &[Clause], automata: &mut Automata) -> Option<String> {
        let last = automata.steps + ALL_GUIDED_STEPS;
        guide::goals(cases).iter().find_map(|tests| {
            let patterns = self.patterns(tests);
            let joined = self.joined(&patterns, automata);
            let mut led = patterns.iter().filter_map(|pattern| {
                let left = last.saturating_sub(automata.steps).min(GUIDED_STEPS);
                let goal = Goal { pattern: Some(*pattern), length: self.length(tests) };
                self.explore(automata, &goal, left).ok().flatten()
            });
            joined.or_else(|| led.next())
        })
    }

    /// The shortest matches of several patterns, one behind the other.
    fn joined(&self, patterns: &[AutomatonId], automata: &mut Automata) -> Option<String> {
        let parts: Option<Vec<String>> =
            patterns.iter().map(|pattern| automata.shortest(*pattern)).collect();
        let parts = parts.filter(|parts| parts.len() > 1)?;
        let reversed: Vec<String> = parts.iter().rev().cloned().collect();
        let texts = [parts, reversed].into_iter().flat_map(|it| [it.join(" "), it.concat()]);
        texts.into_iter().find(|text| self.meets(text, automata))
    }

    /// Whether a text is one of those that are looked for.
    fn meets(&self, text: &str, automata: &mut Automata) -> bool {
        let goal = Goal::default();
        let Ok(mut state) = self.start(&goal, automata) else { return false };
        let mut next = state.clone();
        for byte in text.bytes() {
            if self.step(&state, byte, &goal, automata, &mut next) != Ok(true) {
                return false;
            }
            std::mem::swap(&mut state, &mut next);
        }
        self.is_met(&state, automata) == Ok(true)
    }

    /// The cases in which no two tests are known to contradict each other, by some proof. Each proof
    /// is told how many steps may have been taken.
    fn open_cases(
        &self,
        mut cases: Vec<Clause>,
        automata: &mut Automata,
        contradict: impl Fn(&Self, &Clause, usize, &mut Automata) -> bool,
    ) -> Vec<Clause> {
        let last = automata.steps + ALL_GUIDED_STEPS;
        cases.retain(|case| {
            !guide::pairs(case).iter().any(|pair| contradict(self, pair, last, automata))
        });
        cases
    }

    /// Whether no string meets two tests.
    fn is_contradiction(&self, pair: &Clause, last: usize, automata: &mut Automata) -> bool {
        let left = last.saturating_sub(automata.steps).min(FEW_STEPS);
        let walk = self.about(pair, automata);
        matches!(walk.explore(automata, &Goal::default(), left), Ok(None))
    }

    /// Whether the pattern that isn't to be found matches wherever the one does that is, whatever
    /// stands before: few states tell, as no match may begin later.
    pub(super) fn is_implied_contradiction(
        &self,
        pair: &Clause,
        last: usize,
        automata: &mut Automata,
    ) -> bool {
        let walk = self.about(pair, automata);
        let (lengths, named) = (Vec::new(), Rc::new(Trie::new(&[])));
        let walk = Walk { lengths, longest: 0, least: 0, named, ..walk };
        guide::is_opposed(pair)
            && walk.automata.len() == 2
            && BEFORE.iter().all(|before| {
                let left = last.saturating_sub(automata.steps).min(FEW_STEPS);
                let walk = Walk { before: Some(before), ..walk.clone() };
                matches!(walk.explore(automata, &Goal::default(), left), Ok(None))
            })
    }

    /// The same walk for another clause over some of its tests.
    fn about<'c>(&self, clause: &'c Clause, automata: &mut Automata) -> Walk<'c> {
        let ids: HashSet<AtomId> = clause.ids_of_tests().into_iter().collect();
        let of_clause = self.automata.iter().filter(|it| ids.contains(&it.test));
        let walked: Vec<_> =
            of_clause.map(|it| Walked::new(it.test, it.automaton, clause)).collect();
        let alphabet = automata.alphabet(walked.iter().map(|it| it.automaton).collect());
        let (lengths, longest) = (self.lengths.clone(), self.longest);
        let named = Rc::clone(&self.named);
        let least = least(clause, &lengths);
        let before = None;
        Walk { clause, automata: walked, lengths, longest, least, named, alphabet, before }
    }

    /// The automata of some tests.
    fn patterns(&self, tests: &[AtomId]) -> Vec<AutomatonId> {
        let of_tests = self.automata.iter().filter(|it| tests.contains(&it.test));
        of_tests.map(|it| it.automaton).collect()
    }

    /// How many characters there are for which some tests hold.
    fn length(&self, tests: &[AtomId]) -> u64 {
        let lengths = self.lengths.iter().filter(|(id, _)| tests.contains(id));
        lengths.map(|(_, length)| length + 1).max().unwrap_or(0)
    }

    /// Goes through the product, those states first that are nearest to the goal; where there is none,
    /// those first that may lead to the shortest strings.
    fn explore(&self, automata: &mut Automata, goal: &Goal, max_steps: usize) -> Outcome<String> {
        let mut next = self.start(goal, automata)?;
        let start = Rc::new(next.clone());
        let mut seen = HashSet::<_, BuildHasherDefault<Quick>>::default();
        seen.insert(Rc::clone(&start));
        let mut reached = vec![Reached { state: start, step: None, bytes: 0 }];
        let mut open = BinaryHeap::from([Reverse((0, 0))]);
        let last = automata.steps + max_steps;
        while let Some(Reverse((_, at))) = open.pop() {
            let Some(Reached { state, bytes, .. }) = reached.get(at) else { break };
            let (state, bytes) = (Rc::clone(state), bytes + 1);
            if self.is_met(&state, automata)? {
                return Ok(Some(spell(&reached, at)));
            }
            let apart = state.named.map_or(&[][..], |node| self.named.bytes(node));
            for byte in self.alphabet.bytes(apart) {
                automata.steps += 1;
                if !self.step(&state, byte, goal, automata, &mut next)? {
                    continue;
                }
                automata.steps += self.automata.len();
                if self.can_be_met(&next) && !seen.contains(&next) {
                    let state = Rc::new(next.clone());
                    seen.insert(Rc::clone(&state));
                    let distance = self.distance(&state, bytes, goal, automata);
                    open.push(Reverse((distance, reached.len())));
                    reached.push(Reached { state, step: Some((at, byte)), bytes });
                }
            }
            if reached.len() > MAX_STATES || automata.steps > last {
                return Err(Reason::TooManyStates);
            }
        }
        Ok(None)
    }

    /// How far it is from here to the goal: the bytes that its pattern lacks, and characters. Without
    /// one, how many bytes the whole string has at least.
    fn distance(&self, state: &State, bytes: usize, goal: &Goal, automata: &mut Automata) -> usize {
        let Some((id, led)) = goal.pattern.zip(state.led) else {
            return (bytes + state.utf8.lacking()).saturating_add(lacking(self.least, state));
        };
        automata.distance(id, led).saturating_add(lacking(goal.length, state))
    }

    fn start(&self, goal: &Goal, automata: &mut Automata) -> Result<State, Reason> {
        let progress = self.automata.iter().map(|it| match self.before {
            Some(before) => automata.start_of_match(it.automaton, before),
            None => automata.start(it.automaton),
        });
        Ok(State {
            utf8: Utf8::Boundary,
            progress: progress.collect::<Result<_, _>>()?,
            length: 0,
            named: Some(Trie::ROOT),
            led: goal.pattern.map(|id| automata.start_of_match(id, "")).transpose()?,
        })
    }

    /// Puts what is after one more byte into `next`; `false` where no text goes on like that, or none
    /// that meets the clause.
    fn step(
        &self,
        state: &State,
        byte: u8,
        goal: &Goal,
        automata: &mut Automata,
        next: &mut State,
    ) -> Result<bool, Reason> {
        let Some(utf8) = state.utf8.next(byte) else { return Ok(false) };
        next.utf8 = utf8;
        next.progress.clear();
        for (walked, progress) in self.automata.iter().zip(&state.progress) {
            let progress = automata.next(walked.automaton, *progress, byte)?;
            if walked.is_lost(progress) {
                return Ok(false);
            }
            next.progress.push(progress);
        }
        let begun = u64::from(state.utf8 == Utf8::Boundary);
        next.length = (state.length + begun).min(self.longest);
        next.named = state.named.and_then(|node| self.named.child(node, byte));
        let led = goal.pattern.zip(state.led);
        next.led = led.map(|(id, led)| automata.next(id, led, byte)).transpose()?;
        Ok(true)
    }

    /// Whether the string that ends here is one of those that are looked for.
    fn is_met(&self, state: &State, automata: &mut Automata) -> Result<bool, Reason> {
        let is_named = state.named.is_some_and(|node| self.named.is_end(node));
        if state.utf8 != Utf8::Boundary || is_named {
            return Ok(false);
        }
        let mut ends = Vec::with_capacity(self.automata.len());
        for (walked, progress) in self.automata.iter().zip(&state.progress) {
            ends.push(automata.at_end(walked.automaton, *progress)?);
        }
        let found = |index: usize| ends.get(index).copied();
        let longer = |length: u64| Some(state.length > length);
        Ok(self.clause.truth(&mut |id| self.truth(id, found, longer)) == Some(true))
    }

    /// Whether the clause may still hold for some string that goes on from here.
    fn can_be_met(&self, state: &State) -> bool {
        if state.led == Some(Progress::Decided(false)) {
            return false;
        }
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
        if let Ok(index) = self.automata.binary_search_by_key(&id, |it| it.test) {
            return found(index);
        }
        let index = self.lengths.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        longer(self.lengths.get(index)?.1)
    }
}

impl Walked {
    fn new(test: AtomId, automaton: AutomatonId, clause: &Clause) -> Self {
        let literals = match clause {
            Clause::All(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let wanted = literals.iter().find_map(|literal| match literal {
            Clause::Literal(id, holds) => (*id == test).then_some(*holds),
            Clause::All(_) | Clause::Any(_) => None,
        });
        Self { test, automaton, wanted }
    }

    /// Whether the clause can't hold any more once the pattern is so far.
    fn is_lost(self, progress: Progress) -> bool {
        matches!((progress, self.wanted), (Progress::Decided(found), Some(wanted)) if found != wanted)
    }
}

/// How many characters there are to count for some lengths.
fn longest(lengths: &[(AtomId, u64)]) -> u64 {
    lengths.iter().map(|(_, length)| length + 1).max().unwrap_or(0)
}

/// How many characters there are to come.
fn lacking(length: u64, state: &State) -> usize {
    usize::try_from(length.saturating_sub(state.length)).unwrap_or(usize::MAX)
}

/// How many characters a string has at least that meets a clause.
fn least(clause: &Clause, lengths: &[(AtomId, u64)]) -> u64 {
    let held = guide::conjuncts(clause).iter().filter_map(|part| match part {
        Clause::Literal(id, true) => lengths.iter().find(|(length_id, _)| length_id == id),
        Clause::Literal(_, false) | Clause::All(_) | Clause::Any(_) => None,
    });
    held.map(|(_, length)| length + 1).max().unwrap_or(0)
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
