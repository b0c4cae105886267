//! One pattern as an automaton that is built as it is walked.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::collections::hash_map::Entry;
use std::rc::Rc;

use foldhash::{HashMap, HashMapExt};
use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, Config, DFA};
use regex_automata::nfa::thompson;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

use super::bytes::Alphabet;
use super::known::KnownWalks;
use crate::analysis::Reason;
use crate::re2;

/// The most memory that one automaton's states may take, in bytes.
const MAX_STATES_SIZE: usize = 16 << 20;

/// The most memory that one pattern's program may take, in bytes.
const MAX_PROGRAM_SIZE: usize = 10 << 20;

/// How many levels deeper a pattern nests for being searched.
const SEARCHING_LEVELS: u32 = 2;

/// The most states of an automaton of which it is known how far they are from a match.
const MAX_MEASURED: usize = 5_000;

/// Farther than any state is from a match.
const FAR: usize = 1 << 20;

/// The most memory that automata may have taken together when the next question is asked.
const MAX_KEPT: usize = 128 << 20;

/// The number of an automaton among those that an engine has built.
pub(in crate::analysis) type AutomatonId = usize;

/// Automata by their patterns, each built once.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Automata {
    compiler: Compiler,
    built: Vec<Automaton>,
    patterns: HashMap<String, Option<AutomatonId>>,
    parts: HashMap<String, Option<AutomatonId>>,
    /// The alphabets of the products that were walked.
    alphabets: HashMap<Vec<AutomatonId>, Rc<Alphabet>>,
    /// How far states of automata are from a match; only looked up.
    distances: HashMap<AutomatonId, HashMap<LazyStateID, usize>>,
    /// What came of the walks so far.
    pub(super) walks: KnownWalks,
    /// How many steps walks and trials have taken.
    pub(in crate::analysis) steps: usize,
    /// How many of them long walks have taken that came to nothing.
    pub(super) wasted: usize,
}

/// How far an automaton has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::analysis) enum Progress {
    /// Whatever follows, the pattern is found, or it isn't.
    Decided(bool),
    /// It depends on what follows.
    At(LazyStateID),
}

/// Compiles patterns, all of them in the same space.
#[derive(Debug)]
struct Compiler(thompson::Compiler);

impl Default for Compiler {
    fn default() -> Self {
        let config = thompson::Config::new()
            .nfa_size_limit(Some(MAX_PROGRAM_SIZE))
            .which_captures(thompson::WhichCaptures::None);
        let levels = re2::MAX_LEVELS + SEARCHING_LEVELS;
        let mut compiler = thompson::Compiler::new();
        compiler.configure(config).syntax(syntax::Config::new().nest_limit(levels));
        Self(compiler)
    }
}

#[derive(Debug)]
struct Automaton {
    dfa: DFA,
    cache: Cache,
    /// Whether the automaton itself skips what stands before a match.
    anchored: Anchored,
}

impl Automata {
    /// Throws the automata away once they have become large together.
    pub(in crate::analysis) fn evict_when_large(&mut self) {
        let kept: usize = self.built.iter().map(|it| it.cache.memory_usage()).sum();
        if kept > MAX_KEPT {
            *self = Self { steps: self.steps, wasted: self.wasted, ..Self::default() };
        }
    }

    /// The automaton of a pattern, as RE2 reads it.
    pub(in crate::analysis) fn pattern(&mut self, pattern: &str) -> Result<AutomatonId, Reason> {
        if !self.patterns.contains_key(pattern) {
            let built =
                re2::translated(pattern).ok().and_then(|rust| self.compiler.automaton(&rust));
            let id = built.map(|built| self.add(built));
            self.patterns.insert(pattern.to_owned(), id);
        }
        self.patterns.get(pattern).copied().flatten().ok_or(Reason::PatternTooLarge)
    }

    /// The automaton that finds a text.
    pub(super) fn part(&mut self, part: &str) -> Result<AutomatonId, Reason> {
        if !self.parts.contains_key(part) {
            let built = self.compiler.automaton(&regex_syntax::escape(part));
            let id = built.map(|built| self.add(built));
            self.parts.insert(part.to_owned(), id);
        }
        self.parts.get(part).copied().flatten().ok_or(Reason::PatternTooLarge)
    }

    fn add(&mut self, automaton: Automaton) -> AutomatonId {
        self.built.push(automaton);
        self.built.len() - 1
    }

