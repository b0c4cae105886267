//! What is asked for: a call of one tool, and which calls look like one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::{Atom, Formula, schema};
use crate::catalog::Tool;

/// A call of one tool that is looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CallQuestion<'q> {
    /// The tool's name.
    pub tool: &'q str,
    /// What the catalog says of it, where it does.
    pub definition: Option<&'q Tool>,
    /// The calls that pass.
    pub passing: &'q Formula,
    /// Those among them that are asked for.
    pub asked: &'q Formula,
    /// Where they are looked for.
    pub universe: Universe,
}

/// Which calls are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Universe {
    /// Those that keep to the tool's schema, as far as that is known.
    Valid,
    /// Those that keep to it if there are any, else any JSON.
    ValidFirst,
    /// Any JSON.
    Any,
}

impl CallQuestion<'_> {
    /// Every call that answers it.
    pub(super) fn whole(&self) -> Formula {
        self.passing.clone().and(self.asked.clone())
    }

    /// What can be told from the rules about the asked arguments alone: it is often the same for
    /// many tools. Without such a call there is no answer.
    pub(super) fn of_asked_arguments(&self) -> Formula {
        let own = parts_about_arguments_of(self.passing, self.asked).and(self.asked.clone());
        match self.universe {
            Universe::Valid => self.valid(&own).and(own),
            Universe::ValidFirst | Universe::Any => own,
        }
    }

    /// What makes a call look like one, the most plausible first, down to every call of the
    /// universe.
    pub(super) fn plausible_first(&self, whole: &Formula) -> Vec<Formula> {
        let filled = || schema::without_empty_strings(whole);
        let valid = || vec![self.valid(whole).and(filled()), self.valid(whole)];
        let any = || vec![self.valid_apart_from_asked().and(filled()), Formula::ALWAYS];
        match (self.universe, self.definition) {
            (Universe::Valid, _) => valid(),
            (Universe::ValidFirst, Some(_)) => [valid(), any()].concat(),
            (Universe::ValidFirst, None) | (Universe::Any, _) => any(),
        }
    }

    /// What the schema says of the arguments that a formula is about.
    fn valid(&self, formula: &Formula) -> Formula {
        self.definition.map_or(Formula::ALWAYS, |tool| schema::valid_calls(tool, formula))
    }

    /// What the schema says of the arguments that the rules look at and that aren't asked about.
    fn valid_apart_from_asked(&self) -> Formula {
        let asked = top_arguments(self.asked);
        let is_apart =
            |atom: &&Arc<Atom>| atom.path.first().is_none_or(|it| !asked.contains(&**it));
        let atoms = self.passing.atoms().into_iter().filter(is_apart);
        self.valid(&Formula::All(atoms.cloned().map(Formula::Atom).collect()))
    }
}

/// The parts of a conjunction that are about arguments of a question.
fn parts_about_arguments_of(conjunction: &Formula, question: &Formula) -> Formula {
    let asked = top_arguments(question);
    let is_related = |part: &&Formula| !top_arguments(part).is_disjoint(&asked);
    match conjunction {
        Formula::All(parts) => Formula::All(parts.iter().filter(is_related).cloned().collect()),
        other => other.clone(),
    }
}

/// The places of formulas that hang together by their arguments, the group that ends first before
/// the others.
pub(super) fn connected_by_arguments(formulas: &[Formula]) -> Vec<Vec<usize>> {
    let mut groups = Groups { parents: (0..formulas.len()).collect() };
    let mut first_about: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, formula) in formulas.iter().enumerate() {
        for name in top_arguments(formula) {
            let first = *first_about.entry(name).or_insert(at);
            groups.join(first, at);
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..formulas.len() {
        members.entry(groups.of(at)).or_default().push(at);
    }
    let mut groups: Vec<_> = members.into_values().collect();
    groups.sort_by_key(|members| members.last().copied());
    groups
}

/// Groups of numbers that are joined one by one.
struct Groups {
    /// Another member of the same group; a group's own number is its own.
    parents: Vec<usize>,
}

impl Groups {
    /// The number of the group of a member.
    fn of(&mut self, member: usize) -> usize {
        let mut at = member;
        while let Some(parent) = self.parents.get(at).copied().filter(|parent| *parent != at) {
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            self.set(at, above);
            at = above;
        }
        at
    }

    fn set(&mut self, member: usize, parent: usize) {
        if let Some(known) = self.parents.get_mut(member) {
            *known = parent;
        }
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.set(other, one);
    }
}

/// The arguments at the top that a formula is about.
fn top_arguments(formula: &Formula) -> BTreeSet<&str> {
    let atoms = formula.atoms().into_iter();
    atoms.filter_map(|atom| atom.path.first()).map(String::as_str).collect()
}
