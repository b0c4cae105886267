//! A tool that gives access.

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
    name: "privilege-escalation",
    weight: Weight::Deny,
    summary: "a callable tool gives access",
    check: Check::per_call::<PrivilegeEscalation>(),
};

/// What says which access is given, and to whom; where no argument does, the thing that is acted on
/// counts.
const SUBJECT: &[Role] = &[
    Role::Grantee,
    Role::Permission,
    Role::Mail,
    Role::Phone,
    Role::ChatRecipient,
    Role::NetworkRange,
    Role::Url,
    Role::Host,
];

/// [`LINT`]
pub(in crate::lint) struct PrivilegeEscalation;

impl CallLint for PrivilegeEscalation {
    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let Some(doing) = effects::doing(tool, &[Effect::Grant]) else { return Answer::None };
        let names_subject = strangers::of_roles(tool, SUBJECT).next().is_some();
        let deciding = if names_subject { SUBJECT } else { &[Role::Identity] };
        let call = strangers::find_call(context, tool, &doing.calls, strangers::of(deciding));
        call.map(|call| doing.shown_by(call))
    }

    fn draft(_: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        let help = "write `approve`, or restrict with `require` what is granted or to whom";
        Draft::new(place, format!("{} can give access", tool_or_count(tools.names())))
            .note("prompt injection can grant an attacker access")
            .help(format!("{help}:\n  {}", list_with_evidence(tools.iter())))
    }
}
