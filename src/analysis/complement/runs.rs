//! Runs of states that differ only in how many characters have gone by.
//!
//! Where `x = A y | R`, `y = A z | R` and so on, with the same class `A` and the same exits `R`, the
//! whole run is one state, which is left by `A{0,n-1} R` and by `A{n}`.

use std::collections::BTreeMap;

use super::eliminate::Graph;
use super::expression::Id;
use super::language::State;

/// The shortest run that is worth a count.
const SHORTEST: usize = 3;

/// States in a row.
struct Run {
    states: Vec<State>,
    /// What leads from each to the next.
    class: Id,
    /// Where the last leads by it.
    to: State,
    /// Where each is left for otherwise.
    exits: BTreeMap<State, Id>,
}

/// Puts a counted repeat in the place of every run.
pub(super) fn fold(graph: &mut Graph) {
    for state in graph.states() {
        let runs = graph.targets(state).into_iter().filter_map(|next| run(graph, state, next));
        let longest = runs.max_by_key(|run| run.states.len());
        if let Some(run) = longest.filter(|run| run.states.len() >= SHORTEST) {
            replace(graph, run);
        }
    }
}

/// The run that begins with a state and goes on with another.
fn run(graph: &Graph, first: State, second: State) -> Option<Run> {
    let class = graph.edge(first, second)?;
    let without = |state: State, next: State| {
        let mut exits = graph.edges_from(state).clone();
        exits.remove(&next);
        exits
    };
    let exits = without(first, second);
    let mut run = Run { states: vec![first], class, to: second, exits };
    while graph.only_source(run.to) == run.states.last().copied() && !run.states.contains(&run.to) {
        let state = run.to;
        let targets = graph.targets(state).into_iter();
        let Some(next) = targets
            .filter(|next| graph.edge(state, *next) == Some(class))
            .find(|next| without(state, *next) == run.exits)
        else {
            break;
        };
        run.states.push(state);
        run.to = next;
    }
    Some(run)
}

fn replace(graph: &mut Graph, run: Run) {
    let Some((first, others)) = run.states.split_first() else { return };
    let count = run.states.len();
    for state in &run.states {
        graph.cut(*state);
    }
    for state in others {
        graph.forget(*state);
    }
    let some = graph.expressions.counted(run.class, 0, count - 1);
    let all = graph.expressions.counted(run.class, count, count);
    for (target, exit) in run.exits {
        let leaving = graph.expressions.sequence(&[some, exit]);
        graph.connect(*first, target, leaving);
    }
    graph.connect(*first, run.to, all);
}
