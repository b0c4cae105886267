//! What else is right: the alternatives that stand in a note.
//!
//! `or X, Y; text` names what is as right as the row itself, `optional:X` anywhere an effect that
//! only some calls have. `late:X` anywhere says that X was added after people had seen what programs
//! say: such an alternative doesn't count. The rest is text for people.

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

/// What begins a note with alternatives.
const OR: &str = "or ";

/// What begins an alternative that was added late.
const LATE: &str = "late:";

/// What begins an effect that only some calls have.
const OPTIONAL: &str = "optional:";

impl ToolNote {
    pub(super) fn read(note: &str) -> Result<Self, Wrong> {
        let mut read = Self::default();
        let late: BTreeSet<_> = marked(note, LATE).collect();
        for word in alternatives(note).chain(marked(note, LATE)) {
            let (effect, class) = (Effect::named(word), class(word));
            if effect.is_none() && class.is_none() {
                return Err(Wrong::Unknown("effect or class", word.to_owned()));
            }
            if !late.contains(word) {
                read.effects.extend(effect);
                read.classes.extend(class.or(effect.map(|effect| Some(effect.class()))));
            }
        }
        for word in marked(note, OPTIONAL) {
            read.optional.insert(effect(word)?);
        }
        Ok(read)
    }
}

impl ArgumentNote {
    pub(super) fn read(note: &str) -> Result<Self, Wrong> {
        let mut read = Self::default();
        let late: BTreeSet<_> = marked(note, LATE).collect();
        for word in alternatives(note).chain(marked(note, LATE)) {
            read.is_debatable = true;
            let role = role(word)?;
            if !late.contains(word) {
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

/// The words between `or` and the first semicolon that aren't marked.
fn alternatives(note: &str) -> impl Iterator<Item = &str> {
    let list = note.strip_prefix(OR).unwrap_or_default();
    let list = list.split(';').next().unwrap_or_default();
    let words = list.split(',').map(str::trim);
    words.filter(|word| !word.is_empty() && !word.starts_with(LATE) && !word.starts_with(OPTIONAL))
}

/// The words anywhere in a note behind this mark.
fn marked<'n>(note: &'n str, mark: &'static str) -> impl Iterator<Item = &'n str> {
    let words = note.strip_prefix(OR).unwrap_or(note);
    words.split([',', ';']).filter_map(move |part| part.trim().strip_prefix(mark))
}
