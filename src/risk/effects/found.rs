//! The effects of one tool while its signs are brought together.

use super::effect::Effect;
use super::set::Effects;
use super::{FoundEffect, When};
use crate::risk::class::Class;
use crate::risk::evidence::Evidence;
use crate::risk::words;

/// What is known of a tool's effects so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::risk) struct Found(Vec<FoundEffect>);

impl Found {
    /// Adds what every call does.
    pub(in crate::risk) fn always(&mut self, effects: Effects, evidence: &[Evidence]) {
        for effect in effects.iter() {
            self.add(effect, When::Always, evidence);
        }
    }

    /// Adds an effect. What every call does is not added again for some of them.
    pub(in crate::risk) fn add(&mut self, effect: Effect, when: When, evidence: &[Evidence]) {
        let known = self.0.iter_mut().find(|found| {
            found.effect == effect && (found.when == when || found.when == When::Always)
        });
        match known {
            None => self.0.push(FoundEffect { effect, when, evidence: evidence.to_vec() }),
            Some(known) if known.when == when => {
                for sign in evidence {
                    if !known.evidence.contains(sign) {
                        known.evidence.push(sign.clone());
                    }
                }
            }
            Some(_) => {}
        }
    }

    /// Takes effects away, and gives back what they rested on.
    pub(in crate::risk) fn drop(&mut self, effects: Effects) -> Vec<Evidence> {
        let (gone, kept) =
            std::mem::take(&mut self.0).into_iter().partition(|found| effects.has(found.effect));
        self.0 = kept;
        let gone: Vec<FoundEffect> = gone;
        let mut signs: Vec<Evidence> = Vec::new();
        for sign in gone.into_iter().flat_map(|found| found.evidence) {
            if !signs.contains(&sign) {
                signs.push(sign);
            }
        }
        signs
    }

    /// Takes those of `effects` away that rest on nothing but these words.
    pub(in crate::risk) fn drop_resting_on(
        &mut self,
        effects: Effects,
        list: &[&str],
    ) -> Vec<Evidence> {
        let rests = |sign: &Evidence| match sign {
            Evidence::Name(word) | Evidence::Description(word) => words::is_any(word, list),
            _ => false,
        };
        let resting =
            |found: &&FoundEffect| effects.has(found.effect) && found.evidence.iter().all(rests);
        let signs = self.0.iter().find(resting).map(|found| found.evidence.clone());
        self.0.retain(|found| !resting(&found));
        signs.unwrap_or_default()
    }

    /// Puts the evidence for the most severe effects in the place of their own.
    pub(in crate::risk) fn support(&mut self, class: Class, sign: &Evidence) {
        for found in &mut self.0 {
            if found.effect.class() == class && !found.evidence.contains(sign) {
                found.evidence.push(sign.clone());
            }
        }
    }

    /// The effects that calls have without an argument that need not be given.
    pub(in crate::risk) fn effects(&self) -> Effects {
        let counted = self.0.iter().filter(|found| is_usual(&found.when));
        counted.map(|found| found.effect).collect()
    }

    /// Whether calls delete something by a switch that need not be given.
    pub(in crate::risk) fn some_delete(&self) -> bool {
        self.0.iter().any(|found| found.effect == Effect::Delete && !is_usual(&found.when))
    }

    /// What the most severe of them rests on.
    pub(in crate::risk) fn evidence(&self) -> Vec<Evidence> {
        let class = self.effects().class();
        let severest =
            |found: &&FoundEffect| is_usual(&found.when) && Some(found.effect.class()) == class;
        self.0.iter().find(severest).map(|found| found.evidence.clone()).unwrap_or_default()
    }

    /// Whether what a word of the name is about decides of an effect, not the verb alone.
    pub(in crate::risk) fn rests_on_things(&self) -> bool {
        let named = |sign: &&Evidence| matches!(sign, Evidence::Name(_));
        self.0.iter().any(|found| found.evidence.iter().filter(named).count() > 1)
    }

    /// All of them, the least severe first.
    pub(in crate::risk) fn into_sorted(mut self) -> Vec<FoundEffect> {
        self.0.sort_by_key(|found| found.effect);
        self.0
    }
}

/// Whether calls may have an effect without an argument that adds it: a switch, a file to write.
fn is_usual(when: &When) -> bool {
    match when {
        When::Always => true,
        When::Given(_) => false,
        When::OneOf(_, values) => !values.iter().all(|value| value == "true" || value == "false"),
    }
}
