//! Tools that do what an argument names, also what the policy refuses.

use std::cmp::Reverse;
use std::iter;
use std::sync::Arc;

use crate::analysis::{Answer, Formula};
use crate::catalog::Catalog;
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::condition::{Condition, Operator};
use crate::risk::{
    Class, Effect, FoundEffect, FoundRole, LeafPath, Profile, Role, When, classify,
    destroying_operation,
};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::threat;
use crate::witness::Callable;

use super::per_call::{CallLint, Passing};
use super::tool_names::{list_if_several, tool_or_count};
use super::{bounds, effects, endpoints, strangers};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "dispatcher",
    weight: Weight::Deny,
    summary: "a callable tool does whatever an argument names, also what the policy refuses",
    check: Check::per_call::<Dispatcher>(),
};

/// How many names are tried.
const MAX_NAMES: usize = 32;

/// What a server may well offer, where nothing tells what it does.
const LIKELY: &[&str] = &["delete_project", "delete"];

/// [`LINT`]
pub(in crate::lint) struct Dispatcher;

impl CallLint for Dispatcher {
    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let Some(classification) = tool.classification() else { return Answer::None };
        let effects = &classification.effects;
        let (acts, chooses) = (acts(effects), !only_looks(effects));
        if !acts && !chooses {
            return Answer::None;
        }
        let Some(profile) = tool.profile() else { return Answer::None };
        let named = strangers::of_roles(tool, &[Role::ToolName, Role::Operation]);
        let named = Answer::first_found(named.map(|found| {
            let call = match found.answer.role() {
                Some(Role::ToolName) if acts => find_tool(context, tool, found),
                Some(Role::Operation) if chooses => find_operation(context, tool, profile, found),
                _ => Answer::None,
            };
            call.map(|call| Passing::through(call, found))
        }));
        Answer::first_found(
            iter::once(named).chain(iter::once_with(|| endpoints::find(context, tool))),
        )
    }

    fn draft(context: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        let names = tools.names();
        let does = if names.len() == 1 { "does" } else { "do" };
        let (tool, list) = (tool_or_count(names), list_if_several(names));
        let Some(argument) = &tools.first_found().through else {
            return Draft::new(place, format!("{tool} {does} whatever a call names"));
        };
        let is_object = context.callable_among(names).any(|tool| holds_more(tool, argument));
        let help = match (argument.is_in_list(), is_object) {
            (true, _) => {
                "no condition names what is in a list: write `hide` or `approve`".to_owned()
            }
            (false, true) => {
                "no condition restricts a whole object: write `hide` or `approve`".to_owned()
            }
            (false, false) => {
                let argument = argument_text(&argument.outside_lists());
                format!(
                    "write {} with what is meant, or `approve`",
                    tick(&format!("require {argument} in [\"…\"]"))
                )
            }
        };
        Draft::new(place, format!("{tool} {does} whatever {} names", tick(&argument.to_string())))
            .note(note(context, names, argument))
            .help(format!("{help}{list}"))
    }
}

/// Whether an argument is an object and no text.
fn holds_more(tool: &Callable<'_>, path: &LeafPath) -> bool {
    let found = tool.argument_at(&path.outside_lists());
    found.is_some_and(|found| {
        found.leaf.argument.may_be(Kind::Object) && !found.leaf.argument.may_be(Kind::String)
    })
}

