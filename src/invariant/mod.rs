//! What `never allow` forbids: proved for every call, or refused with a call that breaks it.
//!
//! The policy's own meaning is what is proved, limits aside. Knows no files.

mod finding;
mod remedy;
mod shapes;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use finding::{Broken, Unproved};

use crate::analysis::{Answer, Formula, Reason, Sieve};
use crate::catalog::types::Kind;
use crate::catalog::{Catalog, Tool};
use crate::finding::{Call, Finding};
use crate::json::Value;
use crate::policy::condition::Path;
use crate::policy::semantics::{PolicySemantics, of_condition, of_invariant};
use crate::policy::{Effect, Invariant, Policy, disposition};
use crate::source::Span;
use crate::witness::CallFinder;

/// Every invariant that isn't proved, in the order of the text. The policy has no other error.
pub(crate) fn check_invariants(policy: &Policy, catalog: Option<&Catalog>) -> Vec<Finding> {
    if policy.invariants.is_empty() {
        return Vec::new();
    }
    let checker = Checker {
        policy,
        catalog,
        semantics: PolicySemantics::new(policy),
        finder: CallFinder::new(policy),
        allowed: RefCell::default(),
    };
    policy.invariants.iter().flat_map(|invariant| checker.check_invariant(invariant)).collect()
}

/// Whether every invariant of a policy is proved.
pub(crate) fn all_hold(policy: &Policy, catalog: Option<&Catalog>) -> bool {
    check_invariants(policy, catalog).is_empty()
}

struct Checker<'p> {
    policy: &'p Policy,
    catalog: Option<&'p Catalog>,
    semantics: PolicySemantics<'p>,
    finder: CallFinder<'p>,
    /// Of the tools that were asked about so far.
    allowed: RefCell<BTreeMap<Arc<str>, Rc<Allowed>>>,
}

/// The calls of a tool that the policy allows, limits aside.
struct Allowed {
    calls: Formula,
    /// The refusals among them laid out, where they are many.
    sieve: Option<Sieve>,
}

/// A call that breaks an invariant, replayed.
struct Shown {
    call: Call,
    /// Whether limits let it pass as well.
    passes: bool,
    /// Whether it is forbidden only since the condition can't compare a value of its type.
    of_other_kind: bool,
}

/// What an invariant asks of one tool.
struct Asked<'c> {
    name: &'c Arc<str>,
    allowed: Rc<Allowed>,
    /// Those that must never pass.
    forbidden: Formula,
}

impl Asked<'_> {
    /// The calls that break the invariant.
    fn broken(&self) -> Formula {
        self.allowed.calls.clone().and(self.forbidden.clone())
    }
}

impl Checker<'_> {
    fn check_invariant(&self, invariant: &Invariant) -> Vec<Finding> {
        let mut broken: Option<Broken> = None;
        let mut unproved = Vec::new();
        for (name, _) in &invariant.tools {
            let tool = self.asked(invariant, name);
            let answer = self.find_broken(&tool);
            match (answer, &mut broken) {
                (Answer::None, _) => {}
                (Answer::Found(_), Some(broken)) => broken.add(name, self.places_that_allow(name)),
                (Answer::Found(_), None) => match self.find_call_to_show(invariant, &tool) {
                    Ok(shown) => {
                        broken = Some(Broken::new(name, self.places_that_allow(name), shown))
                    }
                    Err(reason) => unproved.push(Unproved::new(name, tool.broken(), reason)),
                },
                (Answer::Unknown(reason), _) => {
                    unproved.push(Unproved::new(name, tool.broken(), reason));
                }
            }
        }
        let broken = broken.map(|broken| {
            let help = self.help(invariant, broken.names());
            broken.finding(invariant, help)
        });
        broken.into_iter().chain(finding::of_unproved(invariant, &unproved)).collect()
    }

    fn asked<'c>(&self, invariant: &Invariant, name: &'c Arc<str>) -> Asked<'c> {
        let forbidden = of_invariant(invariant, self.tool(name));
        Asked { name, allowed: self.allowed(name), forbidden }
    }

    fn allowed(&self, name: &Arc<str>) -> Rc<Allowed> {
        let mut known = self.allowed.borrow_mut();
        let allowed = known.entry(Arc::clone(name)).or_insert_with(|| {
            let calls = self.judged(name);
            Rc::new(Allowed { sieve: Sieve::new(&calls), calls })
        });
        Rc::clone(allowed)
    }

    /// A call that breaks an invariant.
    fn find_broken(&self, tool: &Asked<'_>) -> Answer<Value> {
        match &tool.allowed.sieve {
            Some(sieve) => self.finder.find_sieved_arguments(&tool.forbidden, sieve),
            None => self.finder.find_arguments(&tool.broken()),
        }
    }

    fn tool(&self, name: &str) -> Option<&Tool> {
        self.catalog.and_then(|catalog| catalog.tool(name))
    }

    /// What to write so that no call of these tools breaks the invariant.
    fn help(&self, invariant: &Invariant, names: &[Arc<str>]) -> String {
        let asked: Vec<_> = names.iter().map(|name| self.asked(invariant, name)).collect();
        if let Some(help) = self.help_about_shapes(&asked) {
            return help;
        }
        let proves = |passed: &Formula| {
            let left = |tool: &Asked<'_>| tool.broken().and(passed.clone());
            asked.iter().all(|tool| self.finder.find_arguments(&left(tool)).is_none())
        };
        let schema = |path: &Path| {
            let argument = self.tool(names.first()?)?.arguments().lookup(path).ok()?;
            let values = argument.values().map(|all| all.into_iter().cloned().collect());
            let is_list = argument.may_be(Kind::Array) && !argument.may_be(Kind::String);
            Some(remedy::Described { values, is_list, optional: argument.is_optional() })
        };
        remedy::help(invariant.condition.as_ref(), names.len(), &schema, proves)
    }

    /// The call to show: one that limits let pass too, where there is one.
    fn find_call_to_show(&self, invariant: &Invariant, tool: &Asked<'_>) -> Result<Shown, Reason> {
        let Asked { name, allowed, forbidden } = tool;
        let allowed = &allowed.calls;
        let definition = self.tool(name);
        let find = |asked: &Formula| self.finder.find_call_of(name, definition, allowed, asked);
        let meets = invariant.condition.as_ref().map_or(Formula::ALWAYS, of_condition);
        let literally = find(&forbidden.clone().and(meets.clone()));
        if let Answer::Found(call) = literally {
            return Ok(Shown { call, passes: true, of_other_kind: false });
        }
        let of_other_kind = self.finder.find_arguments(&tool.broken().and(meets)).is_none();
        if let Answer::Found(call) = find(forbidden) {
            return Ok(Shown { call, passes: true, of_other_kind });
        }
        match self.finder.find_call_without_limits(name, definition, allowed, forbidden) {
            Answer::Found(call) => Ok(Shown { call, passes: false, of_other_kind }),
            Answer::Unknown(reason) => Err(reason),
            Answer::None => Err(Reason::NotReplayed),
        }
    }

    /// The terms that allow a tool, or the default that does.
    fn places_that_allow(&self, name: &str) -> Vec<Span> {
        let statements = self.policy.statements.iter();
        let allows = statements.filter(|statement| matches!(statement.effect, Effect::Allow(_)));
        let terms = allows.flat_map(disposition::names).filter(|(tool, _)| **tool == *name);
        let terms: Vec<Span> = terms.map(|(_, term)| *term).collect();
        match terms.is_empty() {
            true => self.policy.default.span.into_iter().collect(),
            false => terms,
        }
    }
}

#[cfg(test)]
mod tests;
