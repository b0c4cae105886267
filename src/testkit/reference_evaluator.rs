//! A policy deciding calls by what it means, limits included: what the gateway's evaluator is held
//! against, and shares nothing with.

use std::collections::BTreeMap;

use crate::analysis::{Formula, Patterns, value_at};
use crate::json::Value;
use crate::policy::condition::Path;
use crate::policy::semantics::{MergedLimit, PolicySemantics};
use crate::policy::{Decision, Policy, Window};
use crate::testkit::quotas::{Quotas, Taken};

/// A policy deciding call after call.
#[derive(Debug)]
pub(crate) struct ReferenceEvaluator<'p> {
    semantics: PolicySemantics<'p>,
    allowed: BTreeMap<String, Formula>,
    patterns: Patterns,
    quotas: Quotas<Counter<'p>>,
}

/// Whose limit it is (`None` is everyone's), what it counts, over which window, and its name.
type Counter<'p> = (Option<String>, Option<&'p Path>, Window, Option<&'p str>);

impl<'p> ReferenceEvaluator<'p> {
    /// Nothing is used yet.
    pub(crate) fn new(policy: &'p Policy) -> Self {
        Self {
            semantics: PolicySemantics::new(policy),
            allowed: BTreeMap::new(),
            patterns: Patterns::default(),
            quotas: Quotas::new(),
        }
    }

    /// Whether one call passes everything but limits. `arguments` is an object.
    pub(crate) fn allows(&mut self, tool: &str, arguments: &Value) -> bool {
        if !self.allowed.contains_key(tool) {
            self.allowed.insert(tool.to_owned(), self.semantics.allows(tool));
        }
        self.allowed.get(tool).is_some_and(|allowed| self.patterns.hold(allowed, arguments))
    }

    /// Decides a call at a time in unix seconds, not before the call before it. `arguments` is an
    /// object.
    pub(crate) fn decide(&mut self, tool: &str, arguments: &Value, at: i64) -> Decision {
        if !self.allows(tool, arguments) {
            return Decision::Deny;
        }
        let limits = self.semantics.limits(tool).into_iter();
        let taken: Vec<_> = limits.map(|limit| taken(tool, &limit, arguments, at)).collect();
        match self.quotas.take(&taken) {
            true => Decision::Allow,
            false => Decision::Deny,
        }
    }
}

/// What a call takes of a limit.
fn taken<'p>(
    tool: &str,
    limit: &MergedLimit<'p>,
    arguments: &Value,
    at: i64,
) -> Taken<Counter<'p>> {
    let owner = (!limit.shared).then(|| tool.to_owned());
    Taken {
        counter: (owner, limit.sum, limit.window, limit.counter),
        window: at.div_euclid(limit.window.seconds()),
        max: limit.max,
        amount: amount(limit.sum, arguments),
    }
}

/// What a call adds: one where calls are counted, otherwise the argument. `None` where there is no
/// number to add.
fn amount(sum: Option<&Path>, arguments: &Value) -> Option<f64> {
    let Some(path) = sum else { return Some(1.0) };
    match value_at(arguments, path) {
        Some(Value::Number(number)) => Some(number.as_f64()),
        _ => None,
    }
}