    /// Whether a pattern is found in a text. One whose automaton is too large is searched for
    /// without.
    pub(in crate::analysis) fn is_match(&mut self, pattern: &str, text: &str) -> bool {
        let found = self.pattern(pattern).and_then(|id| self.found_in(id, text));
        found.unwrap_or_else(|_| {
            re2::Pattern::new(pattern).is_ok_and(|pattern| pattern.is_match(text))
        })
    }

    fn found_in(&mut self, id: AutomatonId, text: &str) -> Result<bool, Reason> {
        let mut progress = self.start(id)?;
        for byte in text.bytes() {
            match progress {
                Progress::Decided(found) => return Ok(found),
                Progress::At(_) => progress = self.next(id, progress, byte)?,
            }
        }
        self.at_end(id, progress)
    }

    /// Before the first byte.
    pub(in crate::analysis) fn start(&mut self, id: AutomatonId) -> Result<Progress, Reason> {
        let automaton = self.built.get_mut(id).ok_or(Reason::PatternTooLarge)?;
        let input = Input::new("").anchored(automaton.anchored);
        let start = automaton.dfa.start_state_forward(&mut automaton.cache, &input);
        start.map_err(|_| Reason::TooManyStates).and_then(progress)
    }

    /// After one more byte.
    pub(in crate::analysis) fn next(
        &mut self,
        id: AutomatonId,
        from: Progress,
        byte: u8,
    ) -> Result<Progress, Reason> {
        let Progress::At(state) = from else { return Ok(from) };
        let automaton = self.built.get_mut(id).ok_or(Reason::PatternTooLarge)?;
        let next = automaton.dfa.next_state(&mut automaton.cache, state, byte);
        next.map_err(|_| Reason::TooManyStates).and_then(progress)
    }

    /// Whether the pattern is found if nothing follows.
    pub(in crate::analysis) fn at_end(
        &mut self,
        id: AutomatonId,
        at: Progress,
    ) -> Result<bool, Reason> {
        let state = match at {
            Progress::Decided(found) => return Ok(found),
            Progress::At(state) => state,
        };
        let automaton = self.built.get_mut(id).ok_or(Reason::PatternTooLarge)?;
        let end = automaton.dfa.next_eoi_state(&mut automaton.cache, state);
        end.map(|state| state.is_match()).map_err(|_| Reason::TooManyStates)
    }

    /// Before the first byte of what is to match the pattern from there on, after some text.
    pub(super) fn start_of_match(
        &mut self,
        id: AutomatonId,
        before: &str,
    ) -> Result<Progress, Reason> {
        let automaton = self.built.get_mut(id).ok_or(Reason::PatternTooLarge)?;
        let input = Input::new(before).range(before.len()..).anchored(Anchored::Yes);
        let start = automaton.dfa.start_state_forward(&mut automaton.cache, &input);
        start.map_err(|_| Reason::TooManyStates).and_then(progress)
    }

    /// The shortest text that matches the pattern, where it is known.
    pub(super) fn shortest(&mut self, id: AutomatonId) -> Option<String> {
        let bytes: Vec<u8> = self.alphabet(vec![id]).bytes(&[]).collect();
        let mut at = self.start_of_match(id, "").ok()?;
        let mut text = Vec::new();
        while let left @ 1..FAR = self.distance(id, at) {
            let (next, byte) = bytes.iter().find_map(|byte| {
                let next = self.next(id, at, *byte).ok()?;
                (self.distance(id, next) < left).then_some((next, *byte))
            })?;
            at = next;
            text.push(byte);
        }
        String::from_utf8(text).ok()
    }

    /// How many bytes at least lead from a state of [`Automata::start_of_match`] or one after it to
    /// a match; nothing is known of automata with very many states.
    pub(super) fn distance(&mut self, id: AutomatonId, at: Progress) -> usize {
        let state = match at {
            Progress::At(state) => state,
            Progress::Decided(found) => return if found { 0 } else { FAR },
        };
        if !self.distances.contains_key(&id) {
            let distances = self.distances_of(id).unwrap_or_default();
            self.distances.insert(id, distances);
        }
        match self.distances.get(&id) {
            Some(known) if !known.is_empty() => known.get(&state).copied().unwrap_or(FAR),
            _ => 0,
        }
    }

