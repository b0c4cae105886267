//! A tool that can be called at one server, though a statement keeps the same tool of another server
//! from being called.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::alias_bypass::LINT;
use super::detours::is_same_service;
use crate::analysis::{Answer, Formula};
use crate::catalog::Tool;
use crate::finding::Call;
use crate::lint::Draft;
use crate::lint::rules::tool_names::list_tools;
use crate::lint::stack::{Member, Stack, Together};
use crate::policy::semantics::of_invariant;
use crate::policy::{Effect, Invariant, Statement, disposition};
use crate::risk::{Class, Profile};
use crate::source::Span;
use crate::strings::{counted, tick};
use crate::witness::Callable;

/// A tool that a statement keeps from being called.
struct Kept<'s, 'a> {
    member: &'s Member<'a>,
    tool: &'s Arc<str>,
    by: By<'s>,
}

/// What keeps it.
#[derive(Clone, Copy)]
enum By<'s> {
    /// `hide`, `approve` or `deny` of the whole tool.
    Statement(&'s Statement),
    Never(&'s Invariant),
}

/// A tool that can be called all the same.
struct Free<'s, 'a> {
    member: &'s Member<'a>,
    tool: &'s Arc<str>,
    kept: &'s Kept<'s, 'a>,
    call: Call,
}

/// The kept tools by the words of their names.
type ByDeed<'s, 'a> = BTreeMap<Vec<String>, Vec<Kept<'s, 'a>>>;

pub(super) fn check(stack: &Stack<'_, '_>) -> Vec<Together> {
    let kept = kept(stack.members);
    let mut pairs: BTreeMap<(&str, &str), Vec<Free<'_, '_>>> = BTreeMap::new();
    // A server without a policy is told of as a whole.
    for member in stack.members.iter().filter(|member| member.has_policy) {
        let tools = member.context.callable();
        let open = tools.filter(|tool| !stack.is_accepted(member, &LINT, tool.name));
        for free in open.filter_map(|tool| find(member, tool, &kept)) {
            pairs.entry((member.name, free.kept.member.name)).or_default().push(free);
        }
    }
    pairs.values().filter_map(|free| found(free)).collect()
}

fn kept<'s, 'a>(members: &'s [Member<'a>]) -> ByDeed<'s, 'a> {
    let mut all = ByDeed::new();
    for member in members {
        let policy = member.context.policy;
        let stated = policy.statements.iter().filter(|it| keeps(&it.effect)).flat_map(|it| {
            disposition::names(it).iter().map(move |(tool, _)| (tool, By::Statement(it)))
        });
        let never = policy
            .invariants
            .iter()
            .flat_map(|it| it.tools.iter().map(move |(tool, _)| (tool, By::Never(it))));
        for (tool, by) in stated.chain(never) {
            let Some(definition) = member.context.catalog.and_then(|it| it.tool(tool)) else {
                continue;
            };
            let words = Profile::of(definition).deed().words;
            all.entry(words).or_default().push(Kept { member, tool, by });
        }
    }
    all
}

fn keeps(effect: &Effect) -> bool {
    matches!(effect, Effect::Hide | Effect::Approve(_) | Effect::Deny(_))
}

/// The first statement of another server that keeps a call from passing which this tool takes.
fn find<'s, 'a>(
    member: &'s Member<'a>,
    tool: &'s Callable<'a>,
    kept: &'s ByDeed<'s, 'a>,
) -> Option<Free<'s, 'a>> {
    let alike = kept.get(&tool.profile()?.deed().words)?.iter();
    let mut elsewhere = alike
        .filter(|kept| kept.member.name != member.name && is_same_service(kept.member, member));
    elsewhere.find_map(|kept| {
        let calls = kept.by.calls(tool.tool, tool.is_at_least(Class::Write))?;
        match member.context.finder.find_call(tool, &calls) {
            Answer::Found(call) => Some(Free { member, tool: tool.name, kept, call }),
            _ => None,
        }
    })
}

impl By<'_> {
    /// The calls of a tool that are kept, one that changes something or not: what only reads may be
    /// hidden to keep a list short.
    fn calls(self, tool: Option<&Tool>, changes: bool) -> Option<Formula> {
        match self {
            Self::Statement(Statement { effect: Effect::Hide, .. }) if !changes => None,
            Self::Statement(_) => Some(Formula::ALWAYS),
            Self::Never(invariant) => Some(of_invariant(invariant, tool)),
        }
    }

    fn span(self) -> Span {
        match self {
            Self::Statement(statement) => statement.span,
            Self::Never(invariant) => invariant.span,
        }
    }

    /// As in `needs approval`.
    fn words(self) -> &'static str {
        match self {
            Self::Statement(Statement { effect: Effect::Hide, .. }) => "is hidden",
            Self::Statement(Statement { effect: Effect::Approve(_), .. }) => "needs approval",
            Self::Statement(_) => "is denied",
            Self::Never(_) => "never passes",
        }
    }
}

/// What is said of the tools of one server that another one's policy keeps.
fn found(all: &[Free<'_, '_>]) -> Option<Together> {
    let Free { member, kept, call, .. } = all.first()?;
    let names: Vec<_> = all.iter().map(|free| Arc::clone(free.tool)).collect();
    let (own, other) = (tick(member.name), tick(kept.member.name));
    let message = match &*names {
        [only] => {
            let (free, words) = (tick(&member.qualified(only)), kept.by.words());
            let held = tick(&kept.member.qualified(kept.tool));
            format!("{free} can be called, and {held}, which does the same, {words}")
        }
        _ => {
            let tools = counted(names.len(), "tool");
            format!("{tools} of {own} can be called that the policy of {other} keeps from it")
        }
    };
    let mut spans: Vec<_> = all.iter().map(|free| free.kept.by.span()).collect();
    spans.sort_unstable();
    spans.dedup();
    let draft = Draft::new(member.place, message)
        .help(format!("write the same for {} in the policy of {own}", list_tools(&names)))
        .call_at(member.name, Some(call.clone()));
    let label = |draft: Draft, span| draft.label(span, format!("doesn't apply to {own}"));
    let draft = spans.into_iter().fold(draft, label);
    let held = all.iter().map(|free| free.kept.member.qualified(free.kept.tool));
    let free = names.iter().map(|tool| member.qualified(tool));
    let mut tools: Vec<_> = free.chain(held).collect();
    tools.sort_unstable();
    tools.dedup();
    Some(Together { draft, tools })
}
