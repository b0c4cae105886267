//! A tool that returns secrets.

use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::Evidence;
use crate::source::Span;
use crate::witness::Callable;

use super::per_tool::ToolLint;
use super::tool_names::{list_with_evidence, tool_or_count};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "credential-exposure",
    weight: Weight::Deny,
    summary: "a callable tool returns secrets",
    check: Check::per_tool::<CredentialExposure>(),
};

/// [`LINT`]
pub(in crate::lint) struct CredentialExposure;

impl ToolLint for CredentialExposure {
    type Found<'s> = Vec<Evidence>;

    fn find<'s>(_: &'s LintContext<'_>, tool: &'s Callable<'_>) -> Option<Self::Found<'s>> {
        signs(tool)
    }

    fn draft(_: &LintContext<'_>, place: Span, tools: &Remaining<'_, Self::Found<'_>>) -> Draft {
        Draft::new(place, format!("{} can return secrets", tool_or_count(tools.names())))
            .note("anything the model reads can be exfiltrated by prompt injection")
            .help(format!("write `hide` or `approve`:\n  {}", list_with_evidence(tools.iter())))
    }
}

fn signs(tool: &Callable<'_>) -> Option<Vec<Evidence>> {
    let signs = tool.profile()?.returns_secrets();
    (!signs.is_empty()).then_some(signs)
}
