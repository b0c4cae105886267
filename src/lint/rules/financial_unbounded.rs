//! Tools that move money without a bound on how much.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::per_group::GroupLint;
use super::per_tool::{place_of_tools, statement_of};
use super::tool_names::{list_if_several, tool_or_count};
use super::{caps, rates};
use crate::analysis::Reason;
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::gateway::wraps;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::Limit;
use crate::policy::condition::{Operator, Path, Test};
use crate::risk::{Amount, LeafPath, Money};
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::syntax::argument_text;
use crate::threat::Threat;
use crate::witness::{Callable, costliest_example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "financial-unbounded",
    weight: Weight::Deny,
    summary: "a tool moves money without a cap per call and one per window",
    check: Check::per_group::<FinancialUnbounded>(),
};

/// [`LINT`]
pub(in crate::lint) struct FinancialUnbounded;

/// What a statement leaves open for tools that move money.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lint) struct Unbounded {
    open: Open,
    statement: Span,
    /// The rules that would bound it; none where no rule can.
    rules: Vec<String>,
    /// How more than a rule says passes: "as a text", "without it".
    passes: Option<&'static str>,
    /// Whether a person still has to pay it.
    is_asked_for: bool,
}

/// What has no bound.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Open {
    /// Each call's amount.
    Call,
    /// A window's amounts.
    Window,
    /// Both.
    Both,
    /// The number of calls, where no argument says how much: any, or this many a day.
    Calls(Option<i64>),
}

impl GroupLint for FinancialUnbounded {
    type Found<'s> = Unbounded;

    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Unbounded> {
        let money = tool.money()?;
        let mut found = unbounded(context, tool)?;
        found.is_asked_for = money == Money::Asked;
        Some(found)
    }

