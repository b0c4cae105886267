//! State elimination: a state goes, and what led through it becomes expressions between the states
//! around it.

use std::collections::{BTreeMap, BTreeSet};

use super::characters::Characters;
use super::expression::{Expressions, Id, Size};
use super::language::{Language, State};
use super::{MAX_LENGTH, TooLarge, runs};

/// What stands around the expression of the start.
const AROUND: (&str, &str) = (r"\A(?:", ")");

/// How deep groups nest in an expression, the one around it counted.
const MAX_DEPTH: usize = 200;

/// How many parts of expressions are looked at.
const MAX_WORK: usize = 300_000;

/// The start's number.
const START: State = 0;

/// States, and the expressions that lead from one to another. The last one accepts, whatever
/// follows.
#[derive(Debug)]
pub(super) struct Graph {
    from: Vec<BTreeMap<State, Id>>,
    to: Vec<BTreeSet<State>>,
    left: BTreeSet<State>,
    pub(super) expressions: Expressions,
}

/// The pattern that is found in exactly the strings of an automaton; `None` where it has none.
pub(super) fn pattern(language: &Language) -> Result<Option<String>, TooLarge> {
    if accepts_all(language, START) {
        return Ok(Some(String::new()));
    }
    let mut graph = Graph::of(language);
    runs::fold(&mut graph);
    graph.eliminate()?;
    let Some(expression) = graph.edge(START, graph.last()) else { return Ok(None) };
    if !fits(graph.expressions.size(expression)) {
        return Err(TooLarge::Length);
    }
    Ok(Some(format!("{}{}{}", AROUND.0, graph.expressions.write(expression), AROUND.1)))
}

fn fits(Size { length, depth }: Size) -> bool {
    length + AROUND.0.len() + AROUND.1.len() <= MAX_LENGTH && depth < MAX_DEPTH
}

/// Whether every string is accepted from a state.
fn accepts_all(language: &Language, state: State) -> bool {
    language.accepts.get(state) == Some(&true)
        && language.next.get(state).is_some_and(|next| next.iter().all(|next| *next == state))
}

impl Graph {
    fn of(language: &Language) -> Self {
        let last = language.states();
        let mut graph = Self {
            from: vec![BTreeMap::new(); last + 1],
            to: vec![BTreeSet::new(); last + 1],
            left: (0..last).filter(|state| *state != START).collect(),
            expressions: Expressions::default(),
        };
        for (state, next) in language.next.iter().enumerate() {
            if !accepts_all(language, state) {
                graph.leave(language, state, next);
            }
        }
        graph.drop_useless();
        graph
    }

    fn leave(&mut self, language: &Language, state: State, next: &[State]) {
        let mut classes: BTreeMap<State, Characters> = BTreeMap::new();
        for (symbol, next) in language.symbols.iter().zip(next) {
            let target = if accepts_all(language, *next) { self.last() } else { *next };
            let class = classes.entry(target).or_default();
            *class = class.union(symbol);
        }
        if language.accepts.get(state) == Some(&true) {
            let end = self.expressions.end();
            self.connect(state, self.last(), end);
        }
        for (target, class) in classes {
            let class = self.expressions.class(class);
            self.connect(state, target, class);
        }
    }

    /// Takes away what never leads to the last state.
    fn drop_useless(&mut self) {
        let mut open = vec![self.last()];
        let mut useful = BTreeSet::from([self.last()]);
        while let Some(state) = open.pop() {
            let before = self.to.get(state).into_iter().flatten();
            open.extend(before.copied().filter(|before| useful.insert(*before)));
        }
        for state in (0..self.last()).filter(|state| !useful.contains(state)) {
            let before: Vec<State> = self.to.get(state).into_iter().flatten().copied().collect();
            for before in before {
                self.disconnect(before, state);
            }
            self.cut(state);
            self.forget(state);
        }
    }

    /// The state that accepts.
    pub(super) fn last(&self) -> State {
        self.from.len() - 1
    }

    /// The start, and every state that is left.
    pub(super) fn states(&self) -> Vec<State> {
        [START].into_iter().chain(self.left.iter().copied()).collect()
    }

    /// Where a state leads.
    pub(super) fn targets(&self, state: State) -> Vec<State> {
        self.edges_from(state).keys().copied().collect()
    }

    pub(super) fn edges_from(&self, state: State) -> &BTreeMap<State, Id> {
        static NONE: BTreeMap<State, Id> = BTreeMap::new();
        self.from.get(state).unwrap_or(&NONE)
    }

    /// What leads from one state to another.
    pub(super) fn edge(&self, from: State, to: State) -> Option<Id> {
        self.edges_from(from).get(&to).copied()
    }

