//! One row of the table of threats.

use super::constants::Constants;
use super::subject::Subject;
use crate::analysis::Formula;
use crate::finding::Weight;
use crate::json::{Number, Value};
use crate::re2;
use crate::risk::{Effect, Role};

/// Where a pattern or an exemplar has what the policy names.
pub(super) const HOLE: &str = "{C}";

/// Where an exemplar goes on as the policy wants it to end, if it does.
pub(super) const END_HOLE: &str = "{E}";

/// Where an exemplar has what the policy wants somewhere in it.
pub(super) const PART_HOLE: &str = "{P}";

/// What an argument must not let pass.
#[derive(Debug)]
pub(crate) struct Row {
    /// The family and the set: `sql.second`.
    pub name: &'static str,
    /// The roles of arguments that it is about.
    pub roles: &'static [Role],
    /// The effects of which the tool must have one; without any it doesn't matter.
    pub effects: &'static [Effect],
    /// What else must hold for the row to be asked.
    pub asked: fn(&Subject<'_, '_>) -> bool,
    /// What other arguments of the call must be.
    pub beside: fn(&Subject<'_, '_>) -> Formula,
    /// The values.
    pub set: Set,
    /// What the policy names, for the holes.
    pub known: fn(&Constants<'_>) -> Vec<Known>,
    /// Values of the set that an attacker would send, the worst first.
    pub exemplars: &'static [Exemplar],
    /// How much it weighs.
    pub levels: Levels,
    /// The lint that reports it.
    pub lint: &'static str,
    /// What is wrong, after the argument: "may hold a second statement"; a hole stands for what
    /// the policy names.
    pub says: &'static str,
    /// What to write after the argument instead; none where no condition helps.
    pub instead: Option<&'static str>,
    /// What the set has and what it hasn't.
    #[cfg_attr(not(test), expect(dead_code, reason = "what the tests hold the set to"))]
    pub examples: Examples,
}

/// Which values a row is about.
#[derive(Debug)]
pub(crate) enum Set {
    /// Texts in which one pattern is found and the other, if there is one, isn't. A hole stands for
    /// the alternatives that the policy names; without any, a pattern with a hole is found nowhere.
    Texts {
        /// What is dangerous.
        within: &'static str,
        /// What the policy covers.
        less: Option<&'static str>,
    },
    /// Any value that isn't empty: it may be given at all.
    Given,
    /// Numbers that no one means: from a thousand million on, and from ten times the largest that
    /// the policy names.
    Large,
    /// No value.
    Missing,
    /// A switch that is on.
    On,
    /// A switch that is off.
    Off,
}

/// A value that is tried before the set is searched.
#[derive(Debug)]
pub(crate) enum Exemplar {
    /// A text; in a list the only item.
    Text(&'static str),
    /// A text, where what it names is read and stays as it is.
    ToRead(&'static str),
    /// The items of a list of texts.
    Words(&'static [&'static str]),
    /// A number.
    Number(i64),
    /// An object with one member, a text.
    Object(&'static str, &'static str),
}

/// What a row weighs where a rule says something of the argument's values, and where none does;
/// where nothing is said it isn't asked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Levels {
    /// With a rule.
    pub ruled: Option<Weight>,
    /// Without one.
    pub free: Option<Weight>,
}

/// Texts that are in a row's set and that aren't, with these constants.
#[derive(Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "what the tests hold the set to"))]
pub(crate) struct Examples {
    /// What the policy names, as the row's `known` would say it.
    pub constants: &'static [&'static str],
    /// What is in the set.
    pub within: &'static [&'static str],
    /// What isn't.
    pub outside: &'static [&'static str],
}

/// What a policy names, as it fills a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// In an exemplar.
    pub text: String,
    /// In a pattern.
    pub pattern: String,
}

impl Known {
    /// A text that stands for itself.
    pub(super) fn text(text: &str) -> Self {
        Self { text: text.to_owned(), pattern: re2::escaped(text) }
    }

    /// A text with a pattern made of its own.
    pub(super) fn with(text: &str, pattern: impl Fn(&str) -> String) -> Self {
        Self { text: text.to_owned(), pattern: pattern(&re2::escaped(text)) }
    }
}

impl Levels {
    /// The same with a rule and without.
    pub(super) const fn always(weight: Weight) -> Self {
        Self { ruled: Some(weight), free: Some(weight) }
    }

    /// Never asked by itself: what the stranger test alone needs.
    pub(super) const ASIDE: Self = Self { ruled: None, free: None };

    /// Only asked where a rule says something of the argument's values.
    pub(super) const fn ruled(weight: Weight) -> Self {
        Self { ruled: Some(weight), free: None }
    }
}

impl Row {
    /// Whether it asks for a value that has nothing to do with the policy; of roles, for one that
    /// allows everything.
    pub(crate) fn is_stranger(&self) -> bool {
        self.name.ends_with(".stranger") || self.name == "perm.powerful"
    }

    /// Whether it asks for statements, of which those that the policy lists are what it is for.
    pub(super) fn is_of_statements(&self) -> bool {
        self.roles.contains(&Role::Sql)
    }

    /// Whether what the policy names is a part of its set, or taken out of it.
    pub(super) fn goes_by_constants(&self) -> bool {
        let has_hole = match self.set {
            Set::Texts { within, less } => {
                within.contains(HOLE) || less.is_some_and(|less| less.contains(HOLE))
            }
            Set::Large => true,
            Set::Given | Set::Missing | Set::On | Set::Off => false,
        };
        has_hole || self.is_of_statements()
    }

    /// Whether it asks for a position of a switch.
    pub(crate) fn is_of_switch(&self) -> bool {
        matches!(self.set, Set::On | Set::Off)
    }

    /// Whether it asks for several values in one text.
    pub(crate) fn is_of_several(&self) -> bool {
        self.name.ends_with(".several")
    }
}

impl Exemplar {
    /// As a value, where nothing of the policy is needed for it.
    pub(super) fn own_value(&self) -> Option<Value> {
        match self {
            Self::Text(text) | Self::ToRead(text) if !text.contains('{') => {
                Some(Value::from(*text))
            }
            Self::Number(number) => Some(Value::Number(Number::from(*number))),
            Self::Text(_) | Self::ToRead(_) | Self::Words(_) | Self::Object(..) => None,
        }
    }
}

impl Examples {
    /// Of a set without texts.
    pub(super) const NONE: Self = Self { constants: &[], within: &[], outside: &[] };
}

/// Nothing is named.
pub(super) fn nothing(_: &Constants<'_>) -> Vec<Known> {
    Vec::new()
}

/// The row is always asked.
pub(super) fn always(_: &Subject<'_, '_>) -> bool {
    true
}

/// The rest of the call doesn't matter.
pub(super) fn anything(_: &Subject<'_, '_>) -> Formula {
    Formula::ALWAYS
}

/// A pattern with what is known in its holes; none where it has a hole and nothing is known.
pub(super) fn filled(pattern: &str, known: &[Known]) -> Option<String> {
    if !pattern.contains(HOLE) {
        return Some(pattern.to_owned());
    }
    let alternatives: Vec<_> = known.iter().map(|known| known.pattern.as_str()).collect();
    let group = format!("(?:{})", alternatives.join("|"));
    (!known.is_empty()).then(|| pattern.replace(HOLE, &group))
}
