//! A rule: the words by which an argument is known, and what must hold besides.

use super::phrase;
use super::role::Role;
use super::signs::{Kinds, Signs};
use super::tool::Facts;
use super::{RoleAnswer, signs};
use crate::risk::effects::Effect;

/// Where a rule's words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// The whole name.
    Whole,
    /// At the end of the name.
    Last,
    /// Somewhere in the name.
    Within,
    /// At the end of what the description says the argument is.
    Head,
    /// Somewhere in the description.
    Said,
}

/// The strength from which on a rule that tells of danger decides, whatever else speaks.
pub(super) const SURE: u8 = 8;

/// One rule. Lists of words are separated by blanks, words of a phrase joined by `_`; an empty list
/// asks for nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// What the argument is.
    pub(super) answer: RoleAnswer,
    /// From 1 to 9.
    pub(super) strength: u8,
    /// Where the words stand.
    pub(super) place: Place,
    /// The words: one of them.
    pub(super) words: &'static str,
    kinds: Kinds,
    said: &'static str,
    unsaid: &'static str,
    with: &'static str,
    without: &'static str,
    tool: &'static str,
    other_tool: &'static str,
    verbs: &'static str,
    under: &'static str,
    beside: &'static str,
    alone: &'static str,
    listed: Option<bool>,
    object: Option<bool>,
    doing: &'static [Effect],
    not_doing: &'static [Effect],
    narrow: bool,
}

const fn rule(answer: RoleAnswer, strength: u8, place: Place, words: &'static str) -> Rule {
    Rule {
        answer,
        strength,
        place,
        words,
        kinds: signs::SOME,
        said: "",
        unsaid: "",
        with: "",
        without: "",
        tool: "",
        other_tool: "",
        verbs: "",
        under: "",
        beside: "",
        alone: "",
        listed: None,
        object: None,
        doing: &[],
        not_doing: &[],
        narrow: false,
    }
}

/// A name that is one of these.
pub(super) const fn whole(role: Role, strength: u8, words: &'static str) -> Rule {
    rule(RoleAnswer::Is(role), strength, Place::Whole, words)
}

/// A name that ends in one of these.
pub(super) const fn last(role: Role, strength: u8, words: &'static str) -> Rule {
    rule(RoleAnswer::Is(role), strength, Place::Last, words)
}

/// A name that holds one of these.
pub(super) const fn within(role: Role, strength: u8, words: &'static str) -> Rule {
    rule(RoleAnswer::Is(role), strength, Place::Within, words)
}

/// A description that says the argument is one of these.
pub(super) const fn head(role: Role, strength: u8, words: &'static str) -> Rule {
    rule(RoleAnswer::Is(role), strength, Place::Head, words)
}

/// A description that holds one of these.
pub(super) const fn said(role: Role, strength: u8, words: &'static str) -> Rule {
    rule(RoleAnswer::Is(role), strength, Place::Said, words)
}

impl Rule {
    /// The argument is nothing that could be dangerous.
    pub(super) const fn harmless(mut self) -> Self {
        self.answer = RoleAnswer::Harmless;
        self
    }

    /// It is of one of these kinds.
    pub(super) const fn kinds(mut self, kinds: Kinds) -> Self {
        self.kinds = kinds;
        self
    }

    /// Its description holds one of these.
    pub(super) const fn saying(mut self, words: &'static str) -> Self {
        self.said = words;
        self
    }

    /// Its description holds none of these.
    pub(super) const fn not_saying(mut self, words: &'static str) -> Self {
        self.unsaid = words;
        self
    }

    /// Its name holds one of these too.
    pub(super) const fn with(mut self, words: &'static str) -> Self {
        self.with = words;
        self
    }

    /// Its name holds none of these.
    pub(super) const fn without(mut self, words: &'static str) -> Self {
        self.without = words;
        self
    }

    /// The tool's name or the beginning of its description holds one of these.
    pub(super) const fn of(mut self, words: &'static str) -> Self {
        self.tool = words;
        self
    }

    /// The tool's name holds none of these.
    pub(super) const fn not_of(mut self, words: &'static str) -> Self {
        self.other_tool = words;
        self
    }

    /// The verb of the tool's name is one of these.
    pub(super) const fn verbs(mut self, words: &'static str) -> Self {
        self.verbs = words;
        self
    }

    /// An object or list that it is in is called so.
    pub(super) const fn under(mut self, words: &'static str) -> Self {
        self.under = words;
        self
    }

    /// Another argument of the tool has one of these words in its name.
    pub(super) const fn beside(mut self, words: &'static str) -> Self {
        self.beside = words;
        self
    }

    /// No other argument of the tool has one of these words in its name.
    pub(super) const fn not_beside(mut self, words: &'static str) -> Self {
        self.alone = words;
        self
    }

    /// It is an item of a list, or isn't.
    pub(super) const fn listed(mut self, listed: bool) -> Self {
        self.listed = Some(listed);
        self
    }

    /// What it names is what the tool is about, or isn't: the project of `get_project`.
    pub(super) const fn object(mut self, object: bool) -> Self {
        self.object = Some(object);
        self
    }

    /// The tool has one of these effects.
    pub(super) const fn doing(mut self, effects: &'static [Effect]) -> Self {
        self.doing = effects;
        self
    }

    /// The tool has none of these effects.
    pub(super) const fn not_doing(mut self, effects: &'static [Effect]) -> Self {
        self.not_doing = effects;
        self
    }

    /// Where not all that it asks for holds, its words are no sign at all: it is about few tools,
    /// and its words are common.
    pub(super) const fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    /// Whether it says something of an argument in which its words stand.
    pub(super) fn counts(&self, signs: &Signs<'_>, tool: &Facts<'_>) -> bool {
        !self.narrow || self.holds(signs, tool)
    }

    /// Whether all that it asks for besides its words holds.
    pub(super) fn holds(&self, signs: &Signs<'_>, tool: &Facts<'_>) -> bool {
        self.fits(signs) && self.fits_tool(signs, tool)
    }

    fn fits(&self, signs: &Signs<'_>) -> bool {
        signs.kinds & self.kinds != 0
            && self.listed.is_none_or(|listed| listed == signs.listed)
            && (self.with.is_empty() || phrase::has(&signs.name, self.with))
            && (self.said.is_empty() || phrase::has(&signs.said, self.said))
            && (self.under.is_empty() || phrase::has(&signs.parents, self.under))
            && !phrase::has(&signs.name, self.without)
            && !phrase::has(&signs.said, self.unsaid)
    }

    fn fits_tool(&self, signs: &Signs<'_>, tool: &Facts<'_>) -> bool {
        (self.tool.is_empty() || tool.speaks_of(self.tool))
            && (self.verbs.is_empty() || tool.has_verb(self.verbs))
            && (self.beside.is_empty() || tool.has_beside(signs, self.beside))
            && !tool.has_beside(signs, self.alone)
            && self.object.is_none_or(|object| object == tool.is_about(signs))
            && (self.doing.is_empty() || tool.does(self.doing))
            && !phrase::has(&tool.name, self.other_tool)
            && !tool.does(self.not_doing)
    }

    /// Every list of words that it has.
    #[cfg(test)]
    pub(super) fn lists(&self) -> [&'static str; 11] {
        let own = [self.words, self.said, self.unsaid, self.with, self.without, self.under];
        let others = [self.tool, self.other_tool, self.verbs, self.beside, self.alone];
        std::array::from_fn(|at| *own.iter().chain(&others).nth(at).unwrap())
    }
}
