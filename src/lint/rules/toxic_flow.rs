//! Untrusted text, private data and a way out in one policy.

use std::sync::Arc;

use crate::analysis::{Answer, Formula};
use crate::finding::Call;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, Issue, LintContext, Superseded};
use crate::risk::{Effect, Evidence, FoundRole, Profile, Role};
use crate::witness::{Callable, Question};

use super::tool_names::name_with_evidence;
use super::{effects, strangers, things};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "toxic-flow",
    weight: Weight::Warn,
    summary: "an agent may read untrusted content, read private data and send data out",
    check: Check::Issues(check),
};

/// Where a fetched page comes from.
const ADDRESS: &[Role] = &[Role::Url, Role::Host];

/// Who gets what is sent, and where what is made can be read.
const DESTINATION: &[Role] = &[
    Role::Url,
    Role::Host,
    Role::Mail,
    Role::ChatRecipient,
    Role::Phone,
    Role::Grantee,
    Role::Owner,
    Role::ObjectKey,
    Role::Payee,
];

/// Where it can be read, of a tool that says in no other way where it goes: the page that a comment
/// is written under.
const PLACE: &[Role] = &[Role::Identity];

/// Words for what says how a thing is sent, not where to.
const MANNERS: &[&str] =
    &["template", "milestone", "label", "assignee", "type", "status", "priority"];

/// Each of whom gets all that is sent, whoever else does.
const RECIPIENTS: &[Role] = &[Role::Mail, Role::ChatRecipient, Role::Phone, Role::Grantee];

/// Names of what says where something goes, where the server lists the places.
const WHERE: &[&str] = &["channel", "destination", "recipient", "room", "to", "topic"];

/// Names of what channels lie in.
const TEAMS: &[&str] = &["guild", "organization", "server", "team", "tenant", "workspace"];

/// A tool that is one leg of the flow, what says so, and a call that takes it.
#[derive(Clone)]
pub(super) struct Leg<'s> {
    pub(super) tool: &'s Arc<str>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) call: Option<Call>,
}

fn check<'s>(context: &'s LintContext<'_>, _: &Superseded) -> Vec<Issue<'s>> {
    let flows = flows(context).into_iter().map(|legs| {
        let mut tools: Vec<Arc<str>> = legs.iter().map(|leg| Arc::clone(leg.tool)).collect();
        tools.sort_unstable();
        tools.dedup();
        Issue::of_tools_together(tools, draft(context, legs))
    });
    flows.collect()
}

/// The first flow, or one for each way out.
fn flows<'s>(context: &'s LintContext<'_>) -> Vec<[Leg<'s>; 3]> {
    let most = if context.every_flow { usize::MAX } else { 1 };
    let first = |asked| legs(context, asked).next();
    let flows = first(UNTRUSTED).zip(first(PRIVATE)).map(|(untrusted, private)| {
        let ways_out = legs(context, OUT).chain(legs(context, OUT_BY_ADDRESS)).take(most);
        ways_out.map(|out| [untrusted.clone(), private.clone(), out]).collect()
    });
    let flows: Vec<_> = flows.unwrap_or_default();
    if flows.is_empty() { browser(context).into_iter().collect() } else { flows }
}

/// The tools that are a leg.
fn legs<'s>(
    context: &'s LintContext<'_>,
    (question, takes): Asked,
) -> impl Iterator<Item = Leg<'s>> {
    let leg = move |tool| context.finder.find_alone(tool, question, || takes(context, tool));
    context.callable().filter_map(leg)
}

/// Whether a tool is a leg, and which call of it is one.
pub(super) type Takes = for<'s> fn(&LintContext<'_>, &'s Callable<'_>) -> Option<Leg<'s>>;

/// What a tool is asked that may be a leg.
type Asked = (Question, Takes);

const UNTRUSTED: Asked = (Question::ReadsUntrusted, untrusted);
const PRIVATE: Asked = (Question::ReadsPrivate, private);
const OUT: Asked = (Question::SendsOut, out);
const OUT_BY_ADDRESS: Asked = (Question::Fetches, out_by_address);
const STEERS: Asked = (Question::Steers, steers);
const ACTS: Asked = (Question::ActsOnPage, acts);

fn draft(context: &LintContext<'_>, legs: [Leg<'_>; 3]) -> Draft {
    let message = "what an outsider writes can make the agent send private data out";
    let [untrusted, private, out] =
        legs.each_ref().map(|leg| name_with_evidence(leg.tool, &leg.evidence));
    let shown = legs.into_iter().rev().find_map(|leg| leg.call);
    Draft::new(context.place(), message)
        .note("this policy allows all three steps")
        .help(format!(
            "take one of the steps away (`approve`), or say where data may go (`host in`, \
             `domain in`, `in`):\n  reads what anyone may write: {untrusted}\n  reads private \
             data: {private}\n  sends out: {out}"
        ))
        .call(shown)
}

/// A leg that a call takes which passes; where nobody knows whether there is one, too.
fn leg<'s>(tool: &'s Callable<'_>, evidence: Vec<Evidence>, call: Answer<Call>) -> Option<Leg<'s>> {
    let is_open = !evidence.is_empty() && !call.is_none();
    is_open.then(|| Leg { tool: tool.name, evidence, call: call.found() })
}

