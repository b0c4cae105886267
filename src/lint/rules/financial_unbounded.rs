//! Tools that move money without a bound on how much.

use std::sync::Arc;

use super::per_group::GroupLint;
use super::per_tool::{place_of_tools, statement_of};
use super::tool_names::{list_if_several, tool_or_count};
use super::{bounds, caps, rates};
use crate::analysis::{Formula, Order, Test as Asked};
use crate::catalog::types::Kind;
use crate::json::Number;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::condition::Path;
use crate::risk::{Amount, Class};
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::syntax::argument_text;
use crate::witness::{Callable, costliest_example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "financial-unbounded",
    weight: Weight::Deny,
    summary: "a tool moves money without a cap per call and one per window",
    check: Check::per_group::<FinancialUnbounded>(),
};

/// More than anyone means to pay.
const FORTUNE: i64 = 1_000_000_000;

/// [`LINT`]
pub(in crate::lint) struct FinancialUnbounded;

/// What a statement leaves open for tools that move money.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lint) struct Unbounded {
    open: Open,
    statement: Span,
    /// The rules that would bound it; none where no rule can.
    rules: Vec<String>,
    /// Arguments of which numbers alone are bounded.
    numbers_alone: Vec<String>,
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
        (tool.class() == Some(Class::Financial)).then(|| unbounded(context, tool))?
    }

    fn draft(context: &LintContext<'_>, found: &Unbounded, tools: &[Arc<str>]) -> Draft {
        let message = found.open.message(&tool_or_count(tools));
        Draft::new(place_of_tools(context, tools), message)
            .note(found.note())
            .help(format!("{}{}", found.help(), list_if_several(tools)))
            .call(costliest_example_call(&context.finder, context.callable_among(tools)))
    }
}

fn unbounded(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Unbounded> {
    let statement = statement_of(context, tool);
    let mut amounts = tool.profile().map(|profile| profile.amounts()).unwrap_or_default();
    if amounts.is_empty() {
        amounts = summed(tool);
    }
    if amounts.is_empty() {
        let most = context.thresholds.payments_per_day;
        let calls = rates::calls_per_day(context, tool);
        let is_rare = calls.is_some_and(|calls| calls <= most);
        let rules = vec![format!("limit {most} per day")];
        let open = Open::Calls(calls);
        return (!is_rare).then_some(Unbounded { open, statement, rules, numbers_alone: vec![] });
    }
    let free: Vec<_> = amounts.iter().filter(|amount| !is_capped(context, tool, amount)).collect();
    let is_limited = rates::counting(context, tool).next().is_some()
        || amounts.iter().all(|amount| caps::caps_window(tool, &amount.path));
    let open = match (free.is_empty(), is_limited) {
        (true, true) => return None,
        (false, true) => Open::Call,
        (true, false) => Open::Window,
        (false, false) => Open::Both,
    };
    let caps: Option<Vec<_>> = free.iter().map(|amount| cap(tool, amount)).collect();
    let rules = caps.map(|caps| caps.into_iter().chain((!is_limited).then(|| limit(&amounts))));
    let numbers_alone = free.iter().filter(|amount| caps::caps_numbers(tool, &amount.path));
    Some(Unbounded {
        open,
        statement,
        rules: rules.map(Iterator::collect).unwrap_or_default(),
        numbers_alone: numbers_alone.map(|amount| argument_text(&amount.path)).collect(),
    })
}

/// What the policy's own sums say is an amount, whether the schema lists it or not.
fn summed(tool: &Callable<'_>) -> Vec<Amount> {
    let paths = tool.limits().filter_map(|limit| limit.sum.as_ref());
    let amount = |path: &Path| Amount { path: path.clone(), numeric: true, optional: true };
    paths.map(amount).collect()
}

/// Whether one call's amount has a bound, which is proved: a number its greatest, a string its
/// shape.
fn is_capped(context: &LintContext<'_>, tool: &Callable<'_>, amount: &Amount) -> bool {
    let is_written = caps::caps_call(tool, &amount.path)
        || !amount.numeric && bounds::pinned(tool).contains(&&amount.path);
    is_written && bounds::is_bounded(context, tool, &amount.path)
        || amount.numeric && is_never_above(context, tool, amount)
}

/// Whether every call that unused limits have room for has a number there that is no fortune: a sum
/// has no room for calls without one.
fn is_never_above(context: &LintContext<'_>, tool: &Callable<'_>, amount: &Amount) -> bool {
    let most = Asked::Compare(Order::AtMost, Number::from(FORTUNE));
    let other = !Formula::test(&amount.path, most);
    caps::caps_window(tool, &amount.path) && context.finder.find_any_call(tool, &other).is_none()
}

/// A rule that bounds one call's amount; nothing where it is neither a number nor a string.
fn cap(tool: &Callable<'_>, amount: &Amount) -> Option<String> {
    let argument = argument_text(&amount.path);
    if amount.numeric {
        return Some(format!("require {argument} >= 1 and {argument} <= 100"));
    }
    let is_string = tool.tool?.arguments().lookup(&amount.path).ok()?.may_be(Kind::String);
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
    fn message(self, tools: &str) -> String {
        match self {
            Self::Call => format!("{tools} can move any amount in one call"),
            Self::Window => format!("{tools} can move any sum, call by call"),
            Self::Both => format!("{tools} can move any amount, any number of times"),
            Self::Calls(None) => format!("{tools} can move money any number of times"),
            Self::Calls(Some(calls)) => format!("{tools} can move money {calls} times a day"),
        }
    }
}

impl Unbounded {
    fn note(&self) -> String {
        let arguments: Vec<_> = self.numbers_alone.iter().map(|it| tick(it)).collect();
        match arguments.as_slice() {
            [] => String::new(),
            several => format!("only numbers in {} are bounded", joined(several)),
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
