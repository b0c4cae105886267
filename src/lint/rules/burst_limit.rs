//! Limits of an hour or a day that can be used up in a second.

use std::sync::Arc;

use super::per_group::GroupLint;
use super::rates;
use super::tool_names::list_tools;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::policy::Window;
use crate::source::Span;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "burst-limit",
    weight: Weight::Warn,
    summary: "a limit per hour or day can be used up in one second",
    check: Check::per_group::<BurstLimit>(),
};

/// How many times the recommended calls of a minute may come at once before that is worth a word.
const WORTH_SAYING: i64 = 10;

/// [`LINT`]
pub(in crate::lint) struct BurstLimit;

/// A limit, and the calls per minute that are recommended instead.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lint) struct Burst {
    limit: Span,
    max: i64,
    window: &'static str,
    recommended: i64,
}

impl GroupLint for BurstLimit {
    type Found<'s> = Burst;

    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Burst> {
        let recommended = rates::recommended(context.thresholds, tool.class()?)?;
        let limit = rates::tightest(context, tool)?;
        let is_burst = limit.max > recommended.saturating_mul(WORTH_SAYING)
            && limit.window != Window::Minute
            && rates::by_minute(context, tool).is_none();
        is_burst.then_some(Burst {
            limit: limit.span,
            max: limit.max,
            window: limit.window.name(),
            recommended,
        })
    }

    fn draft(context: &LintContext<'_>, found: &Burst, tools: &[Arc<str>]) -> Draft {
        let Burst { limit, max, window, recommended } = found;
        let message = format!("all {max} calls of the {window} can come in one second");
        let is_of_all = context.policy.all_tools.iter().any(|of_all| of_all.span == *limit);
        let alone = match (is_of_all, tools) {
            (false, _) => "",
            (true, [_]) => ", which has no limit per minute",
            (true, _) => ", which have no limit per minute",
        };
        let help = format!("add `limit {recommended} per minute` for {}{alone}", list_tools(tools));
        Draft::new(*limit, message).help(help)
    }
}