/// What a tool does besides, by what the argument names: other tools, or operations of its own.
fn note(context: &LintContext<'_>, tools: &[Arc<str>], argument: &LeafPath) -> &'static str {
    let own = |tool| strangers::of_roles(tool, &[Role::Operation]);
    let mut operations = context.callable_among(tools).flat_map(own);
    match operations.any(|found| found.leaf.path == *argument) {
        true => "also what destroys, and no rule says that this is meant",
        false => "also what this policy refuses",
    }
}

/// A call by which a tool reaches another one that the policy refuses, the most severe first, or
/// that it allows under conditions; without any, one that no rule names.
fn find_tool(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    found: &FoundRole<'_>,
) -> Answer<Call> {
    let names = context.guarded.get_or_init(|| guarded(context));
    let names = names.iter().filter(|name| *name != tool.name).map(|name| &**name).take(MAX_NAMES);
    let find = |name| find_named(context, tool, (found, &Formula::ALWAYS), name);
    let named = names.map(find);
    let likely = || match found.leaf.argument.values() {
        None => find_likely(context, tool, found, &Formula::ALWAYS),
        Some(_) => Answer::None,
    };
    // What it is told to call by itself, no rule sees.
    let itself = || find(tool.name);
    Answer::first_found(named.chain(iter::once_with(likely)).chain(iter::once_with(itself)))
}

/// The tools that the policy refuses, the most severe first, then those that it allows only under
/// conditions.
fn guarded(context: &LintContext<'_>) -> Vec<Arc<str>> {
    let all = context.catalog.map(Catalog::tools).unwrap_or_default().iter();
    let guarded = all.filter_map(|other| match context.callable_named(other.name()) {
        None => Some((false, Reverse(classify(other).class), other.name())),
        Some(open) if bounds::limiting(open).is_empty() => None,
        Some(held) => Some((true, Reverse(held.class()), held.name)),
    });
    let mut guarded: Vec<_> = guarded.collect();
    guarded.sort_unstable();
    guarded.into_iter().map(|(.., name)| Arc::clone(name)).collect()
}

/// A call of an operation that destroys, of which no rule says that it is meant.
fn find_operation(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    profile: &Profile<'_>,
    found: &FoundRole<'_>,
) -> Answer<Call> {
    let path = found.leaf.path.outside_lists();
    let meant = meant(tool, &path);
    let is_meant = |name: &&String| meant.iter().any(|value| **value == Value::from(name.as_str()));
    let destroying = destroying(profile, found).into_iter().filter(|name| !is_meant(name));
    let calls = Formula::All(effects::reading_operations(tool).map(|reading| !reading).collect());
    let named =
        destroying.take(MAX_NAMES).map(|name| find_named(context, tool, (found, &calls), name));
    let all = profile.effects();
    let runs = |found: &FoundEffect| {
        let always = found.when == When::Always && found.effect == Effect::Execute;
        always || found.effect == Effect::Dispatch
    };
    let any = all.is_empty() || all.iter().any(runs);
    match Answer::first_found(named) {
        Answer::None if any && found.leaf.argument.values().is_none() => {
            find_likely(context, tool, found, &calls)
        }
        named => named,
    }
}

/// The values of an argument by which calls destroy something.
fn destroying<'p>(profile: &'p Profile<'_>, found: &FoundRole<'_>) -> Vec<&'p String> {
    let destroys = |effect: &&FoundEffect| effect.effect.class() == Class::Destructive;
    let values =
        profile.effects().iter().filter(destroys).filter_map(|effect| match &effect.when {
            When::OneOf(path, values) if *path == found.leaf.path => Some(values),
            _ => None,
        });
    values.flatten().collect()
}

/// The values that rules require of an argument.
fn meant<'a>(tool: &Callable<'a>, path: &[String]) -> Vec<&'a Value> {
    let tests = tool.rules.iter().filter_map(|rule| rule.kind.required());
    let tests = tests.flat_map(Condition::tests).filter(|test| test.path == path);
    tests
        .flat_map(|test| match &test.operator {
            Operator::Equal(value) => std::slice::from_ref(value),
            Operator::In(values) => values.as_slice(),
            _ => &[],
        })
        .collect()
}

/// One of these calls with a name that the server may well offer, else with any.
fn find_likely(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    found: &FoundRole<'_>,
    calls: &Formula,
) -> Answer<Call> {
    let path = found.leaf.path.outside_lists();
    let unknown = threat::with_strangers(&context.finder, tool, &path);
    let any = context.finder.find_call(tool, &unknown.and(calls.clone()));
    if !any.is_found() {
        return any;
    }
    let of_tool = tool.tool.and_then(|tool| tool.description());
    let texts = [found.leaf.description.as_deref(), of_tool.as_deref()];
    let described = texts.into_iter().flatten().filter_map(destroying_operation);
    let likely = if endpoints::is_method(tool, found) { endpoints::METHODS } else { LIKELY };
    let likely = described.chain(likely.iter().copied());
    let likely = likely.map(|name| find_named(context, tool, (found, calls), name));
    Answer::first_found(likely.chain([any]))
}

/// One of these calls with this name there.
fn find_named(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    (found, calls): (&FoundRole<'_>, &Formula),
    name: &str,
) -> Answer<Call> {
    let may_be =
        found.leaf.argument.values().is_none_or(|values| values.contains(&&Value::from(name)));
    if !may_be {
        return Answer::None;
    }
    let with = strangers::with_value(tool, found, named_value(found, name));
    with.map_or(Answer::None, |with| context.finder.find_call(tool, &with.and(calls.clone())))
}

/// A name; of an argument that is an object of any shape, one that holds the name.
fn named_value(found: &FoundRole<'_>, name: &str) -> Value {
    let argument = &found.leaf.argument;
    match argument.may_be(Kind::String) || !argument.may_be(Kind::Object) {
        true => Value::from(name),
        false => Value::Object([("method".to_owned(), Value::from(name))].into()),
    }
}

/// Whether every call shows something and does nothing else, so that what looks like a choice of
/// operations is a filter.
fn only_looks(effects: &[FoundEffect]) -> bool {
    let mut always = effects.iter().filter(|found| found.when == When::Always).peekable();
    always.peek().is_some() && always.all(|found| found.effect.class() == Class::Read)
}

/// Whether calls of a tool do something, or nobody knows what they do.
fn acts(effects: &[FoundEffect]) -> bool {
    effects.is_empty() || effects.iter().any(|found| found.effect.class() > Class::Read)
}
