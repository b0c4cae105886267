//! A tool that gives access.

use crate::analysis::{Answer, Formula};
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::{Effect, FoundRole, LeafPath, Role, When};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::threat::Threat;
use crate::witness::Callable;

use super::per_call::{CallLint, Passing};
use super::per_threat::instead;
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

/// [`LINT`]
pub(in crate::lint) struct PrivilegeEscalation;

impl CallLint for PrivilegeEscalation {
    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let Some(doing) = effects::doing(tool, &[Effect::Grant]) else {
            return find_by_row(context, tool);
        };
        if let Answer::Found(call) = find_forwarding(context, tool, &doing.calls) {
            return Answer::Found(doing.shown_by(call));
        }
        let names_subject = strangers::of_roles(tool, SUBJECT).next().is_some();
        let deciding = if names_subject { SUBJECT } else { &[Role::Identity] };
        match strangers::find_call(context, tool, &doing.calls, strangers::of(deciding)) {
            Answer::None => {}
            call => return call.map(|call| doing.shown_by(call)),
        }
        match find_free_grantee(context, tool, &doing.calls) {
            Answer::None => find_by_row(context, tool),
            call => call.map(|call| doing.shown_by(call)),
        }
    }

    fn draft(context: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        if let Some(through) = &tools.first_found().through {
            return draft_by_row(context, place, tools, through);
        }
        let help = "write `approve`, or restrict with `require` what is granted or to whom";
        Draft::new(place, format!("{} can give access", tool_or_count(tools.names())))
            .note("prompt injection can grant an attacker access")
            .help(format!("{help}:\n  {}", list_with_evidence(tools.iter())))
    }
}

fn draft_by_row(
    context: &LintContext<'_>,
    place: Span,
    tools: &Remaining<'_, Passing>,
    through: &LeafPath,
) -> Draft {
    let (tool, list) = (tool_or_count(tools.names()), list_if_several(tools.names()));
    let argument = argument_text(&through.outside_lists());
    let mut named = tools.names().iter().filter_map(|name| context.callable_named(name));
    let threat = named
        .find_map(|tool| threats(context, tool).find(|threat| threat.found.leaf.path == *through));
    let says = threat.map(Threat::says).unwrap_or_default();
    let message = format!("{tool} can give access: {} {says}", tick(&argument));
    let good = threat.and_then(instead).map(|good| good.replacen('`', "`require ", 1));
    let help = match good {
        Some(good) => format!("write {good}, or `approve`{list}"),
        None => format!("write `approve`{list}"),
    };
    Draft::new(place, message).note("nothing refuses it").help(help)
}

/// What passes of who gets access, and of which.
fn threats<'s, 'a>(
    context: &'s LintContext<'a>,
    tool: &Callable<'_>,
) -> impl Iterator<Item = &'s Threat<'a>> {
    context.threats(tool).iter().filter(|threat| threat.row.lint == LINT.name)
}

/// A call that gives more access than anyone means, by one argument.
fn find_by_row(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
    Answer::first_found(threats(context, tool).map(|threat| match &threat.answer {
        Err(reason) => Answer::Unknown(*reason),
        Ok(shown) => Answer::Found(Passing {
            call: shown.call.clone(),
            evidence: threat.found.evidence.clone(),
            through: Some(threat.found.leaf.path.clone()),
        }),
    }))
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

/// A call that has mail forwarded, by an action of which the schema doesn't say what it may be.
fn find_forwarding(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
) -> Answer<Call> {
    let effects = tool.effects();
    let given = effects.iter().filter(|found| found.effect == Effect::Grant);
    let actions = given.filter_map(|found| match &found.when {
        When::Given(path) => tool.argument_at(&path.outside_lists()),
        When::Always | When::OneOf(..) => None,
    });
    let is_open = |found: &&FoundRole<'_>| {
        let argument = &found.leaf.argument;
        found.leaf.is_called(&["action"])
            && argument.may_be(Kind::Object)
            && !argument.is_anything()
    };
    let forward = Value::Object([("forward".to_owned(), Value::from(STRANGER))].into());
    let with = actions.filter(is_open).filter_map(|found| {
        strangers::with_value(tool, found, forward.clone())
            .filter(|_| !found.leaf.path.is_in_list())
    });
    Answer::first_found(with.map(|with| context.finder.find_call(tool, &with.and(calls.clone()))))
}
