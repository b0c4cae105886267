//! Tools that a first policy doesn't treat as the rest of their class, and why.

use super::Style;
use super::bounds;
use super::line::{Blank, Line};
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
    /// It isn't allowed, and with these rules it could be: its owner fills in what its arguments
    /// may reach.
    Offered(Until, Rules),
    /// It needs a human, since no rule bounds these arguments, which a call must give.
    Unbounded(Vec<Vec<String>>),
    /// It needs a human, since so many arguments would each need a rule.
    TooMany(usize),
}

/// How many rules a tool is offered; more nobody fills in.
const MAX_RULES: usize = 64;

/// What becomes of a tool while its owner hasn't taken the rules that are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Until {
    /// It needs a human, since what its arguments may reach is dangerous.
    Bounded,
    /// The style leaves what it does to a human.
    Effect(Effect),
    /// What the style does with its class, which isn't allowed.
    Class(Class),
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

/// What a style does with the class of a tool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    /// The class.
    pub class: Class,
    /// Whether tools of the class are allowed.
    pub is_allowed: bool,
    /// How many calls a minute a tool may have of which the rules only let through what the style
    /// allows.
    pub calls: i64,
    /// How many it may have where its owner allows the class; `None` where that isn't offered: in
    /// a style that has nothing to do with the class, and of money.
    pub offered: Option<i64>,
}

/// Why a tool must not stand with its class; nothing where it may.
pub(super) fn reason(profile: &Profile<'_>, style: Style, standing: &Standing) -> Option<Apart> {
    let effects = profile.effects().iter();
    let (within, beyond): (Vec<_>, Vec<_>) =
        effects.partition(|found| is_within(style, found.effect));
    if !standing.is_allowed && !is_narrowed(&beyond) {
        return offer(profile, standing, Until::Class(standing.class));
    }
    let lines = match narrow::lines(profile.tool(), &beyond, &within) {
        Ok(lines) => lines,
        Err(worst) if standing.is_allowed => {
            let offer = offer(profile, standing, Until::Effect(worst));
            return Some(offer.unwrap_or(Apart::Effect(worst)));
        }
        Err(_) => return offer(profile, standing, Until::Class(standing.class)),
    };
    let only_reads = within.iter().all(|found| reads(found.effect));
    let bounds = bounds::of(profile, lines, only_reads);
    if !bounds.without.is_empty() {
        return Some(Apart::Unbounded(bounds.without));
    }
    if bounds.lines.len() > MAX_RULES {
        return Some(Apart::TooMany(bounds.lines.len()));
    }
    let rules = Rules { lines: bounds.lines, calls: standing.calls };
    match (rules.lines.is_empty(), rules.lines.iter().all(|line| line.is_sure)) {
        (true, _) => None,
        (false, true) => Some(Apart::Narrowed(rules)),
        (false, false) => Some(Apart::Offered(Until::Bounded, rules)),
    }
}

/// Rules for a tool whose owner may want what the style doesn't allow: only where its arguments
/// have examples to fill in, and each is known.
fn offer(profile: &Profile<'_>, standing: &Standing, until: Until) -> Option<Apart> {
    let calls = standing.offered?;
    let bounds = bounds::of(profile, Vec::new(), false);
    let has = |blank| bounds.lines.iter().any(|line| line.blank == blank && !line.is_sure);
    let is_worth = bounds.without.is_empty()
        && bounds.lines.len() <= MAX_RULES
        && has(Blank::Values)
        && !has(Blank::Rule);
    is_worth.then_some(Apart::Offered(until, Rules { lines: bounds.lines, calls }))
}

/// Whether what is beyond a style are choices of the caller, so that others may be within it.
fn is_narrowed(beyond: &[&FoundEffect]) -> bool {
    let chosen = |found: &&&FoundEffect| matches!(found.when, When::OneOf(..));
    beyond.iter().any(|found| chosen(&found))
}

fn reads(effect: Effect) -> bool {
    effect.class() == Class::Read && effect != Effect::Expose
}
