//! The minimal automaton of a pattern, over characters.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt};

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{self, Class, Hir, HirKind, Look};

use super::characters::{Characters, number};
use super::{MAX_STATES, TooLarge, eliminate};
use crate::analysis::strings::{Automata, AutomatonId, Progress};
use crate::re2;

/// How many states are walked before equal ones are made one.
const MAX_WALKED: usize = 8 * MAX_STATES;

/// How many steps the walk takes.
const MAX_STEPS: usize = 4_000_000;

/// How many states, times symbols, are looked at while equal states are found.
const MAX_COMPARED: usize = 100_000_000;

/// The number of a state.
pub(super) type State = usize;

/// The strings in which a pattern is found, as the minimal automaton that accepts them. Two
/// patterns that are found in the same strings have the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Language {
    /// Characters that no state tells apart, by the first of them.
    pub(super) symbols: Vec<Characters>,
    /// Where each state is left for, symbol by symbol. States are numbered from the start, nearest
    /// first.
    pub(super) next: Vec<Vec<State>>,
    /// Which states accept.
    pub(super) accepts: Vec<bool>,
}

impl Language {
    /// The strings in which a pattern is found, as RE2 reads it.
    ///
    /// # Errors
    /// There are too many states.
    pub(crate) fn of(pattern: &str) -> Result<Self, TooLarge> {
        let symbols = Characters::between(&starts(pattern)?);
        Self::walked(pattern, symbols)?.with_few_symbols().minimal()
    }

    /// Every string in which a pattern is found, sorted; `None` where there are more than `most`,
    /// or that isn't known.
    pub(crate) fn few_strings(pattern: &str, most: usize) -> Option<Vec<String>> {
        let symbols = Characters::between(&starts(pattern).ok()?);
        Self::walked(pattern, symbols).ok()?.strings(most)
    }

    /// The strings that this one doesn't have.
    pub(crate) fn exchanged(&self) -> Self {
        let accepts = self.accepts.iter().map(|accepts| !accepts).collect();
        Self { accepts, ..self.clone() }
    }

    /// The pattern that is found in all other strings; `None` where there are none.
    ///
    /// # Errors
    /// It is too large.
    pub(crate) fn complement(&self) -> Result<Option<String>, TooLarge> {
        eliminate::pattern(&self.exchanged())
    }

    /// How many states it has.
    pub(crate) fn states(&self) -> usize {
        self.next.len()
    }

    fn strings(&self, most: usize) -> Option<Vec<String>> {
        let useful = self.distances(true);
        let mut found = BTreeSet::new();
        let mut beginnings = vec![(0, String::new())];
        for _ in 0..=self.states() {
            let mut longer = Vec::new();
            for (state, text) in beginnings {
                if self.accepts.get(state) == Some(&true) {
                    found.insert(text.clone());
                }
                for (symbol, next) in self.symbols.iter().zip(self.next.get(state)?) {
                    if useful.get(*next).copied().flatten().is_none() {
                        continue;
                    }
                    if longer.len() + symbol.count() > most {
                        return None;
                    }
                    longer.extend(symbol.iter().map(|last| (*next, format!("{text}{last}"))));
                }
            }
            if found.len() > most {
                return None;
            }
            beginnings = longer;
        }
        beginnings.is_empty().then(|| found.into_iter().collect())
    }

    /// How far each state is from one that accepts, or from one that doesn't.
    fn distances(&self, accepting: bool) -> Vec<Option<usize>> {
        let mut before: Vec<Vec<State>> = vec![Vec::new(); self.states()];
        for (state, next) in self.next.iter().enumerate() {
            for target in next {
                if let Some(before) = before.get_mut(*target) {
                    before.push(state);
                }
            }
        }
        let at_end = |accepts: &bool| (*accepts == accepting).then_some(0);
        let mut distances: Vec<Option<usize>> = self.accepts.iter().map(at_end).collect();
        let near = distances.iter().enumerate().filter(|(_, distance)| distance.is_some());
        let mut open: Vec<State> = near.map(|(state, _)| state).collect();
        let mut distance = 0;
        while !open.is_empty() {
            distance += 1;
            let mut farther = Vec::new();
            for before in open.iter().filter_map(|state| before.get(*state)).flatten() {
                if let Some(unknown @ None) = distances.get_mut(*before) {
                    *unknown = Some(distance);
                    farther.push(*before);
                }
            }
            open = farther;
        }
        distances
    }

