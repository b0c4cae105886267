//! Untrusted text, private data and a way out, at different servers of one agent.

use super::toxic_flow::{LINT, Leg, Takes, out, out_by_address, private, untrusted};
use crate::lint::Draft;
use crate::lint::rules::tool_names::name_with_evidence;
use crate::lint::stack::{Member, Stack, Together};
use crate::strings::tick;

/// A step of the flow.
#[derive(Clone)]
struct Step<'s, 'a> {
    member: &'s Member<'a>,
    leg: Leg<'s>,
    /// Whether the server's own policy accepts it.
    is_accepted: bool,
}

/// The ways out.
const OUT: &[Takes] = &[out, out_by_address];

/// The first flow that takes more than one server, or one for each way out, unless each step is
/// accepted by the policy of its server.
pub(super) fn check(stack: &Stack<'_, '_>) -> Vec<Together> {
    let first = |takes: &[Takes]| -> Vec<Step<'_, '_>> {
        let of_member = |member| takes.iter().find_map(|takes| first(stack, member, *takes));
        let mut steps: Vec<_> = stack.members.iter().filter_map(of_member).collect();
        steps.sort_by_key(|step| step.is_accepted);
        steps
    };
    let (untrusted, private) = (first(&[untrusted]), first(&[private]));
    let flows: Vec<_> = match stack.every_flow() {
        true => {
            let of_member = |member| OUT.iter().flat_map(move |takes| steps(stack, member, *takes));
            let ways_out = stack.members.iter().flat_map(of_member);
            ways_out.filter_map(|out| across([&untrusted, &private, &[out]])).collect()
        }
        false => across([&untrusted, &private, &first(OUT)]).into_iter().collect(),
    };
    let is_open = |flow: &&[Step<'_, '_>; 3]| flow.iter().any(|step| !step.is_accepted);
    flows.iter().filter(is_open).map(found).collect()
}

/// The first tool of a server that takes a step, one that isn't accepted before others.
fn first<'s, 'a>(
    stack: &'s Stack<'_, 'a>,
    member: &'s Member<'a>,
    takes: Takes,
) -> Option<Step<'s, 'a>> {
    let mut steps = steps(stack, member, takes);
    let first = steps.next()?;
    if !first.is_accepted {
        return Some(first);
    }
    Some(steps.find(|step| !step.is_accepted).unwrap_or(first))
}

/// The tools of a server that take a step.
fn steps<'s, 'a>(
    stack: &'s Stack<'_, 'a>,
    member: &'s Member<'a>,
    takes: Takes,
) -> impl Iterator<Item = Step<'s, 'a>> {
    let context = &member.context;
    let legs = context.callable().filter_map(move |tool| takes(context, tool));
    legs.map(move |leg| {
        let is_accepted = stack.is_accepted(member, &LINT, leg.tool);
        Step { member, leg, is_accepted }
    })
}

/// One step of each kind, at two servers at least: a server that takes all three alone is told of
/// by itself.
fn across<'s, 'a>(steps: [&[Step<'s, 'a>]; 3]) -> Option<[Step<'s, 'a>; 3]> {
    let [untrusted, private, out] = steps;
    let [reads, knows, sends] = [untrusted.first()?, private.first()?, out.first()?];
    let elsewhere = |steps: &'_ [Step<'s, 'a>]| {
        steps.iter().find(|step| step.member.place != reads.member.place).cloned()
    };
    let first = [reads, knows, sends].map(Clone::clone);
    if first.iter().any(|step| step.member.place != reads.member.place) {
        return Some(first);
    }
    let [reads, knows, sends] = first;
    if let Some(sends) = elsewhere(out) {
        return Some([reads, knows, sends]);
    }
    match (elsewhere(untrusted), elsewhere(private)) {
        (Some(reads), _) => Some([reads, knows, sends]),
        (None, Some(knows)) => Some([reads, knows, sends]),
        (None, None) => None,
    }
}

fn found(flow: &[Step<'_, '_>; 3]) -> Together {
    let named = |step: &Step<'_, '_>| {
        name_with_evidence(&step.member.qualified(step.leg.tool), &step.leg.evidence)
    };
    let [untrusted, private, out] = flow.each_ref().map(named);
    let [_, _, last @ Step { member: sender, .. }] = flow;
    let shown = flow.iter().rev().find(|step| step.leg.call.is_some()).unwrap_or(last);
    let message = "what an outsider writes can make the agent send private data out";
    let draft = Draft::new(sender.place, message)
        .note(format!("{} is the way out", tick(sender.name)))
        .help(format!(
            "the servers allow all three steps together; take one away (`approve`), or say where \
             data may go (`host in`, `domain in`, `in`):\n  reads what anyone may write: \
             {untrusted}\n  reads private data: {private}\n  sends out: {out}"
        ))
        .call_at(shown.member.name, shown.leg.call.clone());
    let steps = flow.iter().zip(["reads what anyone may write", "reads private data"]);
    let labelled = steps.filter(|(step, _)| step.member.place != sender.place);
    let draft = labelled.fold(draft, |draft, (step, does)| draft.label(step.member.place, does));
    let tools = flow.iter().map(|step| step.member.qualified(step.leg.tool));
    Together { draft, tools: tools.collect() }
}
