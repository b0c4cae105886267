//! A tool that gives access.

use crate::analysis::{Answer, Formula};
use crate::finding::Call;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::{Effect, FoundRole, Role, When};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

use super::per_call::{CallLint, Passing};
use super::strangers;
use super::tool_names::{list_if_several, list_with_evidence, tool_or_count};
use super::{bounds, effects};

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

/// Somebody whom no policy means.
const STRANGER: &str = "mallory@evil.example";

/// The row about who may see a thing.
const PUBLIC: &str = "perm.public";

/// [`LINT`]
pub(in crate::lint) struct PrivilegeEscalation;

impl CallLint for PrivilegeEscalation {
    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let Some(doing) = effects::doing(tool, &[Effect::Grant]) else {
            return find_public(context, tool);
        };
        let names_subject = strangers::of_roles(tool, SUBJECT).next().is_some();
        let deciding = if names_subject { SUBJECT } else { &[Role::Identity] };
        match strangers::find_call(context, tool, &doing.calls, strangers::of(deciding)) {
            Answer::None => {}
            call => return call.map(|call| doing.shown_by(call)),
        }
        match find_free_grantee(context, tool, &doing.calls) {
            Answer::None => find_public(context, tool),
            call => call.map(|call| doing.shown_by(call)),
        }
    }

    fn draft(_: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        if let Some(through) = &tools.first_found().through {
            let (tool, list) = (tool_or_count(tools.names()), list_if_several(tools.names()));
            let argument = argument_text(&through.outside_lists());
            let good = tick(&format!("require {argument} == \"private\""));
            return Draft::new(
                place,
                format!("{tool} can make things public, by {}", tick(&argument)),
            )
            .note("nothing refuses it")
            .help(format!("write {good}, or `approve`{list}"));
        }
        let help = "write `approve`, or restrict with `require` what is granted or to whom";
        Draft::new(place, format!("{} can give access", tool_or_count(tools.names())))
            .note("prompt injection can grant an attacker access")
            .help(format!("{help}:\n  {}", list_with_evidence(tools.iter())))
    }
}

/// A call that makes a thing public.
fn find_public(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
    let public = context.threats(tool).iter().find(|threat| threat.row.name == PUBLIC);
    match public.map(|threat| (threat, &threat.answer)) {
        None => Answer::None,
        Some((_, Err(reason))) => Answer::Unknown(*reason),
        Some((threat, Ok(shown))) => Answer::Found(Passing {
            call: shown.call.clone(),
            evidence: threat.found.evidence.clone(),
            through: Some(threat.found.leaf.path.clone()),
        }),
    }
}

/// A call that gives access by the very argument that says to whom, of which no rule speaks: which
/// access it is may be bounded.
fn find_free_grantee(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
) -> Answer<Call> {
    let tests = bounds::limiting(tool);
    let is_free = |found: &&FoundRole<'_>| {
        let path = found.leaf.path.outside_lists();
        tests.iter().all(|test| test.path != path)
    };
    let effects = tool.effects();
    let grants = |found: &&FoundRole<'_>| {
        let by_itself = When::Given(found.leaf.path.clone());
        effects.iter().any(|it| it.effect == Effect::Grant && it.when == by_itself)
    };
    let free = strangers::of_roles(tool, &[Role::Grantee]).filter(is_free).filter(grants);
    let with = free.filter_map(|found| strangers::with_value(tool, found, Value::from(STRANGER)));
    Answer::first_found(with.map(|with| context.finder.find_call(tool, &with.and(calls.clone()))))
}
