//! Tools, or switches of tools, that take a protection away.

use std::iter;
use std::sync::Arc;

use crate::analysis::{Answer, Equality, Formula, Test};
use crate::catalog::types::Kind;
use crate::json::Value;
use crate::lint::registry::{Check, Lint, Weight};
use crate::lint::{Draft, LintContext, Remaining};
use crate::risk::{Class, Effect, FoundRole, LeafPath, Role, When, has_any, weakening_value};
use crate::source::Span;
use crate::strings::{joined, tick};
use crate::syntax::argument_text;
use crate::witness::{Callable, Question};

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

/// Words of those that change one as well.
const CHANGING: &[&str] = &["update", "updates", "change", "changes", "modify", "edit", "existing"];

/// What protects, in the names of tools that set it.
const PROTECTIONS: &[&str] = &[
    "protection",
    "firewall",
    "waf",
    "encryption",
    "verification",
    "authentication",
    "mfa",
    "tls",
    "ssl",
    "audit",
    "logging",
    "backup",
    "lock",
    "sandbox",
    "security",
];

/// Words for what a call deletes besides.
const DELETING: &[&str] = &["delete", "deletes", "deleted", "remove", "removes", "removed"];

/// What says how it is set.
const MODES: &[&str] = &["mode", "level", "state", "status", "setting", "enforcement", "value"];

/// [`LINT`]
pub(in crate::lint) struct WeakensProtection;

impl CallLint for WeakensProtection {
    const QUESTION: Option<Question> = Some(Question::Weakens);

    fn find(context: &LintContext<'_>, tool: &Callable<'_>) -> Answer<Passing> {
        let roles = tool.profile().map(|profile| profile.roles()).unwrap_or_default();
        let switches: Vec<_> = roles.iter().filter(|it| is_switch(tool, it)).collect();
        let modes: Vec<_> = roles.iter().filter(|it| is_mode(tool, it)).collect();
        let by_itself = || match modes.is_empty() {
            true => find_by_itself(context, tool, &switches),
            // Where an argument says how a protection is set, no other value takes it away.
            false => Answer::None,
        };
        let ways = switches.iter().chain(&modes).map(|switch| find_off(context, tool, switch));
        let through = ways.fold(Answer::None, together);
        Answer::first_found(iter::once(through).chain(iter::once_with(by_itself)))
    }

    fn draft(context: &LintContext<'_>, place: Span, tools: &Remaining<'_, Passing>) -> Draft {
        let tool = tool_or_count(tools.names());
        let signs = list_with_evidence(tools.iter());
        let switches: Vec<_> = tools.first_found().arguments().collect();
        if switches.is_empty() {
            return Draft::new(place, format!("{tool} can take a protection away"))
                .note("what comes after it isn't checked")
                .help(format!(
                    "write `hide` or `approve`, or `require` what may be changed:\n  {signs}"
                ));
        }
        let named: Vec<_> =
            switches.iter().map(|path| tick(&argument_text(&path.outside_lists()))).collect();
        let what = if named.len() == 1 { "a protection" } else { "protections" };
        let safe = switches.iter().filter_map(|path| safe(context, tools.names(), path));
        let safe: Vec<_> = safe.collect();
        let list = list_if_several(tools.names());
        Draft::new(place, format!("{tool} can switch {what} off by {}", joined(&named)))
            .note("any value is accepted")
            .help(match (safe.as_slice(), named.len()) {
                ([], _) => format!("write `approve`{list}"),
                ([safe], 1) => {
                    format!("write {}, or `approve`{list}", tick(&format!("require {safe}")))
                }
                (safe, _) => {
                    let lines: Vec<_> = safe.iter().map(|it| tick(it)).collect();
                    let lines = lines.join("\n  ");
                    format!("write `approve`, or `require` of each:\n  {lines}{list}")
                }
            })
    }
}

/// What is found of both; a call is shown of the first.
fn together(one: Answer<Passing>, other: Answer<Passing>) -> Answer<Passing> {
    match (one, other) {
        (Answer::Found(mut one), Answer::Found(other)) => {
            one.others.extend(other.through);
            Answer::Found(one)
        }
        (found @ Answer::Found(_), _) | (_, found @ Answer::Found(_)) => found,
        (unknown @ Answer::Unknown(_), _) | (_, unknown) => unknown,
    }
}

