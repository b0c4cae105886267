//! A set of effects.

use super::effect::Effect;
use crate::risk::class::Class;

/// A set of effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::risk) struct Effects(u16);

impl Effects {
    /// No effect.
    pub(in crate::risk) const NONE: Self = Self(0);

    /// These effects.
    pub(in crate::risk) const fn of(mut list: &[Effect]) -> Self {
        let mut bits = 0;
        while let [first, rest @ ..] = list {
            bits |= 1 << (*first as u16);
            list = rest;
        }
        Self(bits)
    }

    /// Whether it holds this effect.
    pub(in crate::risk) fn has(self, effect: Effect) -> bool {
        self.meets(Self::of(&[effect]))
    }

    /// Whether the two share an effect.
    pub(in crate::risk) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The effects of either.
    pub(in crate::risk) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The effects that `other` hasn't.
    pub(in crate::risk) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it is empty.
    pub(in crate::risk) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its effects, the least severe first.
    pub(in crate::risk) fn iter(self) -> impl Iterator<Item = Effect> {
        Effect::all().filter(move |effect| self.has(*effect))
    }

    /// The class of the most severe effect.
    pub(in crate::risk) fn class(self) -> Option<Class> {
        self.iter().map(Effect::class).max()
    }

    /// Whether an effect is more than reading.
    pub(in crate::risk) fn changes(self) -> bool {
        self.class().is_some_and(|class| class > Class::Read)
    }
}

impl FromIterator<Effect> for Effects {
    fn from_iter<I: IntoIterator<Item = Effect>>(effects: I) -> Self {
        effects.into_iter().fold(Self::NONE, |all, effect| all.and(Self::of(&[effect])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_it_is_given() {
        let set = Effects::of(&[Effect::Delete, Effect::Read]);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Effect::Read, Effect::Delete]);
        assert_eq!(set.class(), Some(Class::Destructive));
        assert!(set.without(Effects::of(&[Effect::Delete])).has(Effect::Read));
        assert_eq!(Effects::NONE.class(), None);
        assert_eq!(Effect::all().collect::<Effects>().iter().count(), 15);
    }
}
