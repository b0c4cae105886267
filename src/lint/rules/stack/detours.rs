//! A tool that takes at one server what rules keep within bounds at another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::alias_bypass::LINT;
use crate::analysis::Answer;
use crate::finding::Call;
use crate::lint::Draft;
use crate::lint::rules::bounds;
use crate::lint::rules::tool_names::list_tools;
use crate::lint::stack::{Member, Stack, Together};
use crate::policy::condition::{Path, Test};
use crate::risk::{Class, Effect, Role};
use crate::strings::{counted, tick};
use crate::syntax::argument_text;
use crate::threat;
use crate::witness::Callable;

/// Roles of arguments whose values mean the same at whichever server: files of one machine, hosts
/// of one network, people.
const SHARED: &[Role] = &[
    Role::LocalPath,
    Role::WorkingFolder,
    Role::Url,
    Role::Host,
    Role::Mail,
    Role::Phone,
    Role::CommandLine,
    Role::Program,
];

/// A tool of which rules bound an argument.
#[derive(Clone, Copy)]
struct Held<'s, 'a> {
    member: &'s Member<'a>,
    tool: &'s Callable<'a>,
    test: &'a Test,
}

/// By what a tool may stand in for another one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// The words of its name and its class, where it has this argument.
    Deed(Class, Vec<String>, Path),
    /// What its calls do with this argument, whose values mean the same everywhere.
    Shared(Effect, Role, Path),
}

/// What one server lets through that another one doesn't.
struct Detour<'s, 'a> {
    member: &'s Member<'a>,
    tool: &'s Arc<str>,
    held: Held<'s, 'a>,
    call: Call,
}

pub(super) fn check(stack: &Stack<'_, '_>) -> Vec<Together> {
    let held = held(stack);
    // A server without a policy is told of as a whole.
    let covered = stack.members.iter().filter(|member| member.has_policy);
    let tools = covered.flat_map(|member| member.context.callable().map(move |it| (member, it)));
    let is_open = |(member, tool): &(&Member<'_>, &Callable<'_>)| {
        !stack.is_accepted(member, &LINT, tool.name)
    };
    let mut pairs: BTreeMap<(&str, &str), Vec<Detour<'_, '_>>> = BTreeMap::new();
    for detour in tools.filter(is_open).filter_map(|(member, tool)| find(member, tool, &held)) {
        let pair = (detour.member.name, detour.held.member.name);
        pairs.entry(pair).or_default().push(detour);
    }
    pairs.into_values().filter_map(|detours| found(&detours)).collect()
}

/// The tools of which rules bound arguments, by what may stand in for them.
fn held<'s, 'a>(stack: &Stack<'s, 'a>) -> BTreeMap<Likeness, Vec<Held<'s, 'a>>> {
    let mut held: BTreeMap<Likeness, Vec<Held<'_, '_>>> = BTreeMap::new();
    for member in stack.members {
        for tool in member.context.callable().filter(|tool| !tool.rules.is_empty()) {
            for test in bounds::bounding(&member.context, tool) {
                for likeness in likenesses(tool, &test.path) {
                    held.entry(likeness).or_default().push(Held { member, tool, test });
                }
            }
        }
    }
    held
}

/// The first way in which a tool takes any value of an argument that is bounded at another server.
fn find<'s, 'a>(
    member: &'s Member<'a>,
    tool: &'s Callable<'a>,
    held: &BTreeMap<Likeness, Vec<Held<'s, 'a>>>,
) -> Option<Detour<'s, 'a>> {
    let roles = tool.profile()?.roles().iter();
    let paths = roles.map(|found| found.leaf.path.outside_lists());
    paths.flat_map(|path| likenesses(tool, &path)).find_map(|likeness| {
        let is_deed = matches!(likeness, Likeness::Deed(..));
        let elsewhere = held.get(&likeness)?.iter().find(|held| {
            held.member.name != member.name && (!is_deed || is_same_service(held.member, member))
        })?;
        let call = strangers(member, tool, &elsewhere.test.path)?;
        Some(Detour { member, tool: tool.name, held: *elsewhere, call })
    })
}

/// Whether two servers are ones of the same service: the smaller has half of its tools in common
/// with the other.
pub(super) fn is_same_service(one: &Member<'_>, other: &Member<'_>) -> bool {
    let (Some(one), Some(other)) = (one.context.catalog, other.context.catalog) else {
        return false;
    };
    let common = one.tools().iter().filter(|tool| other.tool(tool.name()).is_some()).count();
    2 * common >= one.tools().len().min(other.tools().len())
}

/// By what a tool that has an argument may stand in for others that have it.
fn likenesses(tool: &Callable<'_>, path: &Path) -> Vec<Likeness> {
    let Some(found) = tool.argument_at(path) else { return Vec::new() };
    let deed = tool.class().zip(tool.profile());
    let deed =
        deed.map(|(class, profile)| Likeness::Deed(class, profile.deed().words, path.clone()));
    let role = found.answer.role().filter(|role| SHARED.contains(role));
    let effects = tool.effects();
    let shared = effects.iter();
    let shared = shared.filter_map(|it| Some(Likeness::Shared(it.effect, role?, path.clone())));
    deed.into_iter().chain(shared).collect()
}

/// What is said of the tools of one server that go round the rules of another.
fn found(detours: &[Detour<'_, '_>]) -> Option<Together> {
    let Detour { member, held, call, .. } = detours.first()?;
    let names: Vec<_> = detours.iter().map(|detour| Arc::clone(detour.tool)).collect();
    let free: Vec<_> = names.iter().map(|tool| member.qualified(tool)).collect();
    let bound = held.member.qualified(held.tool.name);
    let message = match free.as_slice() {
        [only] => {
            let argument = tick(&argument_text(&held.test.path));
            format!("{} takes any {argument}, which rules bound for {}", tick(only), tick(&bound))
        }
        _ => format!(
            "{} of {} take any value where rules of {} bound it",
            counted(names.len(), "tool"),
            tick(member.name),
            tick(held.member.name)
        ),
    };
    let draft = Draft::new(member.place, message)
        .label(held.test.span, format!("doesn't apply to {}", tick(member.name)))
        .help(format!(
            "write as strict rules for {} in the policy of {}, or `approve` them",
            list_tools(&names),
            tick(member.name)
        ))
        .call_at(member.name, Some(call.clone()));
    let first = detours.iter().map(|it| it.held.member.qualified(it.held.tool.name));
    let mut tools: Vec<_> = free.into_iter().chain(first).collect();
    tools.sort_unstable();
    tools.dedup();
    Some(Together { draft, tools })
}

/// A call with a stranger's value of an argument; none where the rules bound it, or nobody knows.
fn strangers(member: &Member<'_>, tool: &Callable<'_>, path: &Path) -> Option<Call> {
    let finder = &member.context.finder;
    match finder.find_call(tool, &threat::with_strangers(finder, tool, path)) {
        Answer::Found(call) => Some(call),
        _ => None,
    }
}