    /// Every state that some string leads to.
    fn walked(pattern: &str, symbols: Vec<Characters>) -> Result<Self, TooLarge> {
        let mut walk = Walk::new(pattern)?;
        let texts: Vec<String> =
            symbols.iter().map(|symbol| symbol.first().into_iter().collect()).collect();
        let mut steps = 0;
        let mut next = Vec::new();
        let mut accepts = Vec::new();
        while let Some(progress) = walk.reached.get(next.len()).copied() {
            steps += texts.len();
            if walk.reached.len() > MAX_WALKED || steps > MAX_STEPS {
                return Err(TooLarge::States(walk.reached.len()));
            }
            accepts.push(walk.accepts(progress)?);
            let targets = texts.iter().map(|text| walk.after(progress, text));
            next.push(targets.collect::<Result<_, _>>()?);
        }
        Ok(Self { symbols, next, accepts })
    }

    /// Symbols that no state tells apart are one.
    fn with_few_symbols(self) -> Self {
        let mut columns: HashMap<Vec<State>, usize> = HashMap::new();
        let mut symbols: Vec<Characters> = Vec::new();
        let mut kept = Vec::new();
        for (index, symbol) in self.symbols.into_iter().enumerate() {
            let column = self.next.iter().filter_map(|next| next.get(index).copied()).collect();
            let at = *columns.entry(column).or_insert(symbols.len());
            match symbols.get_mut(at) {
                Some(joined) => *joined = joined.union(&symbol),
                None => {
                    symbols.push(symbol);
                    kept.push(index);
                }
            }
        }
        let few = |next: Vec<State>| kept.iter().filter_map(|at| next.get(*at).copied()).collect();
        let next = self.next.into_iter().map(few).collect();
        Self { symbols, next, accepts: self.accepts }
    }

    /// States from which the same strings are accepted are one, numbered from the start.
    fn minimal(self) -> Result<Self, TooLarge> {
        let groups = self.groups()?;
        let group = |state: State| groups.get(state).copied().unwrap_or(0);
        let mut numbers: HashMap<usize, State> = HashMap::from_iter([(group(0), 0)]);
        let mut order: Vec<State> = vec![0];
        let mut next: Vec<Vec<State>> = Vec::new();
        while let Some(state) = order.get(next.len()).copied() {
            let mut targets = Vec::new();
            for target in self.next.get(state).into_iter().flatten() {
                let new = order.len();
                let number = *numbers.entry(group(*target)).or_insert(new);
                if number == new {
                    order.push(*target);
                }
                targets.push(number);
            }
            next.push(targets);
        }
        if next.len() > MAX_STATES {
            return Err(TooLarge::States(next.len()));
        }
        let accepts = order.iter().filter_map(|state| self.accepts.get(*state).copied()).collect();
        Ok(Self { symbols: self.symbols, next, accepts }.with_few_symbols())
    }

