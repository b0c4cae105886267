//! Tools that can be called and that nobody can tell the class of.

use super::per_tool::ToolLint;
use super::tool_names::{list_if_several, tool_or_count};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::source::Span;
use crate::syntax::name_text;
use crate::witness::Callable;

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unclassified-allowed",
    weight: Weight::Warn,
    summary: "an allowed tool's class is unknown",
    check: Check::per_tool::<UnclassifiedAllowed>(),
};

/// [`LINT`]
pub(in crate::lint) struct UnclassifiedAllowed;

impl ToolLint for UnclassifiedAllowed {
    type Found<'s> = ();

    fn find<'s>(_: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>> {
        (tool.tool.is_some() && tool.class().is_none()).then_some(())
    }

    fn draft(_: &LintContext<'_>, place: Span, tools: &Remaining<'_, Self::Found<'_>>) -> Draft {
        let names = tools.names();
        let first = name_text(&tools.first().0);
        Draft::new(place, format!("the class of {} is unknown", tool_or_count(names)))
            .note("lints about classes skip it")
            .help(format!(
                "give it a class, such as `classify {first} as read because \"…\"`{}",
                list_if_several(names)
            ))
    }
}
