//! A tool that changes who may do what.

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::{Evidence, Profile};
use crate::source::Span;
use crate::witness::Callable;

use super::bounds;
use super::per_tool::ToolLint;
use super::tool_names::{list_with_evidence, tool_or_count};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "privilege-escalation",
    weight: Weight::Deny,
    summary: "a callable tool changes who may do what",
    check: Check::per_tool::<PrivilegeEscalation>(),
};

/// [`LINT`]
pub(in crate::lint) struct PrivilegeEscalation;

impl ToolLint for PrivilegeEscalation {
    type Found<'s> = Vec<Evidence>;

    fn find<'s>(context: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>> {
        signs(context, tool)
    }

    fn draft(_: &LintContext<'_>, place: Span, tools: &Remaining<'_, Self::Found<'_>>) -> Draft {
        Draft::new(place, format!("{} can change who may do what", tool_or_count(tools.names())))
            .note("prompt injection can grant an attacker access")
            .help(format!(
                "write `approve`, or restrict with `require` what is granted or to whom:\n  {}",
                list_with_evidence(tools.iter()),
            ))
    }
}

/// What says that a tool changes access, unless the policy says which access, or whose.
fn signs(context: &LintContext<'_>, tool: &Callable<'_>) -> Option<Vec<Evidence>> {
    let profile = tool.profile()?;
    let signs = profile.changes_access();
    (!signs.is_empty() && !is_bounded(context, tool, profile)).then_some(signs)
}

fn is_bounded(context: &LintContext<'_>, tool: &Callable<'_>, profile: &Profile<'_>) -> bool {
    if bounds::pinned(tool).is_empty() {
        return false;
    }
    let names = profile.granting_arguments();
    let mut names = names.iter().filter_map(Evidence::argument);
    names.any(|name| bounds::pins(tool, name) && bounds::bounds(context, tool, name))
}
