//! Tools that read without a limit.

use super::per_tool::ToolLint;
use super::rates;
use super::tool_names::{list_if_several, tool_or_count};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::Class;
use crate::source::Span;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unlimited-read",
    weight: Weight::Pedantic,
    summary: "a tool that reads has no limit",
    check: Check::per_tool::<UnlimitedRead>(),
};

/// [`LINT`]
pub(in crate::lint) struct UnlimitedRead;

impl ToolLint for UnlimitedRead {
    type Found<'s> = ();

    fn find<'s>(context: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>> {
        let is_unlimited =
            tool.class() == Some(Class::Read) && rates::counting(context, tool).next().is_none();
        is_unlimited.then_some(())
    }

    fn draft(_: &LintContext<'_>, place: Span, tools: &Remaining<'_, Self::Found<'_>>) -> Draft {
        let names = tools.names();
        Draft::new(place, format!("{} can read without any limit", tool_or_count(names)))
            .help(format!("add `limit 60 per minute`{}", list_if_several(names)))
    }
}
