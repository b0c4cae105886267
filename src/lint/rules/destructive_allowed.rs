//! Tools that destroy, with any arguments.

use super::bounds;
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
    /// Whether it has conditions, which refuse only what they name.
    type Found<'s> = bool;

    fn find<'s>(context: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>> {
        is_free(context, tool).then(|| tool.conditions().next().is_some())
    }

    fn draft(
        context: &LintContext<'_>,
        place: Span,
        tools: &Remaining<'_, Self::Found<'_>>,
    ) -> Draft {
        let names = tools.names();
        let message =
            format!("{} may destroy things, whatever the arguments", tool_or_count(names));
        let has_conditions = tools.iter().any(|(_, has_conditions)| *has_conditions);
        let note = if has_conditions { "its conditions refuse only what they name" } else { "" };
        Draft::new(place, message)
            .note(note)
            .help(format!(
                "write `hide` or `approve`, or `require` what may be touched{}",
                list_if_several(names)
            ))
            .call(example_call(&context.finder, context.callable_among(names)))
    }
}

/// Whether no condition is proved to bound an argument.
fn is_free(context: &LintContext<'_>, tool: &Callable<'_>) -> bool {
    tool.class() == Some(Class::Destructive) && bounds::bounding(context, tool).is_empty()
}
