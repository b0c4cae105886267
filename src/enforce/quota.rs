//! What a call takes of the policy's limits.

use super::judge::{RuleName, Ruling};
use crate::analysis::value_at;
use crate::json::Value;
use crate::policy::semantics::{MergedLimit, PolicySemantics};
use crate::policy::{Effect, Limit, Policy, Window};
use crate::source::Span;

/// 2^63: no amount from here on fits into a counter.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

/// What a call takes of one limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quota<'p> {
    /// The policy whose limit it is.
    pub policy: &'p str,
    /// The tool; none where all tools share the limit.
    pub tool: Option<&'p str>,
    /// What is counted, and the counter's own name where it has one.
    pub counter: String,
    /// The window, by its kind and its number.
    pub window: Window,
    /// How many such windows lie between 1970-01-01 UTC and the call.
    pub number: i64,
    /// The most that a window holds.
    pub max: i64,
    /// What the call adds.
    pub amount: i64,
}

/// A call of which limits are asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted<'p> {
    /// What the policy is known by to the counters.
    pub(super) policy: &'p str,
    pub(super) tool: &'p str,
    pub(super) arguments: &'p Value,
    /// When, in seconds since 1970-01-01 UTC.
    pub(super) at: i64,
}

/// The limits of a tool, each with what a call takes of it.
///
/// # Errors
/// An amount that can't be counted, with its refusal.
pub(super) fn quotas<'p>(
    limits: &[MergedLimit<'p>],
    call: Counted<'p>,
    policy: &Policy,
) -> Result<Vec<Quota<'p>>, Ruling> {
    let quota = |limit: &MergedLimit<'p>| {
        let amount = amount(limit, call.arguments)
            .ok_or_else(|| uncounted(limit, span(limit, call.tool, policy)))?;
        Ok(Quota {
            policy: call.policy,
            tool: (!limit.shared).then_some(call.tool),
            counter: counter(limit),
            window: limit.window,
            number: call.at.div_euclid(limit.window.seconds()),
            max: limit.max,
            amount,
        })
    };
    limits.iter().map(quota).collect()
}

/// The limits that a call of a tool counts in, those of all tools first.
pub(super) fn limits<'p>(policy: &'p Policy, tool: &str) -> Vec<MergedLimit<'p>> {
    PolicySemantics::new(policy).limits(tool)
}

/// The refusal of a limit without room.
pub(super) fn full(limit: &MergedLimit<'_>, tool: &str, policy: &Policy) -> Ruling {
    let (max, window) = (limit.max, limit.window.name());
    let of = if limit.shared { "all tools together" } else { "this tool" };
    let message = match limit.sum {
        None => format!("Limit reached: {max} calls per {window} of {of}."),
        Some(path) => {
            format!("Limit reached: args.{} to {max} per {window} of {of}.", path.join("."))
        }
    };
    Ruling { rule: RuleName::Limit, message, span: span(limit, tool, policy) }
}

fn uncounted(limit: &MergedLimit<'_>, span: Option<Span>) -> Ruling {
    let path = limit.sum.map(|path| path.join(".")).unwrap_or_default();
    let message = format!(
        "args.{path} must be a number that a limit can count: below 2^63, and not missing."
    );
    Ruling { rule: RuleName::Limit, message, span }
}

/// What is counted, and under which name: what tells two limits of one tool and window apart.
fn counter(limit: &MergedLimit<'_>) -> String {
    let what = limit.sum.map_or("calls".to_owned(), |path| format!("args.{}", path.join(".")));
    match limit.counter {
        Some(name) => format!("{what} as {name}"),
        None => what,
    }
}

/// What a call adds, cut to a whole number as the gateway cuts it.
#[expect(clippy::cast_possible_truncation, reason = "it is cut on purpose and fits")]
fn amount(limit: &MergedLimit<'_>, arguments: &Value) -> Option<i64> {
    let Some(path) = limit.sum else { return Some(1) };
    match value_at(arguments, path)? {
        Value::Number(number) => Some(number.as_f64())
            .filter(|amount| (-TOO_LARGE..TOO_LARGE).contains(amount))
            .map(|amount| amount as i64),
        _ => None,
    }
}

/// Where a limit is written: the smallest of those that are one with it.
fn span(limit: &MergedLimit<'_>, tool: &str, policy: &Policy) -> Option<Span> {
    let is_it = |written: &&Limit| {
        (written.sum.as_ref(), written.window, written.counter.as_deref(), written.max)
            == (limit.sum, limit.window, limit.counter, limit.max)
    };
    if limit.shared {
        return policy.all_tools.iter().find(is_it).map(|it| it.span);
    }
    let about = policy.statements.iter().filter(|it| it.is_about(tool)).map(|it| &it.effect);
    let mut own = about.flat_map(Effect::rules).filter_map(|rule| rule.kind.limit());
    own.find(is_it).map(|it| it.span)
}
