//! A policy deciding calls by what it means, limits included: what the gateway's evaluator is held
//! against, and shares nothing with.

use std::collections::BTreeMap;

use crate::analysis::{Formula, Patterns, value_at};
use crate::json::Value;
use crate::policy::condition::Path;
use crate::policy::semantics::{MergedLimit, PolicySemantics};
use crate::policy::{Decision, Policy, Window};

/// A policy deciding call after call.
#[derive(Debug)]
pub(crate) struct ReferenceEvaluator<'p> {
    semantics: PolicySemantics<'p>,
    allowed: BTreeMap<String, Formula>,
    patterns: Patterns,
    used: BTreeMap<Counter<'p>, Used>,
}

/// Whose limit it is (`None` is everyone's), what it counts, and over which window.
type Counter<'p> = (Option<String>, Option<&'p Path>, Window);

/// What is used in one window.
#[derive(Debug, Clone, Copy)]
struct Used {
    /// Windows are numbered from the beginning of 1970.
    window: i64,
    total: Total,
}

/// What a counter holds; `None` for the rest of a window in which an amount was too large for it,
/// when it is far below every maximum.
type Total = Option<i128>;

/// 2^63, the least amount that is too large.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

impl<'p> ReferenceEvaluator<'p> {
    /// Nothing is used yet.
    pub(crate) fn new(policy: &'p Policy) -> Self {
        Self {
            semantics: PolicySemantics::new(policy),
            allowed: BTreeMap::new(),
            patterns: Patterns::default(),
            used: BTreeMap::new(),
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
    /// object. A call that is refused, by a limit or otherwise, uses none.
    pub(crate) fn decide(&mut self, tool: &str, arguments: &Value, at: i64) -> Decision {
        if !self.allows(tool, arguments) {
            return Decision::Deny;
        }
        let limits = self.semantics.limits(tool).into_iter();
        let after = limits.map(|limit| self.reserve(tool, limit, arguments, at));
        let Some(after) = after.collect::<Option<Vec<_>>>() else { return Decision::Deny };
        self.used.extend(after);
        Decision::Allow
    }

    /// What the counter would hold after the call; `None` where the limit has no room for it.
    fn reserve(
        &self,
        tool: &str,
        limit: MergedLimit<'p>,
        arguments: &Value,
        at: i64,
    ) -> Option<(Counter<'p>, Used)> {
        let owner = (!limit.shared).then(|| tool.to_owned());
        let counter = (owner, limit.sum, limit.window);
        let window = at.div_euclid(limit.window.seconds());
        let used = self.used.get(&counter).filter(|used| used.window == window);
        let before = used.map_or(Some(0), |used| used.total);
        let total = add(before, amount(limit.sum, arguments)?);
        let has_room = total.is_none_or(|total| total <= limit.max.into());
        has_room.then_some((counter, Used { window, total }))
    }
}

/// What a call adds: one where calls are counted, otherwise the argument cut to a whole number.
/// `None` where there is no number to add.
fn amount(sum: Option<&Path>, arguments: &Value) -> Option<f64> {
    let Some(path) = sum else { return Some(1.0) };
    match value_at(arguments, path) {
        Some(Value::Number(number)) => Some(number.as_f64().trunc()),
        _ => None,
    }
}

/// A counter has 64 bits: it goes no lower than they do.
fn add(total: Total, amount: f64) -> Total {
    #[expect(clippy::cast_possible_truncation, reason = "it has no fraction and is below 2^63")]
    let whole = (amount < TOO_LARGE).then_some(amount as i64);
    Some((total? + i128::from(whole?)).max(i64::MIN.into()))
}
