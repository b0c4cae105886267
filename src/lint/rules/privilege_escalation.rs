//! A tool that changes who may do what.

use crate::finding::Finding;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Issue, LintContext};
use crate::risk::{Evidence, Profile};
use crate::witness::Callable;

use super::tool_names::{list_with_evidence, tool_or_count};
use super::{bounds, places};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "privilege-escalation",
    weight: Weight::Deny,
    summary: "a callable tool changes who may do what",
    check: Check::Policy(check),
};

fn check<'s>(context: &'s LintContext<'_>) -> Vec<Issue<'s>> {
    let found = context.callable().filter_map(|tool| Some((tool, signs(tool)?)));
    places::concerns(context, found, move |span, tools, found| {
        let signs = places::of_these(found, tools);
        Finding::warn(
            LINT.name,
            span,
            format!("{} can change who may do what", tool_or_count(tools)),
        )
        .note("who steers the agent can give themselves more")
        .help(format!(
            "write `approve`, or bound by `require` what is given or to whom:\n  {}",
            list_with_evidence(signs),
        ))
    })
}

/// What says that a tool changes access, unless the policy says which access, or whose.
fn signs(tool: &Callable<'_>) -> Option<Vec<Evidence>> {
    let profile = tool.profile()?;
    let signs = profile.changes_access();
    (!signs.is_empty() && !is_bounded(tool, profile)).then_some(signs)
}

fn is_bounded(tool: &Callable<'_>, profile: &Profile<'_>) -> bool {
    if bounds::pinned(tool).is_empty() {
        return false;
    }
    let names = profile.granting_arguments();
    names.iter().filter_map(Evidence::argument).any(|name| bounds::pins(tool, name))
}