    /// The group of each state, which has all states that accept the same strings.
    fn groups(&self) -> Result<Vec<usize>, TooLarge> {
        let mut known = HashMap::new();
        let ends = self.distances(true).into_iter().zip(self.distances(false));
        let mut groups: Vec<usize> = ends
            .map(|distances| {
                let new = known.len();
                *known.entry(distances).or_insert(new)
            })
            .collect();
        let mut count = known.len();
        let mut compared = 0;
        loop {
            let mut known: HashMap<(usize, Vec<usize>), usize> = HashMap::new();
            let finer = self.next.iter().zip(&groups).map(|(next, group)| {
                let targets = next.iter().filter_map(|target| groups.get(*target).copied());
                let new = known.len();
                *known.entry((*group, targets.collect())).or_insert(new)
            });
            let finer: Vec<usize> = finer.collect();
            if known.len() == count {
                return Ok(groups);
            }
            compared += self.next.len() * self.symbols.len();
            if compared > MAX_COMPARED {
                return Err(TooLarge::States(count));
            }
            count = known.len();
            groups = finer;
        }
    }
}

/// The walk through a pattern's automaton, byte by byte.
struct Walk {
    automata: Automata,
    id: AutomatonId,
    reached: Vec<Progress>,
    numbers: HashMap<Progress, State>,
}

impl Walk {
    fn new(pattern: &str) -> Result<Self, TooLarge> {
        let mut automata = Automata::default();
        let id = automata.pattern(pattern).map_err(|_| TooLarge::Pattern)?;
        let start = automata.start(id).map_err(|_| TooLarge::Pattern)?;
        Ok(Self { automata, id, reached: vec![start], numbers: HashMap::from_iter([(start, 0)]) })
    }

    fn accepts(&mut self, at: Progress) -> Result<bool, TooLarge> {
        self.automata.at_end(self.id, at).map_err(|_| TooLarge::Pattern)
    }

    /// The state after some more text.
    fn after(&mut self, mut at: Progress, text: &str) -> Result<State, TooLarge> {
        for byte in text.bytes() {
            at = self.automata.next(self.id, at, byte).map_err(|_| TooLarge::Pattern)?;
        }
        let new = self.reached.len();
        let number = *self.numbers.entry(at).or_insert(new);
        if number == new {
            self.reached.push(at);
        }
        Ok(number)
    }
}

/// The numbers of the characters at which a pattern may begin to tell characters apart.
fn starts(pattern: &str) -> Result<Vec<u32>, TooLarge> {
    let rust = re2::translated(pattern).map_err(|_| TooLarge::Pattern)?;
    let parsed = ParserBuilder::new().nest_limit(re2::MAX_LEVELS).build().parse(&rust);
    let starts = hir::visit(&parsed.map_err(|_| TooLarge::Pattern)?, Starts::default());
    Ok(starts?.0.into_iter().collect())
}

#[derive(Debug)]
struct Starts(BTreeSet<u32>);

impl Default for Starts {
    fn default() -> Self {
        Self(BTreeSet::from([0]))
    }
}

impl Starts {
    fn add(&mut self, first: u32, last: u32) {
        self.0.insert(number(first));
        self.0.insert(number(last.saturating_add(1)));
    }
}

impl hir::Visitor for Starts {
    type Output = Self;
    type Err = TooLarge;

    fn finish(self) -> Result<Self, TooLarge> {
        Ok(self)
    }

    fn visit_pre(&mut self, hir: &Hir) -> Result<(), TooLarge> {
        match hir.kind() {
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).map_err(|_| TooLarge::Pattern)?;
                text.chars().map(u32::from).for_each(|character| self.add(character, character));
            }
            HirKind::Class(Class::Unicode(class)) => {
                class.iter().for_each(|range| self.add(range.start().into(), range.end().into()));
            }
            HirKind::Class(Class::Bytes(class)) => {
                class.iter().for_each(|range| self.add(range.start().into(), range.end().into()));
            }
            HirKind::Look(Look::Start | Look::End) => {}
            HirKind::Look(_) => {
                for (first, last) in
                    ['\n'..='\n', '\r'..='\r', '0'..='9', 'A'..='Z', '_'..='_', 'a'..='z']
                        .map(std::ops::RangeInclusive::into_inner)
                {
                    self.add(first.into(), last.into());
                }
            }
            _ => {}
        }
        Ok(())
    }
}
