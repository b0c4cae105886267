//! Tools that destroy whatever a call names.

use crate::analysis::{Answer, Equality, Formula, Test};
use crate::catalog::types::Kind;
use crate::finding::Call;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::policy::semantics::EQUALITY;
use crate::risk::{Effect, FoundRole, LeafPath, Role, widens_reach};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

use super::per_call::{CallLint, Passing};
use super::strangers;
use super::tool_names::{list_if_several, tool_or_count};
use super::{defaults, effects};

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
    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let destroying = &[Effect::Delete, Effect::Overwrite];
        let Some(doing) = effects::doing(tool, destroying) else { return Answer::None };
        let calls = doing.calls.clone().and(no_dry_run(tool));
        match strangers::find_call(context, tool, &calls, names_things) {
            Answer::Found(call) => Answer::Found(doing.shown_by(call)),
            Answer::None => find_wider(context, tool, &calls)
                .map(|(flag, call)| doing.shown_through(flag, call)),
            Answer::Unknown(reason) => Answer::Unknown(reason),
        }
    }

    fn draft(context: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        let (names, list) = (tools.names(), list_if_several(tools.names()));
        let tool = tool_or_count(names);
        let Some(flag) = &tools.first_found().through else {
            let mut tools = context.callable_among(names);
            let has_conditions = tools.any(|tool| tool.conditions().next().is_some());
            let note =
                if has_conditions { "its conditions refuse only what they name" } else { "" };
            return Draft::new(place, format!("{tool} may destroy things, whatever the arguments"))
                .note(note)
                .help(format!(
                    "write `hide` or `approve`, or `require` what may be touched{list}"
                ));
        };
        let argument = argument_text(&flag.outside_lists());
        let message =
            format!("{tool} may destroy more than the rules name, by {}", tick(&argument));
        let missing = tick(&format!("require {argument} missing"));
        Draft::new(place, message)
            .note("nothing refuses it")
            .help(format!("write {missing}, or `approve`{list}"))
    }
}

fn names_things(found: &FoundRole<'_>) -> bool {
    !strangers::is_among(found, ASIDE) && !strangers::is_switch(found)
}

/// A call by which a tool reaches more than its rules name, with the switch that does.
fn find_wider<'t>(
    context: &LintContext<'_>,
    tool: &'t Callable<'_>,
    calls: &Formula,
) -> Answer<(&'t LeafPath, Call)> {
    let flags = strangers::of_roles(tool, &[Role::WideningFlag]);
    let flags = flags.filter(|found| {
        let widens = found.leaf.path.names().next_back().is_some_and(widens_reach);
        widens && found.leaf.argument.may_be(Kind::Boolean) && !is_on_by_default(tool, found)
    });
    Answer::first_found(flags.map(|found| {
        let path = &found.leaf.path;
        let on = is(&path.outside_lists(), true);
        context.finder.find_call(tool, &on.and(calls.clone())).map(|call| (path, call))
    }))
}

/// The calls that aren't told to do nothing.
fn no_dry_run(tool: &Callable<'_>) -> Formula {
    let switches = strangers::of_roles(tool, &[Role::DryRun]);
    let on = |found: &FoundRole<'_>| {
        Formula::test(&found.leaf.path.outside_lists(), Test::Equal(EQUALITY, Value::Bool(true)))
    };
    Formula::All(switches.map(|found| !on(found)).collect())
}

fn is(path: &[String], value: bool) -> Formula {
    Formula::test(path, Test::Equal(Equality::Typed, Value::Bool(value)))
}

fn is_on_by_default(tool: &Callable<'_>, flag: &FoundRole<'_>) -> bool {
    let default = tool.tool.and_then(|tool| defaults::of_argument(tool, &flag.leaf.argument));
    default == Some(Value::Bool(true))
}
