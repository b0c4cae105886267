//! A tool that returns secrets.

use crate::analysis::Answer;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::{Effect, Role};
use crate::source::Span;
use crate::witness::Callable;

use super::effects;
use super::per_call::{CallLint, Passing};
use super::strangers;
use super::tool_names::{list_with_evidence, tool_or_count};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "credential-exposure",
    weight: Weight::Deny,
    summary: "a callable tool returns secrets",
    check: Check::per_call::<CredentialExposure>(),
};

/// What says which secret is returned.
const NAMING: &[Role] =
    &[Role::Identity, Role::ObjectKey, Role::LocalPath, Role::InsidePath, Role::Url];

/// [`LINT`]
pub(in crate::lint) struct CredentialExposure;

impl CallLint for CredentialExposure {
    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let Some(doing) = effects::doing(tool, &[Effect::Expose]) else { return Answer::None };
        let call =
            strangers::find_call_or_without(context, tool, &doing.calls, strangers::of(NAMING));
        call.map(|call| doing.shown_by(call))
    }

    fn draft(_: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        let help = "write `hide` or `approve`, or `require` which of them may be read";
        Draft::new(place, format!("{} can return secrets", tool_or_count(tools.names())))
            .note("anything the model reads can be exfiltrated by prompt injection")
            .help(format!("{help}:\n  {}", list_with_evidence(tools.iter())))
    }
}
