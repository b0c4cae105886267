//! Tools that write or run, and may do so without end.

use std::sync::Arc;

use super::per_tool::ToolLint;
use super::rates;
use super::tool_names::{list_if_several, tool_or_count};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::Class;
use crate::source::Span;
use crate::witness::{Callable, example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unlimited-write",
    weight: Weight::Warn,
    summary: "a tool that writes or runs something has no limit",
    check: Check::per_tool::<UnlimitedWrite>(),
};

/// [`LINT`]
pub(in crate::lint) struct UnlimitedWrite;

impl ToolLint for UnlimitedWrite {
    type Found<'s> = ();

    fn find<'s>(context: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>> {
        is_unlimited(context, tool).then_some(())
    }

    fn draft(
        context: &LintContext<'_>,
        place: Span,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft {
        let names = tools.names();
        let message = format!("{} can change things without any limit", tool_or_count(names));
        Draft::new(place, message)
            .help(format!(
                "add `limit {} per minute`, or what the work needs{}",
                recommended(context, names),
                list_if_several(names)
            ))
            .call(example_call(&context.finder, context.callable_among(names)))
    }
}

fn is_unlimited(context: &LintContext<'_>, tool: &Callable<'_>) -> bool {
    matches!(tool.class(), Some(Class::Write | Class::Execute))
        && rates::counting(context, tool).next().is_none()
        && !rates::is_summed(context, tool)
}

/// The most calls a minute that are recommended for each of these tools.
fn recommended(context: &LintContext<'_>, tools: &[Arc<str>]) -> i64 {
    let thresholds = &context.thresholds;
    let classes = context.callable_among(tools).filter_map(Callable::class);
    let limits = classes.filter_map(|class| rates::recommended(thresholds, class));
    limits.min().unwrap_or(thresholds.write_per_minute)
}