    /// The one state that leads to this one, which is neither the start nor the last.
    pub(super) fn only_source(&self, state: State) -> Option<State> {
        let mut sources = self.left.get(&state).and_then(|state| self.to.get(*state))?.iter();
        sources.next().copied().filter(|_| sources.next().is_none())
    }

    /// Another way from one state to another.
    pub(super) fn connect(&mut self, from: State, to: State, way: Id) {
        let ways: Vec<Id> = self.edge(from, to).into_iter().chain([way]).collect();
        let way = self.expressions.alternatives(&ways);
        if let (Some(edges), Some(sources)) = (self.from.get_mut(from), self.to.get_mut(to)) {
            edges.insert(to, way);
            sources.insert(from);
        }
    }

    fn disconnect(&mut self, from: State, to: State) {
        if let (Some(edges), Some(sources)) = (self.from.get_mut(from), self.to.get_mut(to)) {
            edges.remove(&to);
            sources.remove(&from);
        }
    }

    /// Takes away all that leads out of a state.
    pub(super) fn cut(&mut self, state: State) {
        for target in self.targets(state) {
            self.disconnect(state, target);
        }
    }

    /// The state is no longer there.
    pub(super) fn forget(&mut self, state: State) {
        self.left.remove(&state);
    }

    /// Every state but the start and the last goes, the one first that adds the fewest bytes, the
    /// lowest number first among equals.
    fn eliminate(&mut self) -> Result<(), TooLarge> {
        let mut costs: BTreeMap<State, Option<i64>> = BTreeMap::new();
        for state in self.left.clone() {
            costs.insert(state, self.cost(state));
        }
        while !self.left.is_empty() {
            let cheapest = costs.iter().filter_map(|(state, cost)| Some(((*cost)?, *state))).min();
            let Some((_, state)) = cheapest else { return Err(TooLarge::Length) };
            let around: BTreeSet<State> =
                self.sources(state).into_iter().chain(self.targets(state)).collect();
            for (from, to, way) in self.ways_through(state) {
                if let Some(edges) = self.from.get_mut(from) {
                    edges.insert(to, way);
                }
                if let Some(sources) = self.to.get_mut(to) {
                    sources.insert(from);
                }
            }
            for source in self.sources(state) {
                self.disconnect(source, state);
            }
            self.cut(state);
            self.forget(state);
            costs.remove(&state);
            for state in
                around.into_iter().filter(|state| self.left.contains(state)).collect::<Vec<_>>()
            {
                let cost = self.cost(state);
                costs.insert(state, cost);
            }
            if self.expressions.work() > MAX_WORK {
                return Err(TooLarge::Length);
            }
        }
        // What leads from the start to itself comes before all else.
        if let Some(own) = self.edge(START, START) {
            let around = self.expressions.star(own);
            self.disconnect(START, START);
            for (to, way) in self.edges_from(START).clone() {
                let way = self.expressions.sequence(&[around, way]);
                if let Some(edges) = self.from.get_mut(START) {
                    edges.insert(to, way);
                }
            }
        }
        Ok(())
    }

    fn sources(&self, state: State) -> Vec<State> {
        self.to.get(state).into_iter().flatten().copied().collect()
    }

    /// What leads from one state to another where a third one goes.
    fn ways_through(&mut self, state: State) -> Vec<(State, State, Id)> {
        let around = self.edge(state, state).map(|own| self.expressions.star(own));
        let mut ways = Vec::new();
        for from in self.sources(state).into_iter().filter(|from| *from != state) {
            for to in self.targets(state).into_iter().filter(|to| *to != state) {
                let (Some(before), Some(after)) = (self.edge(from, state), self.edge(state, to))
                else {
                    continue;
                };
                let parts: Vec<Id> = [before].into_iter().chain(around).chain([after]).collect();
                let through = self.expressions.sequence(&parts);
                let known: Vec<Id> = self.edge(from, to).into_iter().chain([through]).collect();
                ways.push((from, to, self.expressions.alternatives(&known)));
            }
        }
        ways
    }

    /// How many bytes a state's elimination adds; `None` where something outgrows its bound.
    fn cost(&mut self, state: State) -> Option<i64> {
        let bytes = |graph: &Self, id: Id| {
            i64::try_from(graph.expressions.size(id).length).unwrap_or(i64::MAX)
        };
        let mut cost = 0;
        for (from, to, way) in self.ways_through(state) {
            if !fits(self.expressions.size(way)) {
                return None;
            }
            cost += bytes(self, way) - self.edge(from, to).map_or(0, |known| bytes(self, known));
        }
        let into = self.sources(state).into_iter().filter(|from| *from != state);
        let into: Vec<Id> = into.filter_map(|from| self.edge(from, state)).collect();
        let removed = into.into_iter().chain(self.edges_from(state).values().copied());
        Some(cost - removed.map(|id| bytes(self, id)).sum::<i64>())
    }
}
