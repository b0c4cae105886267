//! A tool that returns secrets.

use crate::analysis::{Answer, Formula, Test};
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::semantics::EQUALITY;
use crate::risk::{Class, Effect, FoundRole, LeafPath, Role, When};
use crate::source::Span;
use crate::witness::{Callable, Question};

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

/// What says by a word what a tool does.
const COMMANDS: &[Role] = &[Role::CommandLine, Role::Program, Role::Operation];

/// The words by which it shows a thing.
const SHOWING: &[&str] = &["get", "describe", "view", "show"];

/// [`LINT`]
pub(in crate::lint) struct CredentialExposure;

impl CallLint for CredentialExposure {
    const QUESTION: Option<Question> = Some(Question::Exposes);

    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let Some(doing) = effects::doing(tool, &[Effect::Expose]) else { return Answer::None };
        let calls = doing.calls.clone().and(showing(tool));
        let names = |found: &FoundRole<'_>| {
            strangers::is_among(found, NAMING) && !says_kind(tool, &found.leaf.path)
        };
        let call = strangers::find_call_or_without(context, tool, &calls, names);
        call.map(|call| doing.shown_by(call))
    }

    fn draft(_: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        let help = "write `hide` or `approve`, or `require` which of them may be read";
        Draft::new(place, format!("{} can return secrets", tool_or_count(tools.names())))
            .note("anything the model reads can be exfiltrated by prompt injection")
            .help(format!("{help}:\n  {}", list_with_evidence(tools.iter())))
    }
}

/// Whether an argument says that secrets are shown, not which.
fn says_kind(tool: &Callable<'_>, path: &LeafPath) -> bool {
    let effects = tool.effects();
    let mut exposing = effects.iter().filter(|found| found.effect == Effect::Expose);
    exposing.any(|found| matches!(&found.when, When::OneOf(own, _) if own == path))
}

/// The calls that show something, of a tool that is told by a command what it does.
fn showing(tool: &Callable<'_>) -> Formula {
    let commands = strangers::of_roles(tool, COMMANDS).filter(|found| {
        tool.is_at_least(Class::Write)
            && found.leaf.is_called(&["command", "verb"])
            && !found.leaf.path.is_in_list()
            && !found.leaf.is_called(&["sub"])
    });
    let shows = commands.map(|found| {
        let path = found.leaf.path.outside_lists();
        let is = |verb: &&str| Formula::test(&path, Test::Equal(EQUALITY, Value::from(*verb)));
        Formula::Any(SHOWING.iter().map(is).collect())
    });
    shows.fold(Formula::ALWAYS, Formula::and)
}