/// Reading from listed addresses only brings in nothing of strangers.
pub(super) fn untrusted<'s>(context: &LintContext<'_>, tool: &'s Callable<'_>) -> Option<Leg<'s>> {
    let evidence = tool.profile()?.reads_untrusted_content();
    match effects::doing(tool, &[Effect::Fetch]) {
        Some(fetching) => {
            let call = strangers::find_call(context, tool, &fetching.calls, strangers::of(ADDRESS));
            leg(tool, fetching.evidence, call)
        }
        None if evidence.is_empty() => None,
        None => {
            let call =
                strangers::find_call(context, tool, &Formula::ALWAYS, strangers::of(ADDRESS));
            leg(tool, evidence, call)
        }
    }
}

/// A page that anyone may fetch from its address is no private one.
pub(super) fn private<'s>(context: &LintContext<'_>, tool: &'s Callable<'_>) -> Option<Leg<'s>> {
    let profile = tool.profile()?;
    let evidence = profile.reads_private_data();
    if evidence.is_empty() || fetches(tool, profile) {
        return None;
    }
    leg(tool, evidence, context.finder.find_call(tool, &Formula::ALWAYS))
}

fn fetches(tool: &Callable<'_>, profile: &Profile<'_>) -> bool {
    let by_address = |sign: &Evidence| sign.argument().is_some();
    tool.effects().iter().any(|found| found.effect == Effect::Fetch)
        || profile.reads_untrusted_content().iter().any(by_address)
}

/// Sending to listed places only is no way out.
pub(super) fn out<'s>(context: &LintContext<'_>, tool: &'s Callable<'_>) -> Option<Leg<'s>> {
    let profile = tool.profile()?;
    if profile.only_drafts() {
        return None;
    }
    let find = |calls: &Formula| find_destination(context, tool, calls);
    let sends = effects::doing(tool, &[Effect::Send]).and_then(|doing| {
        let call = find(&doing.calls);
        leg(tool, doing.evidence, call)
    });
    sends.or_else(|| {
        let evidence = profile.sends_out();
        if evidence.is_empty() { None } else { leg(tool, evidence, find(&Formula::ALWAYS)) }
    })
}

/// One of these calls that leads where no rule says, or to somebody of whom none does.
fn find_destination(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    calls: &Formula,
) -> Answer<Call> {
    let is_inside = is_inside(context, tool);
    let stays = |found: &FoundRole<'_>| {
        let is_listed = found.leaf.argument.values().is_some();
        is_listed || is_inside && strangers::is_among(found, &[Role::ChatRecipient])
    };
    let mut destinations = destinations(tool).peekable();
    if destinations.peek().is_some() && destinations.all(stays) {
        return Answer::None;
    }
    let recipients = strangers::of_roles(tool, RECIPIENTS).filter(|found| !stays(found));
    let to_each = recipients.map(|found| strangers::find_call_at(context, tool, calls, found));
    let says_where = strangers::of_roles(tool, DESTINATION).next().is_some();
    let decides = |found: &FoundRole<'_>| match says_where {
        true => strangers::is_among(found, DESTINATION),
        false => strangers::is_among(found, PLACE) && !found.leaf.is_called(MANNERS),
    };
    match strangers::find_call(context, tool, calls, decides) {
        found @ Answer::Found(_) => found,
        other => Answer::first_found([other].into_iter().chain(to_each)),
    }
}

/// What says to whom or where it goes, also where the server lists the places.
fn destinations<'t>(tool: &'t Callable<'_>) -> impl Iterator<Item = &'t FoundRole<'t>> {
    let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
    roles.iter().filter(|found| {
        let is_listed = || found.leaf.is_called(WHERE) && found.leaf.argument.values().is_some();
        strangers::is_among(found, DESTINATION) || is_listed()
    })
}

/// Whether a rule names the team or the account of which only the channels can get it.
fn is_inside(context: &LintContext<'_>, tool: &Callable<'_>) -> bool {
    let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
    let is_team = |found: &&FoundRole<'_>| {
        strangers::is_among(found, &[Role::Owner]) || found.leaf.is_called(TEAMS)
    };
    roles.iter().filter(is_team).any(|found| things::is_bounded(context, tool, found))
}

/// Who gets asked for an address sees what stands in it.
pub(super) fn out_by_address<'s>(
    context: &LintContext<'_>,
    tool: &'s Callable<'_>,
) -> Option<Leg<'s>> {
    let fetching = effects::doing(tool, &[Effect::Fetch])?;
    let call = strangers::find_call(context, tool, &fetching.calls, strangers::of(DESTINATION));
    leg(tool, fetching.evidence, call)
}

/// A browser alone goes to any page, sees what its user may see, and types into forms.
fn browser<'s>(context: &'s LintContext<'_>) -> Option<[Leg<'s>; 3]> {
    let goes = legs(context, STEERS).next()?;
    let sees = Leg { tool: goes.tool, evidence: goes.evidence.clone(), call: None };
    Some([goes, sees, legs(context, ACTS).next()?])
}

fn steers<'s>(context: &LintContext<'_>, tool: &'s Callable<'_>) -> Option<Leg<'s>> {
    let evidence = tool.profile()?.steers_browser();
    let anywhere = || strangers::find_call(context, tool, &Formula::ALWAYS, strangers::of(ADDRESS));
    if evidence.is_empty() { None } else { leg(tool, evidence, anywhere()) }
}

fn acts<'s>(_: &LintContext<'_>, tool: &'s Callable<'_>) -> Option<Leg<'s>> {
    let evidence = tool.profile()?.acts_on_page();
    (!evidence.is_empty()).then_some(Leg { tool: tool.name, evidence, call: None })
}