    fn distances_of(&mut self, id: AutomatonId) -> Result<HashMap<LazyStateID, usize>, Reason> {
        let bytes: Vec<u8> = self.alphabet(vec![id]).bytes(&[]).collect();
        let mut from: HashMap<LazyStateID, Vec<LazyStateID>> = HashMap::new();
        let mut found = Vec::new();
        let mut seen = Vec::new();
        let mut open = match self.start_of_match(id, "")? {
            Progress::At(start) => vec![start],
            Progress::Decided(_) => Vec::new(),
        };
        while let Some(at) = open.pop() {
            if seen.len() > MAX_MEASURED {
                return Err(Reason::TooManyStates);
            }
            seen.push(at);
            if self.at_end(id, Progress::At(at))? {
                found.push(at);
            }
            for byte in &bytes {
                self.steps += 1;
                let next = match self.next(id, Progress::At(at), *byte)? {
                    Progress::At(next) => next,
                    Progress::Decided(true) => {
                        found.push(at);
                        continue;
                    }
                    Progress::Decided(false) => continue,
                };
                let known = from.entry(next).or_insert_with(|| {
                    open.push(next);
                    Vec::new()
                });
                known.push(at);
            }
        }
        Ok(backwards(&from, found))
    }

    /// The bytes that some of these automata tell apart.
    pub(super) fn alphabet(&mut self, ids: Vec<AutomatonId>) -> Rc<Alphabet> {
        if let Some(known) = self.alphabets.get(&ids) {
            return Rc::clone(known);
        }
        let classes = ids.iter().map(|id| |byte| self.class(*id, byte));
        let alphabet = Rc::new(Alphabet::new(classes));
        self.alphabets.insert(ids, Rc::clone(&alphabet));
        alphabet
    }

    /// The class of a byte: bytes of one class lead the automaton to the same state.
    fn class(&self, id: AutomatonId, byte: u8) -> u8 {
        self.built.get(id).map_or(byte, |automaton| automaton.dfa.byte_classes().get(byte))
    }
}

/// How many steps each state is from the nearest of these.
fn backwards(
    from: &HashMap<LazyStateID, Vec<LazyStateID>>,
    ends: Vec<LazyStateID>,
) -> HashMap<LazyStateID, usize> {
    let mut distances: HashMap<LazyStateID, usize> = ends.iter().map(|end| (*end, 0)).collect();
    let mut open: VecDeque<(LazyStateID, usize)> = ends.into_iter().map(|end| (end, 0)).collect();
    while let Some((at, distance)) = open.pop_front() {
        for before in from.get(&at).into_iter().flatten() {
            if let Entry::Vacant(unknown) = distances.entry(*before) {
                unknown.insert(distance + 1);
                open.push_back((*before, distance + 1));
            }
        }
    }
    distances
}

/// What a state says. A match is seen one byte late, and then stays.
fn progress(state: LazyStateID) -> Result<Progress, Reason> {
    if state.is_match() {
        Ok(Progress::Decided(true))
    } else if state.is_dead() {
        Ok(Progress::Decided(false))
    } else if state.is_quit() {
        Err(Reason::PatternTooLarge)
    } else {
        Ok(Progress::At(state))
    }
}

impl Compiler {
    /// The automaton of a pattern in the syntax of the `regex` crate; `None` where it is too large.
    /// States are kept as they are found, never thrown away, so that their names stay good.
    fn automaton(&self, rust: &str) -> Option<Automaton> {
        let (pattern, anchored) = searching(rust);
        let config = Config::new()
            .cache_capacity(MAX_STATES_SIZE)
            .skip_cache_capacity_check(true)
            .minimum_cache_clear_count(Some(0));
        let program = self.0.build(&pattern).ok()?;
        let dfa = DFA::builder().configure(config).build_from_nfa(program).ok()?;
        let cache = dfa.create_cache();
        Some(Automaton { dfa, cache, anchored })
    }
}

/// How a pattern is searched for. What stands before a match is skipped byte by byte, unless the
/// pattern says `\B`: that would hold inside of a character, so whole ones are skipped.
fn searching(rust: &str) -> (Cow<'_, str>, Anchored) {
    match rust.contains(r"\B") {
        true => (Cow::Owned(format!("(?s:.)*?(?:{rust})")), Anchored::Yes),
        false => (Cow::Borrowed(rust), Anchored::No),
    }
}
