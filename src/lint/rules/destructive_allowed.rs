//! Tools that destroy whatever a call names.

use std::sync::Arc;

use crate::analysis::{Answer, Formula, Test, value_at};
use crate::finding::{Call, Weight as Severity};
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::condition::Test as PolicyTest;
use crate::policy::semantics::EQUALITY;
use crate::risk::{Effect, FoundEffect, FoundRole, LeafPath, Role, When};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::{Callable, Question};

use super::per_call::{CallLint, Passing};
use super::strangers;
use super::tool_names::{list_if_several, tool_or_count};
use super::{bounds, destroys_more, effects};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "destructive-allowed",
    weight: Weight::Deny,
    summary: "a tool that destroys can be called with any arguments",
    check: Check::per_call::<DestructiveAllowed>(),
};

/// What doesn't say which things are destroyed.
const ASIDE: &[Role] = &[
    Role::ConfirmingFlag,
    Role::DryRun,
    Role::WideningFlag,
    Role::ProtectionSwitch,
    Role::UndoSwitch,
    Role::Operation,
    Role::Content,
    Role::Secret,
    Role::Sender,
    Role::Page,
];

/// [`LINT`]
pub(in crate::lint) struct DestructiveAllowed;

impl CallLint for DestructiveAllowed {
    const QUESTION: Option<Question> = Some(Question::Destroys);

    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let destroying = &[Effect::Delete, Effect::Overwrite];
        let Some(doing) = effects::doing(tool, destroying) else {
            return destroys_more::find_undone(context, tool)
                .map(|(found, call)| Passing::through(call, found));
        };
        let calls = doing.calls.clone().and(no_dry_run(tool));
        let decides = |found: &FoundRole<'_>| {
            names_things(found) && effects::may_need(tool, destroying, found)
        };
        if let Answer::Found((found, call)) = destroys_more::find_unspared(context, tool, &calls) {
            return Answer::Found(doing.shown_through(&found.leaf.path, call));
        }
        match strangers::find_call_or_without(context, tool, &calls, decides) {
            Answer::Found(call) => Answer::Found(match switch(tool) {
                Some(switch) => Passing { weight: mild(switch), ..Passing::through(call, switch) },
                None => doing.shown_by(call),
            }),
            Answer::None => destroys_more::find(context, tool, &calls)
                .map(|(found, call)| doing.shown_through(&found.leaf.path, call)),
            Answer::Unknown(reason) => Answer::Unknown(reason),
        }
    }

    fn draft(context: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        let (names, list) = (tools.names(), list_if_several(tools.names()));
        let tool = tool_or_count(names);
        let Some(through) = &tools.first_found().through else {
            let note = note(context, names, &tools.first_found().call);
            let what = match note.is_empty() {
                true => "things, whatever the arguments",
                false => "things that no rule names",
            };
            return Draft::new(place, format!("{tool} may destroy {what}")).note(note).help(
                format!("write `hide` or `approve`, or `require` what may be touched{list}"),
            );
        };
        let argument = argument_text(&through.outside_lists());
        let message =
            format!("{tool} may destroy more than the rules name, by {}", tick(&argument));
        let is = |holds: fn(&Callable<'_>, &LeafPath) -> bool| {
            context.callable_among(names).any(|tool| holds(tool, through))
        };
        let (note, good) = match (is(destroys_more::is_sparing), is(is_ruled)) {
            (true, _) => ("at 0 nothing is spared", ">= 1"),
            (false, true) => ("its conditions refuse only what they name", "in [\"…\"]"),
            (false, false) => ("nothing refuses it", without(context, names, through)),
        };
        let good = tick(&format!("require {argument} {good}"));
        Draft::new(place, message).note(note).help(format!("write {good}, or `approve`{list}"))
    }
}

/// The switch without which no call destroys anything.
fn switch<'t>(tool: &'t Callable<'_>) -> Option<&'t FoundRole<'t>> {
    let effects = tool.effects();
    let destroys =
        |found: &&FoundEffect| matches!(found.effect, Effect::Delete | Effect::Overwrite);
    let switches = effects.iter().filter(destroys).map(|found| match &found.when {
        When::OneOf(path, values) if values.as_slice() == ["true"] => {
            tool.argument_at(&path.outside_lists())
        }
        When::OneOf(..) | When::Always | When::Given(_) => None,
    });
    switches.collect::<Option<Vec<_>>>()?.into_iter().next()
}

/// What was merged from a branch stays when the branch is removed.
fn mild(switch: &FoundRole<'_>) -> Option<Severity> {
    let is_branch = switch.leaf.is_called(&["source"]) && switch.leaf.is_called(&["branch"]);
    is_branch.then_some(Severity::Warn)
}

/// Why conditions don't help: the call leaves out what they are about, or is none that they name.
fn note(context: &LintContext<'_>, names: &[Arc<str>], call: &Call) -> String {
    let has_conditions = |tool: &Callable<'_>| tool.conditions().next().is_some();
    if !context.callable_among(names).any(has_conditions) {
        return String::new();
    }
    let own = context.callable_among(names).find(|tool| **tool.name == *call.name());
    let ruled = own.map(|tool| bounds::limiting(tool)).unwrap_or_default();
    let is_left_out = |test: &&&PolicyTest| value_at(call.arguments(), &test.path).is_none();
    match ruled.iter().find(is_left_out) {
        Some(test) => {
            format!("its conditions let {} be left out", tick(&argument_text(&test.path)))
        }
        None => "its conditions refuse only what they name".to_owned(),
    }
}

/// What an argument must be of which no rule speaks: left out, or, where a call must give it, off
/// or among what is meant.
fn without(context: &LintContext<'_>, tools: &[Arc<str>], through: &LeafPath) -> &'static str {
    let path = through.outside_lists();
    let is_switch = |tool: &Callable<'_>| tool.argument_at(&path).is_some_and(strangers::is_switch);
    if context.callable_among(tools).all(|tool| tool.may_lack(&path)) {
        return "missing";
    }
    match context.callable_among(tools).any(is_switch) {
        true => "== false",
        false => "in [\"…\"]",
    }
}

/// Whether rules say something of an argument.
fn is_ruled(tool: &Callable<'_>, path: &LeafPath) -> bool {
    let path = path.outside_lists();
    bounds::limiting(tool).iter().any(|test| test.path == path)
}

fn names_things(found: &FoundRole<'_>) -> bool {
    !strangers::is_among(found, ASIDE) && !strangers::is_switch(found)
}

/// The calls that aren't told to do nothing.
fn no_dry_run(tool: &Callable<'_>) -> Formula {
    let switches = strangers::of_roles(tool, &[Role::DryRun]);
    let on = |found: &FoundRole<'_>| {
        Formula::test(&found.leaf.path.outside_lists(), Test::Equal(EQUALITY, Value::Bool(true)))
    };
    Formula::All(switches.map(|found| !on(found)).collect())
}
