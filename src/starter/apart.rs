//! Tools that a first policy doesn't treat as the rest of their class, and why.

use super::Style;
use super::bounds;
use super::line::Line;
use super::narrow;
use crate::risk::{Class, Effect, FoundEffect, Profile, When};

/// Why a tool doesn't stand with its class.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Apart {
    /// This lint would have a finding if it were allowed.
    Lint(&'static str),
    /// It does this, which the style leaves to a human.
    Effect(Effect),
    /// It is allowed with rules that take away what is beyond the style.
    Narrowed(Rules),
    /// It needs a human until its owner has filled in what its arguments may reach.
    Offered(Rules),
    /// It needs a human, since no rule bounds these arguments, which a call must give.
    Unbounded(Vec<Vec<String>>),
}

/// What a tool is allowed with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rules {
    /// About its arguments.
    pub lines: Vec<Line>,
    /// How many calls a minute.
    pub calls: i64,
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
/// style allows the class, `calls` how many calls a minute it may have where it is allowed.
pub(super) fn reason(
    profile: &Profile<'_>,
    style: Style,
    is_allowed: bool,
    calls: i64,
) -> Option<Apart> {
    let effects = profile.effects().iter();
    let (within, beyond): (Vec<_>, Vec<_>) =
        effects.partition(|found| is_within(style, found.effect));
    if !is_allowed && !is_narrowed(&beyond) {
        return None;
    }
    let lines = match narrow::lines(profile.tool(), &beyond, &within) {
        Ok(lines) => lines,
        Err(worst) => return is_allowed.then_some(Apart::Effect(worst)),
    };
    let only_reads = within.iter().all(|found| reads(found.effect));
    let bounds = bounds::of(profile, lines, only_reads);
    if !bounds.without.is_empty() {
        return Some(Apart::Unbounded(bounds.without));
    }
    let rules = Rules { lines: bounds.lines, calls };
    match (rules.lines.is_empty(), rules.lines.iter().all(|line| line.is_sure)) {
        (true, _) => None,
        (false, true) => Some(Apart::Narrowed(rules)),
        (false, false) => Some(Apart::Offered(rules)),
    }
}

/// Whether what is beyond a style are choices of the caller, so that others may be within it.
fn is_narrowed(beyond: &[&FoundEffect]) -> bool {
    let chosen = |found: &&&FoundEffect| matches!(found.when, When::OneOf(..));
    beyond.iter().any(|found| chosen(&found))
}

fn reads(effect: Effect) -> bool {
    effect.class() == Class::Read && effect != Effect::Expose
}
