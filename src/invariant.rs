//! What `never allow` forbids: proved for every call, or refused with a call that breaks it.
//!
//! The policy's own meaning is what is proved, quotas aside. Knows no files and no lints but their
//! way to make calls that the gateway's evaluator lets pass.

use std::sync::Arc;

use crate::analysis::{Answer, Formula, Limit};
use crate::catalogue::Catalogue;
use crate::finding::{Call, Finding, tick};
use crate::lint::{Prover, listed};
use crate::policy::condition::{Condition, Operator};
use crate::policy::meaning::{Meaning, of_forbidden};
use crate::policy::{Effect, Invariant, Policy, standing};
use crate::source::Span;
use crate::syntax::argument_text;

/// A tool whose calls break an invariant.
struct Broken {
    name: Arc<str>,
    call: Call,
    /// The term that allows it, or the default that does.
    allowed: Option<Span>,
}

/// Every invariant that isn't proved, in the order of the text. The policy has no other error.
pub fn check(policy: &Policy, catalogue: Option<&Catalogue>) -> Vec<Finding> {
    if policy.invariants.is_empty() {
        return Vec::new();
    }
    let checker =
        Checker { policy, catalogue, meaning: Meaning::new(policy), prover: Prover::new(policy) };
    policy.invariants.iter().flat_map(|invariant| checker.check(invariant)).collect()
}

/// Whether every invariant of a policy is proved.
pub fn hold(policy: &Policy, catalogue: Option<&Catalogue>) -> bool {
    check(policy, catalogue).is_empty()
}

struct Checker<'p> {
    policy: &'p Policy,
    catalogue: Option<&'p Catalogue>,
    meaning: Meaning<'p>,
    prover: Prover<'p>,
}

impl Checker<'_> {
    fn check(&self, invariant: &Invariant) -> Vec<Finding> {
        let forbidden = invariant.condition.as_ref().map_or(Formula::ALWAYS, of_forbidden);
        let (mut broken, mut unknown) = (Vec::new(), Vec::new());
        for (name, _) in &invariant.tools {
            let question = self.meaning.allows(name).and(forbidden.clone());
            match self.prover.ask(question.clone()) {
                Answer::Nothing => {}
                Answer::Found(found) => {
                    let call = self.shown(name, &question, found);
                    broken.push(Broken {
                        name: Arc::clone(name),
                        call,
                        allowed: self.allowed(name),
                    });
                }
                Answer::Unknown(limit) => unknown.push((Arc::clone(name), limit)),
            }
        }
        let broken = (!broken.is_empty()).then(|| of_broken(invariant, &broken));
        broken.into_iter().chain(of_unknown(invariant, &unknown)).collect()
    }

    /// The call to show: one that quotas let pass too, where there is one.
    fn shown(&self, name: &Arc<str>, question: &Formula, found: crate::json::Value) -> Call {
        let tool = self.catalogue.and_then(|catalogue| catalogue.tool(name));
        let passing = self.prover.evidence(name, tool, question);
        passing.unwrap_or_else(|| Call { name: name.to_string(), arguments: found })
    }

    fn allowed(&self, name: &str) -> Option<Span> {
        let allows = self
            .policy
            .statements
            .iter()
            .filter(|statement| matches!(statement.effect, Effect::Allow(_)));
        let terms = allows.flat_map(standing::names);
        let term = terms.into_iter().find(|(tool, _)| **tool == *name).map(|(_, term)| *term);
        term.or(self.policy.default.span)
    }
}

fn of_broken(invariant: &Invariant, broken: &[Broken]) -> Finding {
    let names: Vec<_> = broken.iter().map(|broken| Arc::clone(&broken.name)).collect();
    let message = match names.as_slice() {
        [one] => format!("a call of {} passes that must never", tick(one)),
        several => {
            format!("calls of {} tools pass that must never: {}", several.len(), listed(several))
        }
    };
    let mut finding = Finding::error("never-broken", invariant.span, message)
        .note("doesn't hold")
        .help(help(invariant.condition.as_ref()))
        .call(broken.first().map(|broken| broken.call.clone()));
    let mut allowed: Vec<Span> = broken.iter().filter_map(|broken| broken.allowed).collect();
    allowed.sort_unstable();
    allowed.dedup();
    for span in allowed {
        finding = finding.label(span, "let through here");
    }
    Finding { tools: names, ..finding }
}

fn of_unknown(invariant: &Invariant, unknown: &[(Arc<str>, Limit)]) -> Option<Finding> {
    let (_, limit) = unknown.first()?;
    let names: Vec<_> = unknown.iter().map(|(name, _)| Arc::clone(name)).collect();
    let message = format!("not proved for {}: {limit}", listed(&names));
    let finding = Finding::error("never-not-analysed", invariant.span, message)
        .note("nobody knows whether this holds")
        .help("write the rules about this argument with plainer patterns, or fewer of them");
    Some(Finding { tools: names, ..finding })
}

/// What would refuse the calls that a condition forbids.
fn help(condition: Option<&Condition>) -> String {
    let Some(condition) = condition else {
        return "take it out of what is allowed, or `deny` it".to_owned();
    };
    match condition {
        Condition::Test(test) => {
            let argument = argument_text(&test.path);
            match &test.operator {
                Operator::Exists => format!("`require {argument} missing`"),
                Operator::Missing => format!("`require {argument} exists`"),
                Operator::Less(bound) => format!("`require {argument} >= {}`", bound.spelling()),
                Operator::AtMost(bound) => format!("`require {argument} > {}`", bound.spelling()),
                Operator::Greater(bound) => format!("`require {argument} <= {}`", bound.spelling()),
                Operator::AtLeast(bound) => format!("`require {argument} < {}`", bound.spelling()),
                _ => format!("`deny when {condition}`, or better `require` what is good"),
            }
        }
        _ => format!("`deny when {condition}`, or better `require` what is good"),
    }
}
