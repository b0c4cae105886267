//! What mcpol.toml makes of the linter: levels, thresholds, and what is left out.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Check, How, Weakened};
use crate::config::{Config, Globs, THRESHOLDS};
use crate::finding::{Level, Site};
use crate::lint::{self, Settings, Weight};
use crate::source::{Sources, Span};
use crate::strings::tick;

/// The configuration of one side; `None` where it has none.
#[derive(Clone, Copy)]
pub(crate) struct Configured<'c> {
    /// The settings.
    pub config: Option<&'c Config>,
    /// The texts that they were read from.
    pub sources: &'c Sources,
}

/// Every setting under which less is found, or less is looked at.
pub(crate) fn weakened(old: Configured<'_>, new: Configured<'_>) -> Vec<Weakened> {
    let mut weakened = of_levels(old, new);
    weakened.extend(of_thresholds(old, new));
    let sides = (old, new);
    weakened.extend(of_patterns(sides, (Check::Exclude, "exclude"), |it| it.exclude.as_ref()));
    let handwritten = (Check::Handwritten, "handwritten");
    weakened.extend(of_patterns(sides, handwritten, |it| it.handwritten.as_ref()));
    weakened
}

impl<'c> Configured<'c> {
    fn settings(self) -> Settings {
        let mut settings = Settings::new(Date::MAX, false);
        if let Some(config) = self.config {
            config.apply(&mut settings);
        }
        settings
    }

    fn is_pedantic(self) -> bool {
        self.config.and_then(|config| config.pedantic.as_ref()).is_some_and(|it| it.node)
    }

    fn site(self, span: impl Fn(&'c Config) -> Option<Span>) -> Option<Site> {
        Site::of(span(self.config?)?, self.sources)
    }

    fn level_site(self, lint: &str) -> Option<Site> {
        self.site(|config| config.levels.get(lint).map(|level| level.span))
    }

    fn pedantic_site(self) -> Option<Site> {
        self.site(|config| config.pedantic.as_ref().map(|it| it.span))
    }
}

fn of_levels(old: Configured<'_>, new: Configured<'_>) -> Vec<Weakened> {
    let (before, after) = (old.settings(), new.settings());
    let taste_is_off = old.is_pedantic() && !new.is_pedantic();
    let mut weakened = Vec::new();
    if taste_is_off {
        let message = "lints of taste are off (`pedantic`)";
        let (was, is) = (old.pedantic_site(), new.pedantic_site());
        weakened.push(Weakened::new(Check::Lint, How::Lowered, "pedantic", message).at(was, is));
    }
    for lint in lint::all() {
        let told_above = taste_is_off
            && lint.weight == Weight::Pedantic
            && [old, new].iter().all(|side| side.level_site(lint.name).is_none());
        let (was, is) = (before.levels.get(lint.name), after.levels.get(lint.name));
        if told_above || rank(is) >= rank(was) {
            continue;
        }
        let message = format!("lint {} is {}, it was {}", tick(lint.name), word(is), word(was));
        let (was, is) = (old.level_site(lint.name), new.level_site(lint.name));
        let lowered = Weakened::new(Check::Lint, How::Lowered, lint.name, message);
        weakened.push(lowered.at(was, is));
    }
    weakened
}

/// How much a level weighs; nothing where a lint is off.
fn rank(level: Option<&Level>) -> u8 {
    match level {
        None => 0,
        Some(Level::Warn) => 1,
        Some(Level::Deny | Level::Error) => 2,
    }
}

fn word(level: Option<&Level>) -> &'static str {
    level.map_or("off", |level| level.name())
}

fn of_thresholds(old: Configured<'_>, new: Configured<'_>) -> Vec<Weakened> {
    let (before, after) = (old.settings().thresholds, new.settings().thresholds);
    let raised = THRESHOLDS.iter().filter_map(|threshold| {
        let (was, is) = ((threshold.get)(&before), (threshold.get)(&after));
        let name = threshold.name;
        let site = |side: Configured<'_>| {
            side.site(|config| config.thresholds.get(name).map(|number| number.span))
        };
        let message = || format!("threshold {} is {is}, it was {was}", tick(name));
        let raised = || Weakened::new(Check::Threshold, How::Lowered, name, message());
        (is > was).then(|| raised().at(site(old), site(new)))
    });
    raised.collect()
}

/// The patterns of one setting that only the new side has.
fn of_patterns<'c>(
    (old, new): (Configured<'c>, Configured<'c>),
    (check, setting): (Check, &str),
    patterns: impl Fn(&'c Config) -> Option<&'c Globs>,
) -> Vec<Weakened> {
    let known: BTreeSet<&str> =
        old.config.and_then(&patterns).into_iter().flat_map(Globs::texts).collect();
    let Some(globs) = new.config.and_then(&patterns) else { return Vec::new() };
    let told = |pattern: &str| {
        let message = format!("{} takes in more: {}", tick(setting), tick(pattern));
        let site = Site::of(globs.span, new.sources);
        Weakened::new(check, How::Added, pattern, message).at(None, site)
    };
    let added = globs.texts().into_iter().filter(|pattern| !known.contains(pattern));
    added.map(told).collect()
}
