//! Untrusted text, private data and a way out, at different servers of one agent.

use super::toxic_flow::{LINT, Leg, Takes, out, out_by_address, private, untrusted};
use crate::lint::Draft;
use crate::lint::rules::tool_names::name_with_evidence;
use crate::lint::stack::{Member, Stack, Together};
use crate::strings::tick;

/// A step of the flow, and the server that has it.
type Step<'s, 'a> = (&'s Member<'a>, Leg<'s>);

/// The first flow that takes more than one server.
pub(super) fn check(stack: &Stack<'_, '_>) -> Vec<Together> {
    let steps = |takes: &[Takes]| -> Vec<Step<'_, '_>> {
        let of_member = |member| takes.iter().find_map(|takes| step(stack, member, *takes));
        stack.members.iter().filter_map(of_member).collect()
    };
    let legs = [steps(&[untrusted]), steps(&[private]), steps(&[out, out_by_address])];
    across(legs.each_ref().map(Vec::as_slice)).map(|flow| found(&flow)).into_iter().collect()
}

/// The first tool of a server that takes a step and of which its policy doesn't accept that.
fn step<'s, 'a>(
    stack: &Stack<'_, 'a>,
    member: &'s Member<'a>,
    takes: Takes,
) -> Option<Step<'s, 'a>> {
    let context = &member.context;
    let mut legs = context.callable().filter_map(|tool| takes(context, tool));
    legs.find(|leg| !stack.is_accepted(member, &LINT, leg.tool)).map(|leg| (member, leg))
}

/// One step of each kind, at two servers at least: a server that takes all three alone is told of
/// by itself.
fn across<'s, 'a>(steps: [&[Step<'s, 'a>]; 3]) -> Option<[Step<'s, 'a>; 3]> {
    let [untrusted, private, out] = steps;
    let [reads, knows, sends] = [untrusted.first()?, private.first()?, out.first()?];
    let elsewhere = |steps: &'_ [Step<'s, 'a>]| {
        steps.iter().find(|(member, _)| member.place != reads.0.place).cloned()
    };
    let first = [reads, knows, sends].map(Clone::clone);
    if first.iter().any(|(member, _)| member.place != reads.0.place) {
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
    let named = |(member, leg): &Step<'_, '_>| {
        let name = member.qualified(leg.tool);
        name_with_evidence(&name, &leg.evidence)
    };
    let [untrusted, private, out] = flow.each_ref().map(named);
    let [_, _, (sender, _)] = flow;
    let shown = flow.iter().rev().find_map(|(_, leg)| leg.call.clone());
    let message = "what an outsider writes can make the agent send private data out";
    let draft = Draft::new(sender.place, message)
        .note(format!("{} is the way out", tick(sender.name)))
        .help(format!(
            "the servers allow all three steps together; take one away (`approve`), or say where \
             data may go (`host in`, `domain in`, `in`):\n  reads what anyone may write: \
             {untrusted}\n  reads private data: {private}\n  sends out: {out}"
        ))
        .call(shown);
    let steps = flow.iter().zip(["reads what anyone may write", "reads private data"]);
    let labelled = steps.filter(|((member, _), _)| member.place != sender.place);
    let draft = labelled.fold(draft, |draft, ((member, _), does)| draft.label(member.place, does));
    Together { draft, tools: flow.iter().map(|(it, leg)| it.qualified(leg.tool)).collect() }
}
