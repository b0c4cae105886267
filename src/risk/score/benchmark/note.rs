//! What else is right: the alternatives that stand in a note.
//!
//! `or X, Y; text` names what is as right as the row itself, `optional:X` anywhere an effect that
//! only some calls have. `late:X` among the alternatives doesn't count: it was added after people
//! had seen what programs say. The rest is text for people.

use std::collections::BTreeSet;

use super::fault::Wrong;
use crate::risk::class::{Class, UNCLASSIFIED};
use crate::risk::effects::Effect;
use crate::risk::roles::Role;

/// What a note says about a tool.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ToolNote {
    /// Effects that are as right as those of the row.
    pub effects: BTreeSet<Effect>,
    /// Classes that are as right as that of the row.
    pub classes: BTreeSet<Option<Class>>,
    /// Effects that only calls with a certain argument have.
    pub optional: BTreeSet<Effect>,
}

/// What a note says about an argument.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ArgumentNote {
    /// Roles that are as right as that of the row.
    pub roles: BTreeSet<Option<Role>>,
    /// Whether it names any, late ones among them: then the row isn't clear.
    pub is_debatable: bool,
}

/// What begins a word of alternatives that was added late.
const LATE: &str = "late:";

/// What begins an effect that only some calls have.
const OPTIONAL: &str = "optional:";

impl ToolNote {
    pub(super) fn read(note: &str) -> Result<Self, Wrong> {
        let mut read = Self::default();
        for word in alternatives(note) {
            let (word, is_late) = late(word);
            let (effect, class) = (Effect::named(word), class(word));
            if effect.is_none() && class.is_none() {
                return Err(Wrong::Unknown("effect or class", word.to_owned()));
            }
            if !is_late {
                read.effects.extend(effect);
                read.classes.extend(class);
                read.classes.extend(effect.map(|effect| Some(effect.class())));
            }
        }
        for word in note.split([',', ';']).filter_map(|part| part.trim().strip_prefix(OPTIONAL)) {
            read.optional.insert(effect(word)?);
        }
        Ok(read)
    }
}

impl ArgumentNote {
    pub(super) fn read(note: &str) -> Result<Self, Wrong> {
        let mut read = Self::default();
        for word in alternatives(note) {
            read.is_debatable = true;
            let (word, is_late) = late(word);
            let role = role(word)?;
            if !is_late {
                read.roles.insert(role);
            }
        }
        Ok(read)
    }
}

/// The effect with this word.
pub(super) fn effect(word: &str) -> Result<Effect, Wrong> {
    Effect::named(word).ok_or_else(|| Wrong::Unknown("effect", word.to_owned()))
}

/// The class with this word, `unclassified` among them.
pub(super) fn class(word: &str) -> Option<Option<Class>> {
    if word == UNCLASSIFIED { Some(None) } else { Class::named(word).map(Some) }
}

/// The role with this word, `none` among them.
pub(super) fn role(word: &str) -> Result<Option<Role>, Wrong> {
    if word == "none" {
        return Ok(None);
    }
    Role::named(word).map(Some).ok_or_else(|| Wrong::Unknown("role", word.to_owned()))
}

/// The words between `or` and the first semicolon.
fn alternatives(note: &str) -> impl Iterator<Item = &str> {
    let list = note.strip_prefix("or ").unwrap_or_default();
    let list = list.split(';').next().unwrap_or_default();
    list.split(',').map(str::trim).filter(|word| !word.is_empty())
}

fn late(word: &str) -> (&str, bool) {
    word.strip_prefix(LATE).map_or((word, false), |word| (word, true))
}
