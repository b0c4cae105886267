//! Tools that move money without a bound on how much.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::per_tool::group_by_place;
use super::tool_names::{list_if_several, tool_or_count};
use super::{bounds, caps, rates};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::risk::{Amount, Class};
use crate::source::Span;
use crate::witness::{Callable, costliest_example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "financial-unbounded",
    weight: Weight::Deny,
    summary: "a tool moves money without a cap per call and one per window",
    check: Check::Issues(check),
};

/// What is missing, with the argument that says how much.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Missing {
    /// A cap on each call's amount.
    Call(String),
    /// A cap on a window's amounts.
    Window(String),
    /// Both.
    Both(String),
    /// A limit, where no argument says how much.
    Limit,
}

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let financial = context.callable().filter(|tool| tool.class() == Some(Class::Financial));
    let unbounded = financial.filter_map(|tool| Some((tool, missing(context, tool)?)));
    let (mut by_missing, mut issues) = (BTreeMap::new(), Vec::new());
    for (tool, missing) in unbounded {
        by_missing.entry(missing).or_insert_with(Vec::new).push((tool, ()));
    }
    for (missing, tools) in by_missing {
        for (span, found) in group_by_place(context, tools.into_iter()) {
            let names = found.into_iter().map(|(name, ())| name).collect();
            issues.push(issue(context, missing.clone(), span, names));
        }
    }
    issues
}

fn issue<'s>(
    context: &'s LintContext<'_>,
    missing: Missing,
    span: Span,
    tools: Vec<Arc<str>>,
) -> Issue<'s> {
    Issue::of_tools(tools, move |tools| {
        Draft::new(span, missing.message(&tool_or_count(tools)))
            .help(format!("{}{}", missing.help(), list_if_several(tools)))
            .call(costliest_example_call(&context.finder, context.callable_among(tools)))
    })
}

fn missing(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Missing> {
    let amounts = tool.profile().map(|profile| profile.amounts()).unwrap_or_default();
    if amounts.is_empty() {
        let most = context.thresholds.execute_per_minute;
        let few = rates::tightest(context, tool).is_some_and(|limit| limit.max <= most);
        return (!few).then_some(Missing::Limit);
    }
    let per_call = amounts.iter().all(|amount| is_capped(tool, amount));
    let per_window = rates::counting(context, tool).next().is_some()
        || amounts.iter().all(|amount| caps::caps_window(tool, &amount.path));
    let argument = amounts.first().map(|amount| amount.path.join(".")).unwrap_or_default();
    match (per_call, per_window) {
        (true, true) => None,
        (false, true) => Some(Missing::Call(argument)),
        (true, false) => Some(Missing::Window(argument)),
        (false, false) => Some(Missing::Both(argument)),
    }
}

/// Whether one call's amount has a bound: a number its greatest, a text its shape.
fn is_capped(tool: &Callable<'_>, amount: &Amount) -> bool {
    caps::caps_call(tool, &amount.path)
        || !amount.numeric && bounds::pinned(tool).contains(&&amount.path)
}

impl Missing {
    fn message(&self, tools: &str) -> String {
        match self {
            Self::Call(_) => format!("{tools} can move any amount in one call"),
            Self::Window(_) => format!("{tools} can move any sum, call by call"),
            Self::Both(_) => format!("{tools} can move any amount, any number of times"),
            Self::Limit => format!("{tools} can move money any number of times"),
        }
    }

    fn help(&self) -> String {
        match self {
            Self::Call(argument) => format!(
                "`require args.{argument} >= 1 and args.{argument} <= N`, which also refuses a call \
                 without it; or `approve`"
            ),
            Self::Window(argument) => {
                format!("add `limit args.{argument} to N per day`, or `limit N per day`")
            }
            Self::Both(argument) => format!(
                "`require args.{argument} >= 1 and args.{argument} <= N` and `limit args.{argument} \
                 to N per day`; or `approve`"
            ),
            Self::Limit => {
                "no argument is known to say how much: `approve`, or `limit 10 per day`".to_owned()
            }
        }
    }
}
