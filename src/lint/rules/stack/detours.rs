//! A tool that does at one server what rules keep within bounds at another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::alias_bypass::LINT;
use crate::analysis::Answer;
use crate::finding::Call;
use crate::lint::Draft;
use crate::lint::rules::bounds;
use crate::lint::stack::{Member, Stack, Together};
use crate::policy::condition::{Path, Test};
use crate::risk::Class;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::threat;
use crate::witness::Callable;

/// A tool of which rules bound arguments.
struct Held<'s, 'a> {
    member: &'s Member<'a>,
    tool: &'s Callable<'a>,
    tests: Vec<&'a Test>,
}

/// What a tool does: its class, and the words of its name.
type Does = (Class, Vec<String>);

pub(super) fn check(stack: &Stack<'_, '_>) -> Vec<Together> {
    let mut held: BTreeMap<Does, Vec<Held<'_, '_>>> = BTreeMap::new();
    for member in stack.members {
        for tool in member.context.callable().filter(|tool| !tool.rules.is_empty()) {
            let tests = bounds::bounding(&member.context, tool);
            if let Some(does) = does(tool).filter(|_| !tests.is_empty()) {
                held.entry(does).or_default().push(Held { member, tool, tests });
            }
        }
    }
    // A server without a policy is told of as a whole.
    let covered = stack.members.iter().filter(|member| member.has_policy);
    let tools = covered.flat_map(|member| member.context.callable().map(move |it| (member, it)));
    let is_open = |(member, tool): &(&Member<'_>, &Callable<'_>)| {
        !stack.is_accepted(member, &LINT, tool.name)
    };
    let found = tools.filter(is_open).filter_map(|(member, tool)| {
        let mut alike = held.get(&does(tool)?)?.iter();
        alike.find_map(|held| detour(member, tool, held))
    });
    found.collect()
}

fn does(tool: &Callable<'_>) -> Option<Does> {
    Some((tool.class()?, tool.profile()?.deed().words))
}

/// That a tool has an argument that is bounded at another server, and takes any value for it.
fn detour(member: &Member<'_>, tool: &Callable<'_>, held: &Held<'_, '_>) -> Option<Together> {
    if member.name == held.member.name {
        return None;
    }
    let open = |test: &&&Test| opens(member, tool, &test.path);
    let (test, call) = held.tests.iter().find_map(|it| Some((it, open(&it)?)))?;
    let (free, bound) = (member.qualified(tool.name), held.member.qualified(held.tool.name));
    let message = format!("{} does the same as {}, without its rules", tick(&free), tick(&bound));
    let draft = Draft::new(member.place, message)
        .note(format!("takes any {}", tick(&argument_text(&test.path))))
        .label(test.span, format!("applies to {}, not to {}", tick(&bound), tick(&free)))
        .help(format!(
            "write as strict a rule for {} in the policy of {}, or `approve` it",
            tick(tool.name),
            tick(member.name)
        ))
        .call(Some(call));
    Some(Together { draft, tools: vec![free, Arc::clone(&bound)] })
}

/// A call with a stranger's value of an argument; none where the tool has no such argument, or its
/// rules bound it, or nobody knows.
fn opens(member: &Member<'_>, tool: &Callable<'_>, path: &Path) -> Option<Call> {
    let finder = &member.context.finder;
    tool.argument_at(path)?;
    match finder.find_call(tool, &threat::with_strangers(finder, tool, path)) {
        Answer::Found(call) => Some(call),
        _ => None,
    }
}
