//! Tools that a first policy doesn't treat as the rest of their class, and why.

use super::Style;
use super::bounds;
use crate::risk::{Effect, FoundEffect, Profile, When};

/// Why a tool doesn't stand with its class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Apart {
    /// This lint would have a finding if it were allowed.
    Lint(&'static str),
    /// It does this, which the style leaves to a human.
    Effect(Effect),
    /// Some of its operations are within the style: those values of this argument.
    Operations(String, Vec<String>),
    /// What its arguments may reach has to be filled in: rules to write.
    Bounds(Vec<String>),
}

/// Whether tools that do this are allowed by a style, within limits.
fn is_within(style: Style, effect: Effect) -> bool {
    match effect {
        Effect::Read | Effect::List | Effect::Fetch => true,
        Effect::Create | Effect::Update | Effect::Execute => style == Style::Recommended,
        Effect::Send
        | Effect::Expose
        | Effect::Grant
        | Effect::Weaken
        | Effect::WriteLocalFile
        | Effect::Dispatch
        | Effect::Overwrite
        | Effect::Delete
        | Effect::Pay => false,
    }
}

/// Why a tool must not stand with its class; nothing where it may. `is_allowed` says whether the
/// style allows the class.
pub(super) fn reason(profile: &Profile<'_>, style: Style, is_allowed: bool) -> Option<Apart> {
    let effects = profile.effects();
    let beyond = |found: &&FoundEffect| !is_within(style, found.effect);
    let always = effects.iter().filter(beyond).find(|found| found.when == When::Always);
    match (always, operations(effects, style)) {
        (Some(found), _) => is_allowed.then_some(Apart::Effect(found.effect)),
        (None, Some(Apart::Operations(argument, values))) => {
            let bounds = bounds::of(profile, Some(&argument));
            Some(if bounds.is_empty() {
                Apart::Operations(argument, values)
            } else {
                Apart::Bounds(chosen(&argument, &values).into_iter().chain(bounds).collect())
            })
        }
        (None, Some(other)) => is_allowed.then_some(other),
        (None, None) if is_allowed => {
            let bounds = bounds::of(profile, None);
            (!bounds.is_empty()).then_some(Apart::Bounds(bounds))
        }
        (None, None) => None,
    }
}

/// What becomes of a tool of which an argument chooses what it does; nothing where every choice is
/// within the style.
fn operations(effects: &[FoundEffect], style: Style) -> Option<Apart> {
    let chosen = effects.iter().filter_map(|found| match &found.when {
        When::OneOf(path, values) => Some((path, values, found.effect)),
        When::Always | When::Given(_) => None,
    });
    let (beyond, within): (Vec<_>, Vec<_>) =
        chosen.partition(|(.., effect)| !is_within(style, *effect));
    let (path, _, worst) = beyond.iter().max_by_key(|(.., effect)| *effect)?;
    let bad = |value: &String| beyond.iter().any(|(_, values, _)| values.contains(value));
    let mut good: Vec<_> = within
        .iter()
        .filter(|(own, ..)| own == path)
        .flat_map(|(_, values, _)| values.iter().filter(|value| !bad(value)).cloned())
        .collect();
    good.sort_unstable();
    good.dedup();
    match path.outside_lists().as_slice() {
        [argument] if !path.is_in_list() && !good.is_empty() => {
            Some(Apart::Operations(argument.clone(), good))
        }
        _ => Some(Apart::Effect(*worst)),
    }
}

/// The rule by which only some operations are allowed.
fn chosen(argument: &str, values: &[String]) -> Option<String> {
    Some(bounds::one_of(&[argument.to_owned()], values))
}