/// What keeps the protection: that calls do without the switch, or, where they can't, that it is on.
fn safe(context: &LintContext<'_>, tools: &[Arc<str>], switch: &LeafPath) -> Option<String> {
    let path = switch.outside_lists();
    let argument = argument_text(&path);
    if context.callable_among(tools).all(|tool| tool.may_lack(&path)) {
        return Some(format!("{argument} missing"));
    }
    let mut switches =
        context.callable_among(tools).filter_map(|tool| Some((tool, tool.argument_at(&path)?)));
    let (leaf, off) = switches.find_map(|(tool, found)| {
        Some((&found.leaf.argument, off(tool, found).into_iter().next()?))
    })?;
    if let Value::Bool(off) = off {
        return Some(format!("{argument} == {}", !off));
    }
    let values = leaf.values()?.into_iter();
    let is_on = |value: &&Value| !matches!(value, Value::String(text) if is_off(text));
    let on: Vec<_> = values.filter(is_on).collect();
    listed::among(&argument, &on)
}

/// A call that takes a protection away whatever its switches are.
fn find_by_itself(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    switches: &[&FoundRole<'_>],
) -> Answer<Passing> {
    let is_apart = |path: &LeafPath| switches.iter().any(|found| found.leaf.path == *path);
    let doing = effects::doing_apart_from(tool, &[Effect::Weaken], is_apart);
    doing.map_or(Answer::None, |doing| {
        context.finder.find_call(tool, &doing.calls).map(|call| doing.shown_by(call))
    })
}

/// Whether an argument takes a protection away in one of its positions.
fn is_switch(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    strangers::is_among(found, SWITCHES) && !deletes_more(tool, found)
        || strangers::is_switch(found) && weakens_by(tool, found).is_some()
}

/// Whether a switch of a tool that deletes says what is deleted besides: `with_backups`.
fn deletes_more(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    let description = found.leaf.description.as_deref().unwrap_or_default();
    let deletes = || tool.effects().iter().any(|it| it.effect == Effect::Delete);
    has_any(description, DELETING) && deletes()
}

/// The value by which a switch takes a protection away, where the tool's effects tell.
fn weakens_by(tool: &Callable<'_>, found: &FoundRole<'_>) -> Option<bool> {
    tool.effects().iter().filter(|it| it.effect == Effect::Weaken).find_map(|it| match &it.when {
        When::OneOf(path, values) if *path == found.leaf.path => values.first()?.parse().ok(),
        When::OneOf(..) | When::Always | When::Given(_) => None,
    })
}

/// Whether an argument says how a protection is set by a tool that is about one.
fn is_mode(tool: &Callable<'_>, found: &FoundRole<'_>) -> bool {
    found.leaf.is_called(MODES)
        && !found.leaf.path.is_in_list()
        && !found.leaf.argument.may_be(Kind::Boolean)
        && !off(tool, found).is_empty()
        && has_any(tool.name, PROTECTIONS)
        && tool.is_at_least(Class::Write)
}

/// A call in which a switch has the value that takes the protection away.
fn find_off(
    context: &LintContext<'_>,
    tool: &Callable<'_>,
    switch: &FoundRole<'_>,
) -> Answer<Passing> {
    let path = &switch.leaf.path;
    let stays_off = |value: &Value| *value == Value::Bool(false) && only_protects(tool);
    let off = off(tool, switch).into_iter().filter(|value| !path.is_in_list() && !stays_off(value));
    let calls = off.map(|value| {
        let is_off = Formula::test(&path.outside_lists(), Test::Equal(Equality::Typed, value));
        context.finder.find_call(tool, &is_off)
    });
    Answer::first_found(calls).map(|call| Passing::through(call, switch))
}

/// Whether a tool puts a protection up and changes none that is there.
fn only_protects(tool: &Callable<'_>) -> bool {
    let description = tool.tool.and_then(|tool| tool.description()).unwrap_or_default();
    has_any(tool.name, PROTECTING) && !has_any(&description, CHANGING)
}

/// The values by which a switch takes its protection away; none where nothing tells.
fn off(tool: &Callable<'_>, switch: &FoundRole<'_>) -> Vec<Value> {
    let argument = &switch.leaf.argument;
    if argument.may_be(Kind::Boolean) {
        let by_name = || switch.leaf.path.names().next_back().and_then(weakening_value);
        let value = weakens_by(tool, switch).or_else(by_name);
        return value.map(Value::Bool).into_iter().collect();
    }
    let is_off = |value: &&&Value| matches!(value, Value::String(text) if is_off(text));
    argument.values().unwrap_or_default().iter().filter(is_off).map(|it| (*it).clone()).collect()
}

fn is_off(text: &str) -> bool {
    const OFF: &[&str] =
        &["off", "none", "disabled", "disable", "never", "false", "no", "insecure"];
    OFF.contains(&text.to_ascii_lowercase().as_str())
}
