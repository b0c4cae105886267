//! Arguments of which nobody can tell what they are, and that the policy leaves free.

use super::stranger::{role_of, with_strangers};
use crate::analysis::{Answer, Formula, Reason, Test};
use crate::catalog::types::{Alternative, Kind};
use crate::finding::Call;
use crate::policy::condition::Operator;
use crate::risk::{Effect, FoundRole, RoleAnswer};
use crate::witness::{CallFinder, Callable};

/// What it takes for such an argument to matter.
const ACTING: &[Effect] =
    &[Effect::Execute, Effect::Dispatch, Effect::Grant, Effect::Pay, Effect::Send];

/// Forms of texts that say when something is.
const DATES: &[&str] = &["date", "date-time", "time", "duration"];

/// An argument that may be anything.
#[derive(Debug)]
pub(crate) struct FreeArgument<'t> {
    /// The argument.
    pub found: &'t FoundRole<'t>,
    /// A call that passes, in which it has nothing to do with the policy.
    pub call: Call,
}

/// The free arguments of a tool that executes, grants, pays or sends, and of which a rule says
/// something of some argument; or why nobody knows.
pub(crate) fn free_arguments<'t>(
    finder: &CallFinder<'_>,
    tool: &'t Callable<'_>,
) -> Result<Vec<FreeArgument<'t>>, Reason> {
    let acts = tool.effects().iter().any(|found| ACTING.contains(&found.effect));
    if !acts || !has_rule(tool) {
        return Ok(Vec::new());
    }
    let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
    let unknown = roles.iter().filter(|found| is_unknown(tool, found));
    let found =
        unknown.filter_map(|found| match finder.find_call(tool, &anything(finder, tool, found)) {
            Answer::Found(call) => Some(Ok(FreeArgument { found, call })),
            Answer::None => None,
            Answer::Unknown(reason) => Some(Err(reason)),
        });
    found.collect()
}

/// Whether a rule says something of an argument's value.
fn has_rule(tool: &Callable<'_>) -> bool {
    let idle = |operator: &Operator| matches!(operator, Operator::Exists | Operator::Missing);
    tool.tests().iter().any(|test| !idle(&test.operator))
}

/// Whether neither the server nor the policy tells what it is, and it isn't one of a few values,
/// a switch or a date.
fn is_unknown(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let argument = &found.leaf.argument;
    let is_date = |alternative: &Alternative| match alternative {
        Alternative::String(strings) => {
            strings.formats.iter().any(|format| DATES.contains(&format.as_str()))
        }
        _ => false,
    };
    let is_switch =
        || argument.kinds().iter().all(|kind| matches!(kind, Kind::Boolean | Kind::Null));
    found.answer == RoleAnswer::Unsure
        && role_of(tool, found).is_none()
        && argument.values().is_none()
        && (argument.is_anything() || !is_switch() && !argument.alternatives().any(is_date))
}

/// The calls in which it has a value that no rule is about.
fn anything(finder: &CallFinder<'_>, tool: &Callable<'_>, found: &FoundRole<'_>) -> Formula {
    let (argument, path) = (&found.leaf.argument, found.leaf.path.outside_lists());
    let is_object = !argument.is_anything()
        && argument.may_be(Kind::Object)
        && ![Kind::String, Kind::Number, Kind::Array].iter().any(|kind| argument.may_be(*kind));
    match is_object && !found.leaf.path.is_in_list() {
        true => Formula::test(&path, Test::Is(Kind::Object)),
        false => with_strangers(finder, tool, &path),
    }
}
