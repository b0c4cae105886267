//! Limits that let more calls through than is recommended for the class.

use std::sync::Arc;

use super::per_group::GroupLint;
use super::rates;
use super::tool_names::list_tools;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext};
use crate::source::Span;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "loose-limit",
    weight: Weight::Pedantic,
    summary: "a limit is above the recommended one for the tool's class",
    check: Check::per_group::<LooseLimit>(),
};

/// [`LINT`]
pub(in crate::lint) struct LooseLimit;

/// A limit of a minute, and the calls per minute that are recommended instead.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lint) struct Loose {
    limit: Span,
    max: i64,
    recommended: i64,
    /// Whether it counts the calls of this tool alone, so that it can be replaced.
    own: bool,
}

impl GroupLint for LooseLimit {
    type Found<'s> = Loose;

    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Loose> {
        let recommended = rates::recommended(context.thresholds, tool.class()?)?;
        let tightest = rates::tightest(context, tool)?;
        let limit = rates::by_minute(context, tool)?;
        let own = tool.limits().any(|own| own.span == limit.span);
        let is_loose = tightest.max > recommended;
        is_loose.then_some(Loose { limit: limit.span, max: limit.max, recommended, own })
    }

    fn draft(_: &LintContext<'_>, found: &Loose, tools: &[Arc<str>]) -> Draft {
        let Loose { limit, max, recommended, own } = found;
        let message = format!("{max} calls are more than the {recommended} a minute recommended");
        let tools = list_tools(tools);
        let verb = if *own { "write" } else { "add" };
        let help = format!("{verb} `limit {recommended} per minute` or less for {tools}");
        Draft::new(*limit, message).help(help)
    }
}
