//! Tools that move money without a bound on how much.

use std::sync::Arc;

use super::per_group::GroupLint;
use super::per_tool::{place_of_tools, statement_of};
use super::tool_names::{list_if_several, tool_or_count};
use super::{amounts, caps, rates};
use crate::analysis::Reason;
use crate::finding::Call;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::risk::{LeafPath, Money};
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::threat::Threat;
use crate::witness::{Callable, Question, costliest_example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "financial-unbounded",
    weight: Weight::Deny,
    summary: "a tool moves money without a cap per call and one per window",
    check: Check::per_group::<FinancialUnbounded>(),
};

/// The row about an amount that is left out.
const MISSING: &str = "amount.missing";

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
        let money = money(context, tool)?;
        let mut found = unbounded(context, tool)?;
        found.is_asked_for = money == Money::Asked;
        Some(found)
    }

    fn unknown(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Reason> {
        money(context, tool)?;
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

fn money(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Money> {
    context.finder.find_alone(tool, Question::MovesMoney, || tool.money())
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
    let passes = hits(context, tool).next().and_then(|threat| how(tool, threat));
    let of = |open, rules| Unbounded { open, statement, rules, passes, is_asked_for: false };
    let mut amounts = tool.profile().map(|profile| profile.amounts()).unwrap_or_default();
    amounts.extend(amounts::named_by_policy(tool, &amounts));
    let (switches, hits): (Vec<_>, Vec<_>) =
        hits(context, tool).partition(|threat| threat.row.is_of_switch());
    let free = free(&hits);
    if amounts.is_empty() && asked(context, tool).next().is_none() {
        let most = context.thresholds.payments_per_day;
        let calls = rates::calls_per_day(context, tool);
        let is_rare = calls.is_some_and(|calls| calls <= most);
        return (!is_rare).then(|| of(Open::Calls(calls), vec![format!("limit {most} per day")]));
    }
    let is_limited = rates::is_counted(context, tool)
        || !amounts.is_empty()
            && amounts.iter().all(|amount| amounts::is_summed(context, tool, amount));
    let open = match (free.is_empty() && switches.is_empty(), is_limited) {
        (true, true) => return None,
        (false, true) => Open::Call,
        (true, false) => Open::Window,
        (false, false) => Open::Both,
    };
    let leading = amounts::leading(tool, &amounts, &free);
    let caps = free.iter().map(|path| amounts::cap(tool, path, Some(*path) == leading));
    let caps: Option<Vec<_>> = caps.collect();
    let others = amounts::other_caps(tool, &amounts, &free);
    let limit = (!is_limited).then(|| amounts::limit(&amounts));
    let off = switches.iter().map(|threat| amounts::off(tool, &threat.path()));
    let rules = caps.map(|caps| caps.into_iter().chain(others).chain(off).chain(limit).collect());
    Some(of(open, rules.unwrap_or_default()))
}

/// The amounts that have no bound. That one with a bound may be left out matters where every other
/// one has a bound too.
fn free<'s>(hits: &[&'s Threat<'_>]) -> Vec<&'s LeafPath> {
    let is_left_out = |threat: &&Threat<'_>| threat.row.name == MISSING;
    let only_left_out = hits.iter().all(is_left_out);
    let free = hits.iter().filter(|threat| only_left_out || !is_left_out(threat));
    free.map(|threat| &threat.found.leaf.path).collect()
}

/// How an amount passes of which a rule bounds the numbers.
fn how(tool: &Callable<'_>, threat: &Threat<'_>) -> Option<&'static str> {
    let is_bounded = caps::caps_numbers(tool, &threat.path());
    match threat.row.name {
        MISSING => Some("without an amount"),
        "amount.text" if is_bounded => Some("as a text"),
        "amount.whole" => Some("by a switch, whatever the amount"),
        _ => None,
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
            (_, rules) => {
                let has_number = |rule: &String| rule.contains(|it: char| it.is_ascii_digit());
                let values =
                    if rules.iter().any(has_number) { " with suitable values" } else { "" };
                format!("write {}{values}, or `approve`", joined(rules))
            }
        }
    }
}