    fn unknown(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Reason> {
        tool.money()?;
        asked(context, tool).find_map(|threat| threat.answer.as_ref().err().copied())
    }

    fn is_pedantic(found: &Unbounded) -> bool {
        found.is_asked_for
    }

    fn draft(context: &LintContext<'_>, found: &Unbounded, tools: &[Arc<str>]) -> Draft {
        let verb = if found.is_asked_for { "ask for" } else { "move" };
        let message = found.open.message(&tool_or_count(tools), verb);
        let call = tools.iter().find_map(|tool| shown(context, tool));
        let call =
            call.or_else(|| costliest_example_call(&context.finder, context.callable_among(tools)));
        Draft::new(place_of_tools(context, tools), message)
            .note(found.note())
            .help(format!("{}{}", found.help(), list_if_several(tools)))
            .call(call)
    }
}

/// What is asked of a tool's amounts and isn't proved to keep out.
fn asked<'s, 'a>(
    context: &'s LintContext<'a>,
    tool: &Callable<'_>,
) -> impl Iterator<Item = &'s Threat<'a>> {
    context.threats(tool).iter().filter(|threat| threat.row.lint == LINT.name)
}

/// What passes of a tool's amounts.
fn hits<'s, 'a>(
    context: &'s LintContext<'a>,
    tool: &Callable<'_>,
) -> impl Iterator<Item = &'s Threat<'a>> {
    asked(context, tool).filter(|threat| threat.answer.is_ok())
}

/// The call that shows what passes of the first amount that is free.
fn shown(context: &LintContext<'_>, tool: &str) -> Option<Call> {
    let tool = context.callable_named(tool)?;
    hits(context, tool).find_map(|threat| Some(threat.shown()?.call.clone()))
}

fn unbounded(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Unbounded> {
    let statement = statement_of(context, tool);
    let passes = hits(context, tool).find_map(|threat| how(tool, threat));
    let of = |open, rules| Unbounded { open, statement, rules, passes, is_asked_for: false };
    let mut amounts = tool.profile().map(|profile| profile.amounts()).unwrap_or_default();
    amounts.extend(named_by_policy(tool, &amounts));
    let free: Vec<_> = hits(context, tool).map(|threat| &threat.found.leaf.path).collect();
    if amounts.is_empty() && asked(context, tool).next().is_none() {
        let most = context.thresholds.payments_per_day;
        let calls = rates::calls_per_day(context, tool);
        let is_rare = calls.is_some_and(|calls| calls <= most);
        return (!is_rare).then(|| of(Open::Calls(calls), vec![format!("limit {most} per day")]));
    }
    let is_limited = rates::is_counted(context, tool)
        || !amounts.is_empty() && amounts.iter().all(|amount| is_summed(context, tool, amount));
    let open = match (free.is_empty(), is_limited) {
        (true, true) => return None,
        (false, true) => Open::Call,
        (true, false) => Open::Window,
        (false, false) => Open::Both,
    };
    let caps: Option<Vec<_>> = free.iter().map(|path| cap(tool, path)).collect();
    let others = other_caps(tool, &amounts, &free);
    let limit = (!is_limited).then(|| limit(&amounts));
    let rules = caps.map(|caps| caps.into_iter().chain(others).chain(limit).collect());
    Some(of(open, rules.unwrap_or_default()))
}

/// Beside the free amounts, rules that bound those which the schema alone bounds: all that a
/// percentage can be is the whole.
fn other_caps(tool: &Callable<'_>, amounts: &[Amount], free: &[&LeafPath]) -> Vec<String> {
    let is_free = |amount: &&Amount| free.iter().any(|path| path.outside_lists() == amount.path);
    let is_capped = |path: &Path| caps::caps_call(tool, path) || caps::caps_numbers(tool, path);
    let is_open = |amount: &&Amount| amount.numeric && !is_capped(&amount.path);
    let cap = |amount: &Amount| {
        let argument = argument_text(&amount.path);
        let lets_go =
            if amount.optional { format!("{argument} missing or ") } else { String::new() };
        format!("require {lets_go}{argument} <= 10")
    };
    match free {
        [] => Vec::new(),
        _ => amounts.iter().filter(|it| !is_free(it)).filter(is_open).map(cap).collect(),
    }
}

/// How an amount passes of which a rule bounds the numbers.
fn how(tool: &Callable<'_>, threat: &Threat<'_>) -> Option<&'static str> {
    let is_bounded = caps::caps_numbers(tool, &threat.path());
    match threat.row.name {
        "amount.missing" => Some("without an amount"),
        "amount.text" if is_bounded => Some("as a text"),
        _ => None,
    }
}

/// What the policy itself says is an amount, whether the schema lists it or not: what a sum adds
/// up, and what has a cap.
fn named_by_policy(tool: &Callable<'_>, known: &[Amount]) -> Vec<Amount> {
    let is_new = |path: &&Path| known.iter().all(|amount| amount.path != **path);
    let is_listed = |path: &Path| {
        tool.tool.is_none_or(|tool| tool.arguments().lookup(path).is_ok_and(|it| !it.is_anything()))
    };
    let summed = tool.limits().filter_map(|limit| limit.sum.as_ref());
    let is_cap = |test: &&Test| matches!(test.operator, Operator::Less(_) | Operator::AtMost(_));
    let capped = tool.tests().into_iter().filter(is_cap).map(|test| &test.path);
    let capped = capped.filter(|path| !is_listed(path) && caps::caps_call(tool, path));
    let paths: BTreeSet<_> = summed.chain(capped).filter(is_new).collect();
    let amount = |path: &Path| Amount { path: path.clone(), numeric: true, optional: true };
    paths.into_iter().map(amount).collect()
}

/// Whether a sum counts every call's amount: one that the counter can't hold adds nothing.
fn is_summed(context: &LintContext<'_>, tool: &Callable<'_>, amount: &Amount) -> bool {
    let sums = tool.limits().filter(|limit| limit.sum.as_ref() == Some(&amount.path));
    let holds = |limit: &Limit| {
        let wrapping = wraps(&amount.path, limit.max);
        context.finder.find_call_of_rules(tool, &wrapping).is_none()
    };
    sums.into_iter().any(holds)
}

/// A rule that bounds one call's amount; nothing where it is neither a number nor a string, or
/// stands in a list.
fn cap(tool: &Callable<'_>, path: &LeafPath) -> Option<String> {
    if path.is_in_list() {
        return None;
    }
    let path = path.outside_lists();
    let lookup = tool.tool?.arguments().lookup(&path).ok()?;
    let argument = argument_text(&path);
    if lookup.may_be(Kind::Number) {
        return Some(format!("require {argument} >= 1 and {argument} <= 100"));
    }
    let is_string = lookup.may_be(Kind::String);
    is_string.then(|| format!(r"require {argument} matches /^[1-9][0-9]{{0,2}}(\.[0-9]{{2}})?$/"))
}

/// A rule that bounds a window's amounts: their sum, or where there is none the number of calls.
fn limit(amounts: &[Amount]) -> String {
    match amounts {
        [amount] if amount.numeric => {
            format!("limit {} to 1000 per day", argument_text(&amount.path))
        }
        _ => "limit 10 per day".to_owned(),
    }
}

impl Open {
    fn message(self, tools: &str, verb: &str) -> String {
        match self {
            Self::Call => format!("{tools} can {verb} any amount in one call"),
            Self::Window => format!("{tools} can {verb} any sum, call by call"),
            Self::Both => format!("{tools} can {verb} any amount, any number of times"),
            Self::Calls(None) => format!("{tools} can {verb} money any number of times"),
            Self::Calls(Some(calls)) => format!("{tools} can {verb} money {calls} times a day"),
        }
    }
}

impl Unbounded {
    fn note(&self) -> String {
        match &self.passes {
            _ if self.is_asked_for => "a person still has to pay it".to_owned(),
            Some(passes) => format!("passes {passes}"),
            None => String::new(),
        }
    }

    fn help(&self) -> String {
        let rules: Vec<_> = self.rules.iter().map(|rule| tick(rule)).collect();
        match (self.open, rules.as_slice()) {
            (_, []) => "no rule can bound the amount: `approve` the tool".to_owned(),
            (Open::Calls(_), rules) => format!(
                "no argument is known to hold the amount: write {}, or `approve`",
                joined(rules)
            ),
            (_, rules) => format!("write {} with suitable values, or `approve`", joined(rules)),
        }
    }
}
