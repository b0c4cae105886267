//! Tools that destroy, with any arguments.

use super::per_tool::ToolLint;
use super::tool_names::{list_if_several, tool_or_count};
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::Class;
use crate::source::Span;
use crate::witness::{Callable, example_call};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "destructive-allowed",
    weight: Weight::Deny,
    summary: "a tool that destroys can be called with any arguments",
    check: Check::per_tool::<DestructiveAllowed>(),
};

/// [`LINT`]
pub(in crate::lint) struct DestructiveAllowed;

impl ToolLint for DestructiveAllowed {
    type Found<'s> = ();

    fn find<'s>(_: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>> {
        is_free(tool).then_some(())
    }

    fn draft(
        context: &LintContext<'_>,
        place: Span,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft {
        let names = tools.names();
        let message =
            format!("{} may destroy things, whatever the arguments", tool_or_count(names));
        Draft::new(place, message)
            .help(format!(
                "write `hide` or `approve`, or `require` what may be touched{}",
                list_if_several(names)
            ))
            .call(example_call(&context.finder, context.callable_among(names)))
    }
}

fn is_free(tool: &Callable<'_>) -> bool {
    tool.class() == Some(Class::Destructive) && tool.conditions().next().is_none()
}
