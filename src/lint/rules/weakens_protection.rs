//! Tools, or switches of tools, that take a protection away.

use std::sync::Arc;

use crate::analysis::{Answer, Equality, Formula, Test};
use crate::catalog::types::Kind;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::{Effect, FoundRole, LeafPath, Role, has_any, weakening_value};
use crate::source::Span;
use crate::strings::tick;
use crate::syntax::argument_text;
use crate::witness::Callable;

use super::effects;
use super::listed;
use super::per_call::{CallLint, Passing};
use super::strangers;
use super::tool_names::{list_if_several, list_with_evidence, tool_or_count};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "weakens-protection",
    weight: Weight::Warn,
    summary: "a callable tool switches a protection, a check or a log off",
    check: Check::per_call::<WeakensProtection>(),
};

/// What weakens in one of its positions only.
const SWITCHES: &[Role] = &[Role::ProtectionSwitch];

/// Words of tools that put a protection up: what they leave off stays as it is.
const PROTECTING: &[&str] = &["protect", "secure", "harden", "lock"];

/// [`LINT`]
pub(in crate::lint) struct WeakensProtection;

impl CallLint for WeakensProtection {
    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let doing = effects::doing_apart_from(tool, &[Effect::Weaken], SWITCHES);
        let by_itself = doing.map_or(Answer::None, |doing| {
            context.finder.find_call(tool, &doing.calls).map(|call| doing.shown_by(call))
        });
        let switches = strangers::of_roles(tool, SWITCHES);
        let through = switches.map(|switch| find_off(context, tool, switch));
        Answer::first_found(through.chain([by_itself]))
    }

    fn draft(context: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        let tool = tool_or_count(tools.names());
        let signs = list_with_evidence(tools.iter());
        let Some(switch) = &tools.first_found().through else {
            return Draft::new(place, format!("{tool} can take a protection away"))
                .note("what comes after it isn't checked")
                .help(format!(
                    "write `hide` or `approve`, or `require` what may be changed:\n  {signs}"
                ));
        };
        let argument = argument_text(&switch.outside_lists());
        let list = list_if_several(tools.names());
        Draft::new(place, format!("{tool} can switch a protection off by {}", tick(&argument)))
            .note("any value is accepted")
            .help(match safe(context, tools.names(), switch) {
                Some(safe) => {
                    format!("write {}, or `approve`{list}", tick(&format!("require {safe}")))
                }
                None => format!("write `approve`{list}"),
            })
    }
}

/// What keeps the protection: that calls do without the switch, or, where they can't, that it is on.
fn safe(context: &LintContext<'_>, tools: &[Arc<str>], switch: &LeafPath) -> Option<String> {
    let path = switch.outside_lists();
    let argument = argument_text(&path);
    if context.callable_among(tools).all(|tool| tool.may_lack(&path)) {
        return Some(format!("{argument} missing"));
    }
    let found = |tool| strangers::of_roles(tool, SWITCHES).find(|found| found.leaf.path == *switch);
    let mut switches = context.callable_among(tools).filter_map(found);
    let (leaf, off) = switches.find_map(|found| Some((&found.leaf.argument, off(found)?)))?;
    if let Value::Bool(off) = off {
        return Some(format!("{argument} == {}", !off));
    }
    let values = leaf.values()?.into_iter();
    let is_on = |value: &&Value| !matches!(value, Value::String(text) if is_off(text));
    let on: Vec<_> = values.filter(is_on).collect();
    listed::among(&argument, &on)
}

/// A call in which a switch has the value that takes the protection away.
fn find_off(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    switch: &FoundRole<'_>,
) -> Answer<Passing> {
    let path = &switch.leaf.path;
    let stays_off = |value: &Value| *value == Value::Bool(false) && has_any(tool.name, PROTECTING);
    let off = off(switch).filter(|value| !path.is_in_list() && !stays_off(value));
    let Some(value) = off else { return Answer::None };
    let is_off = Formula::test(&path.outside_lists(), Test::Equal(Equality::Typed, value));
    let call = context.finder.find_call(tool, &is_off);
    call.map(|call| Passing {
        call,
        evidence: switch.evidence.clone(),
        through: Some(path.clone()),
    })
}

/// The value by which a switch takes its protection away; `None` where nothing tells.
fn off(switch: &FoundRole<'_>) -> Option<Value> {
    let argument = &switch.leaf.argument;
    if argument.may_be(Kind::Boolean) {
        return switch.leaf.path.names().next_back().and_then(weakening_value).map(Value::Bool);
    }
    let is_off = |value: &&&Value| matches!(value, Value::String(text) if is_off(text));
    argument.values()?.iter().find(is_off).map(|value| (*value).clone())
}

fn is_off(text: &str) -> bool {
    const OFF: &[&str] =
        &["off", "none", "disabled", "disable", "never", "false", "no", "insecure"];
    OFF.contains(&text.to_ascii_lowercase().as_str())
}
