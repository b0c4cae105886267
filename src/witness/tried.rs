//! Calls that are tried on a tool's rules before the analysis is asked whether any call passes them.

use std::collections::BTreeSet;

use super::callable::Callable;
use super::finder::CallFinder;
use super::search::small_models;
use crate::analysis::Formula;
use crate::json::Value;

/// What came of the calls that were tried.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Tried {
    /// One of them passes.
    Passes,
    /// These rules, by their places, each refuse every one of them.
    Refused(BTreeSet<usize>),
    /// There was none to try.
    Nothing,
}

impl CallFinder<'_> {
    /// Tries calls that meet a formula about one argument on those of the tool's rules about it that
    /// count, by their places.
    pub(crate) fn try_calls(
        &self,
        tool: &Callable<'_>,
        formula: &Formula,
        counts: &impl Fn(usize) -> bool,
    ) -> Tried {
        let Some(about) = formula.atoms().first().and_then(|it| it.path.first()) else {
            return Tried::Nothing;
        };
        let mut tried = Tried::Nothing;
        for call in self.models(formula) {
            let refusing = self.refusing(tool, &call, about).into_iter().filter(|it| counts(*it));
            let refusing: BTreeSet<usize> = refusing.collect();
            tried = match tried {
                _ if refusing.is_empty() => return Tried::Passes,
                Tried::Refused(others) => Tried::Refused(&others & &refusing),
                Tried::Passes | Tried::Nothing => Tried::Refused(refusing),
            };
        }
        tried
    }

    /// Calls that meet a formula about one argument: with the first values that it names, and the
    /// one that the analysis finds.
    fn models(&self, formula: &Formula) -> Vec<Value> {
        let mut models: Vec<_> = small_models(formula).collect();
        if !models.is_empty() {
            // A call without the argument may be refused by many rules: the others come first.
            models.rotate_left(1);
            models.extend(self.find_arguments(formula).found());
        }
        models.retain(|call| self.holds(formula, call));
        models
    }

    /// The places of the tool's rules about an argument at the top that a call doesn't pass.
    fn refusing(&self, tool: &Callable<'_>, call: &Value, about: &str) -> Vec<usize> {
        let Formula::All(parts) = self.passing(tool) else { return Vec::new() };
        let is_broken = |at: &usize| parts.get(*at).is_some_and(|part| !self.holds(part, call));
        let rules = tool.rules_about(about);
        let Some(sieve) = self.sieve(tool) else {
            return rules.iter().copied().filter(is_broken).collect();
        };
        let asked = sieve.kept().iter().copied().filter(|at| rules.binary_search(at).is_ok());
        let looked_up = self.search.borrow_mut().broken_by(sieve, call, about);
        asked.filter(is_broken).chain(looked_up).collect()
    }
}
